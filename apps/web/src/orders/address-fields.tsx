import type { Address } from '@tradepost/contract'
import type { UseFormRegisterReturn } from 'react-hook-form'
import { SelectField, TextField } from '../ui/field.tsx'
import { countries } from './countries.ts'

interface AddressFieldsProps {
  /** Registers a field of the address with its form, and returns its error. */
  field: (name: keyof Address) => UseFormRegisterReturn & { error: string | undefined }
  /** Which address the browser autofills. */
  kind?: 'shipping' | 'billing'
  /** The countries to choose from; null for all. */
  among?: readonly string[] | null
}

const emptyToNull = (value: unknown): unknown => (typeof value === 'string' && value.trim() === '' ? null : value)

/** Returns how a field of an address is registered; an empty second line becomes null. */
export const addressRule = (name: keyof Address) => (name === 'line2' ? { setValueAs: emptyToNull } : {})

/** The fields of an address, in the order of a letter. */
export const AddressFields = ({ field, kind = 'shipping', among = null }: AddressFieldsProps) => (
  <div className="grid grid-cols-6 gap-x-4 gap-y-5">
    <TextField className="col-span-6" label="Name" autoComplete={`${kind} name`} {...field('name')} />
    <TextField
      className="col-span-6"
      label="Street and number"
      autoComplete={`${kind} address-line1`}
      {...field('line1')}
    />
    <TextField
      className="col-span-6"
      label="Flat, floor, company (optional)"
      autoComplete={`${kind} address-line2`}
      {...field('line2')}
    />
    <TextField
      className="col-span-2"
      label="Postal code"
      autoComplete={`${kind} postal-code`}
      {...field('postalCode')}
    />
    <TextField className="col-span-4" label="City" autoComplete={`${kind} address-level2`} {...field('city')} />
    <SelectField className="col-span-6" label="Country" autoComplete={`${kind} country`} {...field('countryCode')}>
      <option value="">Choose a country</option>
      {countries
        .filter(({ code }) => among === null || among.includes(code))
        .map(({ code, name }) => (
          <option key={code} value={code}>
            {name}
          </option>
        ))}
    </SelectField>
  </div>
)
