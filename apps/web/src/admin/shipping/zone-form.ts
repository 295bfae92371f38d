import { CreateZoneInput, type TaxClass, type Zone } from '@tradepost/contract'
import { firstFaults } from '../first-faults.ts'
import { newKey } from '../new-key.ts'
import { percentText, readPercent } from '../read-number.ts'

/** A tax rate as it is typed. */
export interface FormTaxRate {
  readonly key: string
  readonly name: string
  readonly percent: string
  readonly taxClass: TaxClass
}

/** A zone as it is edited. */
export interface ZoneForm {
  readonly name: string
  readonly countryCodes: readonly string[]
  readonly taxRates: readonly FormTaxRate[]
}

/** Gives the form of a zone that is still to be made. */
export const emptyZone: ZoneForm = { name: '', countryCodes: [], taxRates: [] }

/** Gives a tax rate that is still to be filled in. */
export const emptyTaxRate = (): FormTaxRate => ({
  key: newKey('rate'),
  name: 'VAT',
  percent: '',
  taxClass: 'standard',
})

/** Gives the form of a zone as it was read. */
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

/** Gives the countries with one more or one less, always in the same order. */
export const withCountries = (codes: readonly string[], changed: readonly string[], isIn: boolean): string[] =>
  isIn ? [...new Set([...codes, ...changed])].toSorted() : codes.filter((code) => !changed.includes(code))

type Errors = Record<string, string>

/** Turns what was typed into what is sent, or tells what is wrong with it, field by field. */
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

/** Puts faults at the fields of the form; a path is the contract's, as a list or with dots. */
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

/** Names the parts of a zone, for who has to choose between two versions. */
export const fieldNames: Record<keyof ZoneForm, string> = {
  name: 'name',
  countryCodes: 'countries',
  taxRates: 'tax rates',
}
