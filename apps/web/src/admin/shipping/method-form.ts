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

/** A step of a rate as it is typed: an empty weight is any weight. */
export interface FormStep {
  readonly key: string
  readonly maxWeight: string
  readonly amount: string
}

/** What it costs in one currency, as it is typed. */
export interface FormShippingRate {
  readonly currency: Currency
  readonly steps: readonly FormStep[]
  readonly freeFrom: string
}

/** A way of shipping as it is edited. */
export interface MethodForm {
  readonly name: string
  readonly description: string
  readonly rates: readonly FormShippingRate[]
  readonly taxClass: TaxClass | null
  readonly isActive: boolean
}

/** Gives a step that is still to be filled in. */
export const emptyStep = (): FormStep => ({ key: newKey('step'), maxWeight: '', amount: '' })

/** Gives a rate in a currency that is still to be filled in: one price for any weight. */
export const emptyRate = (currency: Currency): FormShippingRate => ({
  currency,
  steps: [{ key: `${currency}-first`, maxWeight: '', amount: '' }],
  freeFrom: '',
})

/** Gives the form of a way of shipping that is still to be made. */
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

/** Gives the form of a way of shipping as it was read. */
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

/** Turns what was typed into what is sent, or tells what is wrong with it, field by field. */
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

/** Puts faults at the fields of the form; a path is the contract's, as a list or with dots. */
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

/** Names the parts of a way of shipping, for who has to choose between two versions. */
export const fieldNames: Record<keyof MethodForm, string> = {
  name: 'name',
  description: 'description',
  rates: 'prices',
  taxClass: 'tax',
  isActive: 'whether it is offered',
}
