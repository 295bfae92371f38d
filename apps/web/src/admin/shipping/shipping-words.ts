import { formatMoney, type ShippingMethod, type ShippingRate, type TaxClass, type Zone } from '@tradepost/contract'
import { countryName } from '../../orders/countries.ts'
import { percentText } from '../read-number.ts'

/** Labels of what a tax rate applies to. */
export const taxClassNames: Record<TaxClass, string> = { standard: 'Goods', shipping: 'Shipping' }

const SHOWN_COUNTRIES = 6

/** Lists the countries of a zone in one line. */
export const countriesText = ({ isRest, countryCodes }: Zone): string => {
  if (isRest) return 'Every country that no other zone has'
  if (countryCodes.length === 0) return 'No country yet: nothing is sent by its ways'
  const names = countryCodes.map((code) => countryName(code)).toSorted((a, b) => a.localeCompare(b, 'en'))
  const rest = names.length - SHOWN_COUNTRIES
  return rest > 1 ? `${names.slice(0, SHOWN_COUNTRIES).join(', ')} and ${rest} more` : names.join(', ')
}

/** Lists the taxes of a zone in one line. */
export const taxesText = ({ taxRates }: Zone): string =>
  taxRates.length === 0
    ? 'No tax'
    : taxRates
        .map(
          ({ name, basisPoints, taxClass }) =>
            `${name} ${percentText(basisPoints)} %${taxClass === 'shipping' ? ' on shipping' : ''}`
        )
        .join(', ')

const rateText = ({ currency, steps, freeFromAmount }: ShippingRate): string => {
  const amounts = steps.map(({ amount }) => amount)
  const [low, high] = [Math.min(...amounts), Math.max(...amounts)]
  const price = low === 0 && high === 0 ? 'free' : formatMoney({ amount: low, currency })
  const range = low === high ? price : `${price} – ${formatMoney({ amount: high, currency })} by weight`
  return freeFromAmount === null ? range : `${range}, free from ${formatMoney({ amount: freeFromAmount, currency })}`
}

/** Describes the prices of a shipping method in one line. */
export const pricesText = ({ rates }: ShippingMethod): string => rates.map(rateText).join(' · ')
