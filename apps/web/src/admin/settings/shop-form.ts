import { type Currency, SetShopSettingsInput, type ShopSettings } from '@tradepost/contract'
import { firstFaults } from '../first-faults.ts'
import { readWhole, readWholeOrNull } from '../read-number.ts'

/** The form values of the shop's settings. */
export interface ShopForm extends Omit<ShopSettings, 'currency' | keyof TypedNumbers>, TypedNumbers {}

/** Numbers as typed. Those that may be left empty are then unlimited. */
interface TypedNumbers {
  readonly reservationMinutes: string
  readonly lowStockThreshold: string
  readonly invoiceDays: string
  readonly guestInvoiceUnits: string
  readonly unpaidSharePercent: string
}

const textOf = (limit: number | null): string => (limit === null ? '' : String(limit))

/** Returns the form values of saved settings. */
export const formOf = ({ currency: _own, ...settings }: ShopSettings): ShopForm => ({
  ...settings,
  reservationMinutes: String(settings.reservationMinutes),
  lowStockThreshold: String(settings.lowStockThreshold),
  invoiceDays: textOf(settings.invoiceDays),
  guestInvoiceUnits: textOf(settings.guestInvoiceUnits),
  unpaidSharePercent: String(settings.unpaidSharePercent),
})

/** Adds or removes an additional currency. Sorts the codes alphabetically after adding one. */
export const withCurrency = (currencies: readonly Currency[], changed: Currency, isIn: boolean): Currency[] =>
  isIn ? [...currencies, changed].toSorted() : currencies.filter((one) => one !== changed)

type Errors = Record<string, string>

const told: Readonly<Record<string, string>> = {
  reservationMinutes: 'Enter whole minutes from 1 to 1440.',
  lowStockThreshold: 'Enter a whole number from 0 to 10000.',
  invoiceDays: 'Enter whole days from 1 to 365, or nothing.',
  guestInvoiceUnits: 'Enter a whole number from 1 to 10000, or nothing.',
  unpaidSharePercent: 'Enter a whole number from 1 to 100.',
}

/** Maps the contract's issues to form fields. A path is a list or a dotted string. */
export const errorsAt = (issues: readonly { path: string | readonly PropertyKey[]; message: string }[]): Errors =>
  firstFaults(
    issues.map(({ path, message }) => {
      const [field = ''] = typeof path === 'string' ? path.split('.') : path.map(String)
      return [field, told[field] ?? message]
    })
  )

/** Converts the form to API input, or returns null and an error for each invalid field. */
export const inputOf = (form: ShopForm): { input: SetShopSettingsInput | null; errors: Errors } => {
  const parsed = SetShopSettingsInput.safeParse({
    ...form,
    reservationMinutes: readWhole(form.reservationMinutes),
    lowStockThreshold: readWhole(form.lowStockThreshold),
    invoiceDays: readWholeOrNull(form.invoiceDays),
    guestInvoiceUnits: readWholeOrNull(form.guestInvoiceUnits),
    unpaidSharePercent: readWhole(form.unpaidSharePercent),
  })
  if (parsed.success) return { input: parsed.data, errors: {} }
  return { input: null, errors: errorsAt(parsed.error.issues) }
}
