import type { TaxClass } from '@tradepost/contract'
import { Plus, X } from 'lucide-react'
import { Button, IconButton } from '../../ui/button.tsx'
import { SelectField, TextField } from '../../ui/field.tsx'
import type { Editing } from '../use-editor.ts'
import { taxClassNames } from './shipping-words.ts'
import { emptyTaxRate, type FormTaxRate, type ZoneForm } from './zone-form.ts'

const MAX_RATES = 10
const classes: readonly TaxClass[] = ['standard', 'shipping']

interface RateRowProps {
  editing: Editing<ZoneForm>
  rate: FormTaxRate
  at: number
}

const RateRow = ({ editing: { form, errors, change }, rate, at }: RateRowProps) => {
  const number = `Tax rate ${at + 1}`
  const set = (part: Partial<FormTaxRate>) =>
    change({ taxRates: form.taxRates.map((one) => (one.key === rate.key ? { ...one, ...part } : one)) })
  const path = `taxRates.${rate.key}`
  return (
    <li
      aria-label={number}
      className="grid grid-cols-[5.5rem_minmax(0,1fr)_auto] items-start gap-3 rounded-2xl border border-line p-4 sm:grid-cols-[minmax(0,1fr)_7rem_11rem_auto]"
    >
      <TextField
        label="Name of the tax"
        className="col-span-full sm:col-span-1"
        data-field={`${path}.name`}
        maxLength={100}
        autoComplete="off"
        value={rate.name}
        error={errors[`${path}.name`]}
        onChange={({ target }) => set({ name: target.value })}
      />
      <TextField
        label="Percent"
        data-field={`${path}.percent`}
        inputMode="decimal"
        autoComplete="off"
        value={rate.percent}
        error={errors[`${path}.percent`]}
        onChange={({ target }) => set({ percent: target.value })}
      />
      <SelectField
        label="On"
        value={rate.taxClass}
        onChange={({ target }) => set({ taxClass: classes.find((one) => one === target.value) ?? 'standard' })}
      >
        {classes.map((one) => (
          <option key={one} value={one}>
            {taxClassNames[one]}
          </option>
        ))}
      </SelectField>
      <IconButton
        label={`Remove ${number.toLowerCase()}`}
        className="mt-6.5"
        onClick={() => change({ taxRates: form.taxRates.filter(({ key }) => key !== rate.key) })}
      >
        <X aria-hidden className="size-4" />
      </IconButton>
    </li>
  )
}

/** The tax rates of a zone. Several rates on the same tax class add up. */
export const TaxRates = ({ editing }: { editing: Editing<ZoneForm> }) => {
  const { form, errors, change } = editing
  return (
    <div className="flex flex-col gap-3">
      <ul aria-label="Tax rates" className="flex flex-col gap-3 empty:hidden">
        {form.taxRates.map((rate, at) => (
          <RateRow key={rate.key} editing={editing} rate={rate} at={at} />
        ))}
      </ul>
      {errors['taxRates'] ? <p className="text-sm font-medium text-rust">{errors['taxRates']}</p> : null}
      {form.taxRates.length === 0 ? <p className="text-muted">Nothing is taxed here.</p> : null}
      {form.taxRates.length < MAX_RATES ? (
        <Button
          look="secondary"
          className="self-start"
          data-field="taxRates"
          onClick={() => change({ taxRates: [...form.taxRates, emptyTaxRate()] })}
        >
          <Plus aria-hidden className="size-4.5" />
          Add a tax rate
        </Button>
      ) : null}
    </div>
  )
}
