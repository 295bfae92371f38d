import * as z from 'zod'
import { Id } from './ids.ts'
import { Amount, Currency, currencyDigits } from './money.ts'
import { Bounded, Line, Paragraphs } from './text.ts'

/** Accepts an ISO 3166-1 alpha-2 country code. */
export const CountryCode = Bounded(2, 'Choose a country.').regex(/^[A-Z]{2}$/, 'Choose a country.')

/**
 * The class of a tax rate. `standard` applies to taxable goods, and to shipping methods of that class. `shipping`
 * applies only to shipping.
 */
export const TaxClass = z.enum(['standard', 'shipping'])

export type TaxClass = z.infer<typeof TaxClass>

const MAX_CURRENCIES = Object.keys(currencyDigits).length
const Version = z.int().min(1).max(1_000_000_000)
const MAX_WEIGHT_GRAMS = 100_000_000

/**
 * The price of shipping in one currency. The first step whose `maxWeightGrams` the cart does not exceed applies; null
 * means any weight. Shipping is free from `freeFromAmount`, a sum of discounted lines. A cart heavier than the last
 * step cannot be shipped with this method.
 */
export const ShippingRate = z.strictObject({
  currency: Currency,
  freeFromAmount: Amount.nullable(),
  steps: z
    .array(z.strictObject({ maxWeightGrams: z.int().min(1).max(MAX_WEIGHT_GRAMS).nullable(), amount: Amount }))
    .min(1)
    .max(20)
    .refine(isAscending, 'Put the steps in the order of their weights; only the last may be for any weight.'),
})

export type ShippingRate = z.infer<typeof ShippingRate>

function isAscending(steps: readonly { maxWeightGrams: number | null }[]): boolean {
  const weights = steps.map(({ maxWeightGrams }) => maxWeightGrams ?? Number.POSITIVE_INFINITY)
  return weights.every((weight, index) => index === 0 || weight > (weights[index - 1] ?? 0))
}

const differ = (currencies: readonly { currency: Currency }[]): boolean =>
  new Set(currencies.map(({ currency }) => currency)).size === currencies.length

/** Returns the shipping amount for a weight, or null if the weight exceeds all steps of the rate. */
export const shippingAmountFor = (rate: ShippingRate, weightGrams: number): number | null =>
  rate.steps.find(({ maxWeightGrams }) => maxWeightGrams === null || weightGrams <= maxWeightGrams)?.amount ?? null

const shippingFields = {
  name: Line(100),
  description: Paragraphs(300).default(''),
  rates: z.array(ShippingRate).min(1).max(MAX_CURRENCIES).refine(differ, 'Give each currency once.'),
  taxClass: TaxClass.nullable().default('standard'),
  isActive: z.boolean().default(true),
}

export const ShippingMethod = z.object({
  id: Id('shippingMethod'),
  zoneId: Id('zone'),
  name: z.string(),
  description: z.string(),
  rates: z.array(ShippingRate),
  taxClass: TaxClass.nullable(),
  isActive: z.boolean(),
  version: z.int(),
})

export type ShippingMethod = z.infer<typeof ShippingMethod>

export const CreateShippingMethodInput = z.strictObject({ zoneId: Id('zone'), ...shippingFields })

export type CreateShippingMethodInput = z.infer<typeof CreateShippingMethodInput>

export const UpdateShippingMethodInput = z.strictObject({
  id: Id('shippingMethod'),
  version: Version,
  ...shippingFields,
})

export type UpdateShippingMethodInput = z.infer<typeof UpdateShippingMethodInput>

export const DeleteShippingMethodInput = z.strictObject({ id: Id('shippingMethod') })

export type DeleteShippingMethodInput = z.infer<typeof DeleteShippingMethodInput>

/** Sets the order in which the shop offers the shipping methods of a zone. */
export const ArrangeShippingInput = z.strictObject({
  zoneId: Id('zone'),
  ids: z.array(Id('shippingMethod')).min(1).max(50),
})

export type ArrangeShippingInput = z.infer<typeof ArrangeShippingInput>

export const ShippingMethodList = z.object({ items: z.array(ShippingMethod) })

const taxRateFields = { name: Line(100), basisPoints: z.int().min(0).max(10_000), taxClass: TaxClass }

export const ZoneTaxRate = z.object({ id: Id('taxRate'), ...taxRateFields, name: z.string() })

export const Zone = z.object({
  id: Id('zone'),
  name: z.string(),
  /** True for the one zone that covers all countries not listed in another zone. */
  isRest: z.boolean(),
  countryCodes: z.array(z.string()),
  taxRates: z.array(ZoneTaxRate),
  version: z.int(),
})

export type Zone = z.infer<typeof Zone>

const MAX_CLASS_BASIS_POINTS = 10_000

// With more than 100 % tax, the total of the largest cart could exceed the exact range of numbers.
const areBounded = (rates: readonly { taxClass: TaxClass; basisPoints: number }[]): boolean =>
  TaxClass.options.every(
    (taxClass) =>
      rates.reduce((sum, rate) => sum + (rate.taxClass === taxClass ? rate.basisPoints : 0), 0) <=
      MAX_CLASS_BASIS_POINTS
  )

const zoneFields = {
  name: Line(100),
  countryCodes: z.array(CountryCode).max(250).default([]),
  /** Basis points are hundredths of a percent: 2000 is 20 %. */
  taxRates: z
    .array(z.strictObject(taxRateFields))
    .max(10)
    .refine(areBounded, 'The rates of one class add up to 100 % at most.')
    .default([]),
}

export const CreateZoneInput = z.strictObject(zoneFields)

export type CreateZoneInput = z.infer<typeof CreateZoneInput>

export const UpdateZoneInput = z.strictObject({ id: Id('zone'), version: Version, ...zoneFields })

export type UpdateZoneInput = z.infer<typeof UpdateZoneInput>

export const DeleteZoneInput = z.strictObject({ id: Id('zone') })

export type DeleteZoneInput = z.infer<typeof DeleteZoneInput>

export const ZoneList = z.object({ items: z.array(Zone) })
