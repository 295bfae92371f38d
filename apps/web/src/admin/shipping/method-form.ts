import {
  CreateShippingMethodInput,
  type Currency,
  type ShippingMethod,
  type ShippingRate,
  type TaxClass,
  toDecimal,
} from '@tradepost/contract'
import { firstFaults } from '../first-faults.ts'
import { newKey } from '../new-key.ts'
import { readAmount } from '../read-amount.ts'
import { readWholeOrNull } from '../read-number.ts'

/** A weight step of a rate, as typed; an empty weight means any weight. */
export interface FormStep {
  readonly key: string
  readonly maxWeight: string
  readonly amount: string
}

/** The price of a shipping method in one currency, as typed. */
export interface FormShippingRate {
  readonly currency: Currency
  readonly steps: readonly FormStep[]
  readonly freeFrom: string
}

/** The form values of a shipping method. */
export interface MethodForm {
  readonly name: string
  readonly description: string
  readonly rates: readonly FormShippingRate[]
  readonly taxClass: TaxClass | null
  readonly isActive: boolean
}

/** Returns an empty weight step. */
export const emptyStep = (): FormStep => ({ key: newKey('step'), maxWeight: '', amount: '' })

/** Returns an empty rate in a currency: one price for any weight. */
export const emptyRate = (currency: Currency): FormShippingRate => ({
  currency,
  steps: [{ key: `${currency}-first`, maxWeight: '', amount: '' }],
  freeFrom: '',
})

/** Returns the form values of a new shipping method. */
export const emptyMethod = (currency: Currency): MethodForm => ({
  name: '',
  description: '',
  rates: [emptyRate(currency)],
  taxClass: 'standard',
  isActive: true,
})

const rateForm = ({ currency, steps, freeFromAmount }: ShippingRate): FormShippingRate => ({
  currency,
  steps: steps.map(({ maxWeightGrams, amount }, at) => ({
    key: `${currency}-${at}`,
    maxWeight: maxWeightGrams === null ? '' : String(maxWeightGrams),
    amount: toDecimal({ amount, currency }),
  })),
  freeFrom: freeFromAmount === null ? '' : toDecimal({ amount: freeFromAmount, currency }),
})

/** Returns the form values of a saved shipping method. */
export const formOf = ({ name, description, rates, taxClass, isActive }: ShippingMethod): MethodForm => ({
  name,
  description,
  rates: rates.map(rateForm),
  taxClass,
  isActive,
})

const rateInput = ({ currency, steps, freeFrom }: FormShippingRate) => ({
  currency,
  freeFromAmount: freeFrom.trim() === '' ? null : (readAmount(freeFrom, currency) ?? Number.NaN),
  steps: steps.map(({ maxWeight, amount }) => ({
    maxWeightGrams: readWholeOrNull(maxWeight),
    amount: readAmount(amount, currency) ?? Number.NaN,
  })),
})

type Errors = Record<string, string>
type Fields = Omit<CreateShippingMethodInput, 'zoneId'>

const Fields = CreateShippingMethodInput.omit({ zoneId: true })

/** Converts the form to API input, or returns null and an error for each invalid field. */
export const inputOf = (form: MethodForm): { input: Fields | null; errors: Errors } => {
  const { name, description, taxClass, isActive } = form
  const parsed = Fields.safeParse({ name, description, rates: form.rates.map(rateInput), taxClass, isActive })
  if (parsed.success) return { input: parsed.data, errors: {} }
  return { input: null, errors: errorsAt(parsed.error.issues, form) }
}

const AMOUNT = 'Enter an amount such as 4.90.'

const rateFault = (
  rate: FormShippingRate,
  [part, at, field]: readonly (string | undefined)[],
  message: string
): [string, string] => {
  if (part === 'freeFromAmount') return [`${rate.currency}.freeFrom`, AMOUNT]
  const step = at === undefined ? undefined : rate.steps[Number(at)]
  if (step === undefined) return [`${rate.currency}.steps`, message]
  return field === 'maxWeightGrams'
    ? [`${step.key}.maxWeight`, 'Enter whole grams from 1 up, or nothing.']
    : [`${step.key}.amount`, AMOUNT]
}

/** Maps the contract's issues to form fields. A path is a list or a dotted string. */
export const errorsAt = (
  issues: readonly { path: string | readonly PropertyKey[]; message: string }[],
  form: MethodForm
): Errors =>
  firstFaults(
    issues.map(({ path, message }): [string, string] => {
      const [first = '', place, ...rest] = typeof path === 'string' ? path.split('.') : path.map(String)
      const rate = first === 'rates' && place !== undefined ? form.rates[Number(place)] : undefined
      if (rate !== undefined) return rateFault(rate, rest, message)
      return [first, first === 'rates' ? 'It needs a price in one currency at least.' : message]
    })
  )

/** Labels of the form's fields, shown when two versions conflict. */
export const fieldNames: Record<keyof MethodForm, string> = {
  name: 'name',
  description: 'description',
  rates: 'prices',
  taxClass: 'tax',
  isActive: 'whether it is offered',
}
