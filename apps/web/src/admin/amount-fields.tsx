import type { Currency } from '@tradepost/contract'
import { type ReactNode, useId } from 'react'
import { TextField } from '../ui/field.tsx'
import { offeredCurrencies, type TypedAmounts } from './amounts.ts'
import type { FieldErrors } from './use-editor.ts'

interface AmountFieldsProps {
  label: string
  hint: ReactNode
  /** The path of the fields, for finding the place of an error: `minimumAmounts` results in `minimumAmounts.EUR`. */
  field: string
  currencies: readonly Currency[]
  amounts: TypedAmounts
  errors: FieldErrors
  isReadOnly: boolean
  onChange: (amounts: TypedAmounts) => void
}

/** An amount in each currency that the shop sells in. An empty field means no amount. */
export const AmountFields = (props: AmountFieldsProps) => {
  const { label, hint, field, currencies, amounts, errors, isReadOnly, onChange } = props
  const id = useId()
  return (
    <div role="group" aria-labelledby={`${id}-label`} aria-describedby={`${id}-hint`}>
      <p id={`${id}-label`} className="text-sm font-medium">
        {label}
      </p>
      <p id={`${id}-hint`} className="mt-1 text-sm text-muted">
        {hint}
      </p>
      <div className="mt-3 grid gap-4 sm:grid-cols-2 lg:grid-cols-3">
        {offeredCurrencies(currencies, amounts).map((currency) => (
          <TextField
            key={currency}
            label={`In ${currency}`}
            data-field={`${field}.${currency}`}
            inputMode="decimal"
            autoComplete="off"
            value={amounts[currency] ?? ''}
            error={errors[`${field}.${currency}`]}
            disabled={isReadOnly}
            onChange={({ target }) => onChange({ ...amounts, [currency]: target.value })}
          />
        ))}
      </div>
    </div>
  )
}
