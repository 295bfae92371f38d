import type { Address } from '@tradepost/contract'
import type { UseFormRegisterReturn } from 'react-hook-form'
import { SelectField, TextField } from '../ui/field.tsx'
import { countries } from './countries.ts'

interface AddressFieldsProps {
  /** Registers a part of the address with its form, and gives its error. */
  field: (name: keyof Address) => UseFormRegisterReturn & { error: string | undefined }
}

const emptyToNull = (value: unknown): unknown => (typeof value === 'string' && value.trim() === '' ? null : value)

/** How a part of an address is registered: an empty second line is none. */
export const addressRule = (name: keyof Address) => (name === 'line2' ? { setValueAs: emptyToNull } : {})

/** Where a parcel goes: the fields of an address, in the order they stand on a letter. */
export const AddressFields = ({ field }: AddressFieldsProps) => (
  <div className="grid grid-cols-6 gap-x-4 gap-y-5">
    <TextField className="col-span-6" label="Name" autoComplete="shipping name" {...field('name')} />
    <TextField
      className="col-span-6"
      label="Street and number"
      autoComplete="shipping address-line1"
      {...field('line1')}
    />
    <TextField
      className="col-span-6"
      label="Flat, floor, company (optional)"
      autoComplete="shipping address-line2"
      {...field('line2')}
    />
    <TextField
      className="col-span-2"
      label="Postal code"
      autoComplete="shipping postal-code"
      {...field('postalCode')}
    />
    <TextField className="col-span-4" label="City" autoComplete="shipping address-level2" {...field('city')} />
    <SelectField className="col-span-6" label="Country" autoComplete="shipping country" {...field('countryCode')}>
      <option value="">Choose a country</option>
      {countries.map(({ code, name }) => (
        <option key={code} value={code}>
          {name}
        </option>
      ))}
    </SelectField>
  </div>
)
