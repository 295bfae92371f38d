import { CreateZoneInput, type TaxClass, type Zone } from '@tradepost/contract'
import { firstFaults } from '../first-faults.ts'
import { newKey } from '../new-key.ts'
import { percentText, readPercent } from '../read-number.ts'

/** A tax rate, as typed. */
export interface FormTaxRate {
  readonly key: string
  readonly name: string
  readonly percent: string
  readonly taxClass: TaxClass
}

/** The form values of a zone. */
export interface ZoneForm {
  readonly name: string
  readonly countryCodes: readonly string[]
  readonly taxRates: readonly FormTaxRate[]
}

/** Form values of a new zone. */
export const emptyZone: ZoneForm = { name: '', countryCodes: [], taxRates: [] }

/** Returns a new tax rate without a percentage. */
export const emptyTaxRate = (): FormTaxRate => ({
  key: newKey('rate'),
  name: 'VAT',
  percent: '',
  taxClass: 'standard',
})

/** Returns the form values of a saved zone. */
export const formOf = ({ name, countryCodes, taxRates }: Zone): ZoneForm => ({
  name,
  countryCodes: countryCodes.toSorted(),
  taxRates: taxRates.map(({ id, name, basisPoints, taxClass }) => ({
    key: id,
    name,
    percent: percentText(basisPoints),
    taxClass,
  })),
})

/** Adds countries to a zone or removes them, and keeps the codes sorted. */
export const withCountries = (codes: readonly string[], changed: readonly string[], isIn: boolean): string[] =>
  isIn ? [...new Set([...codes, ...changed])].toSorted() : codes.filter((code) => !changed.includes(code))

type Errors = Record<string, string>

/** Converts the form to API input, or returns null and an error for each invalid field. */
export const inputOf = (form: ZoneForm): { input: CreateZoneInput | null; errors: Errors } => {
  const parsed = CreateZoneInput.safeParse({
    name: form.name,
    countryCodes: form.countryCodes,
    taxRates: form.taxRates.map(({ name, percent, taxClass }) => ({
      name,
      basisPoints: readPercent(percent),
      taxClass,
    })),
  })
  if (parsed.success) return { input: parsed.data, errors: {} }
  return { input: null, errors: errorsAt(parsed.error.issues, form) }
}

/** Maps the contract's issues to form fields. A path is a list or a dotted string. */
export const errorsAt = (
  issues: readonly { path: string | readonly PropertyKey[]; message: string }[],
  form: ZoneForm
): Errors =>
  firstFaults(
    issues.map(({ path, message }) => {
      const [first = '', place, field] = typeof path === 'string' ? path.split('.') : path.map(String)
      const rate = first === 'taxRates' && place !== undefined ? form.taxRates[Number(place)] : undefined
      if (rate === undefined) return [first, message]
      return field === 'basisPoints'
        ? [`taxRates.${rate.key}.percent`, 'Enter a percentage from 0 to 100.']
        : [`taxRates.${rate.key}.${field ?? 'name'}`, message]
    })
  )

/** Labels of the form's fields, shown when two versions conflict. */
export const fieldNames: Record<keyof ZoneForm, string> = {
  name: 'name',
  countryCodes: 'countries',
  taxRates: 'tax rates',
}
