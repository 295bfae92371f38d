import type { Cart } from '@tradepost/contract'
import { messageOf } from '../api.ts'
import { useShop } from '../shop/shop-queries.ts'
import { SelectField } from '../ui/field.tsx'
import { useSetCurrency } from './coupon-queries.ts'

const names = new Intl.DisplayNames(['en'], { type: 'currency' })

/** Chooses the currency of the cart. Renders nothing if the shop has only one. */
export const CurrencyChoice = ({ cart }: { cart: Cart }) => {
  const currencies = useShop()?.currencies ?? []
  const choose = useSetCurrency()
  if (currencies.length < 2) return null
  const shown = choose.isPending ? choose.variables : cart.currency
  return (
    <SelectField
      label="Pay in"
      value={shown}
      aria-busy={choose.isPending}
      error={choose.error ? messageOf(choose.error) : undefined}
      onChange={(event) => {
        const chosen = currencies.find((currency) => currency === event.target.value)
        if (chosen) choose.mutate(chosen)
      }}
    >
      {currencies.map((currency) => (
        <option key={currency} value={currency}>
          {currency} · {names.of(currency)}
        </option>
      ))}
    </SelectField>
  )
}
