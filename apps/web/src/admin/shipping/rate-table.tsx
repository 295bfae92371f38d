import type { Currency } from '@tradepost/contract'
import { Plus, X } from 'lucide-react'
import { Button, IconButton } from '../../ui/button.tsx'
import { TextField } from '../../ui/field.tsx'
import { CellField } from '../products/cell-field.tsx'
import type { Editing } from '../use-editor.ts'
import { emptyRate, emptyStep, type FormShippingRate, type FormStep, type MethodForm } from './method-form.ts'

const MAX_STEPS = 20

interface RateProps {
  editing: Editing<MethodForm>
  rate: FormShippingRate
  onChange: (part: Partial<FormShippingRate>) => void
}

interface StepRowProps extends RateProps {
  step: FormStep
  at: number
}

const StepRow = ({ editing: { errors }, rate, onChange, step, at }: StepRowProps) => {
  const about = `step ${at + 1} in ${rate.currency}`
  const set = (part: Partial<FormStep>) =>
    onChange({ steps: rate.steps.map((one) => (one.key === step.key ? { ...one, ...part } : one)) })
  return (
    <li className="grid grid-cols-[minmax(0,1fr)_minmax(0,1fr)_auto] items-start gap-3">
      <CellField
        label="Up to (g)"
        about={about}
        field={`${step.key}.maxWeight`}
        inputMode="numeric"
        placeholder="Any weight"
        value={step.maxWeight}
        error={errors[`${step.key}.maxWeight`]}
        onChange={({ target }) => set({ maxWeight: target.value })}
      />
      <CellField
        label={`Price (${rate.currency})`}
        about={about}
        field={`${step.key}.amount`}
        inputMode="decimal"
        value={step.amount}
        error={errors[`${step.key}.amount`]}
        onChange={({ target }) => set({ amount: target.value })}
      />
      <IconButton
        label={`Remove ${about}`}
        className="mt-6"
        disabled={rate.steps.length === 1}
        onClick={() => onChange({ steps: rate.steps.filter(({ key }) => key !== step.key) })}
      >
        <X aria-hidden className="size-4" />
      </IconButton>
    </li>
  )
}

const Rate = (props: RateProps) => {
  const { editing, rate, onChange } = props
  const { currency } = rate
  const fault = editing.errors[`${currency}.steps`]
  const remove = () => editing.change({ rates: editing.form.rates.filter((one) => one.currency !== currency) })
  return (
    <div role="group" aria-label={`Prices in ${currency}`} className="rounded-2xl border border-line p-4 sm:p-5">
      <div className="mb-3 flex items-center justify-between gap-3">
        <p className="font-medium">In {currency}</p>
        {editing.form.rates.length > 1 ? (
          <Button look="quiet" aria-label={`Remove the prices in ${currency}`} onClick={remove}>
            Remove
          </Button>
        ) : null}
      </div>
      <ul aria-label={`Steps in ${currency}`} className="flex max-w-xl flex-col gap-3">
        {rate.steps.map((step, at) => (
          <StepRow key={step.key} {...props} step={step} at={at} />
        ))}
      </ul>
      {fault ? <p className="mt-2 text-sm font-medium text-rust">{fault}</p> : null}
      {rate.steps.length < MAX_STEPS ? (
        <Button
          look="quiet"
          className="mt-2"
          data-field={`${currency}.steps`}
          aria-label={`Add a weight in ${currency}`}
          onClick={() => onChange({ steps: [...rate.steps, emptyStep()] })}
        >
          <Plus aria-hidden className="size-4" />
          Add a weight
        </Button>
      ) : null}
      <TextField
        label={`Free from (${currency})`}
        data-field={`${currency}.freeFrom`}
        inputMode="decimal"
        autoComplete="off"
        className="mt-4 max-w-64"
        hint="The sum of the goods after discounts. Empty: never free."
        value={rate.freeFrom}
        error={editing.errors[`${currency}.freeFrom`]}
        onChange={({ target }) => onChange({ freeFrom: target.value })}
      />
    </div>
  )
}

interface RateTableProps {
  editing: Editing<MethodForm>
  currencies: readonly Currency[]
}

/** The prices of a shipping method, by currency and weight. */
export const RateTable = ({ editing, currencies }: RateTableProps) => {
  const { form, errors, change } = editing
  const absent = currencies.filter((currency) => !form.rates.some((rate) => rate.currency === currency))
  return (
    <div className="flex flex-col gap-4">
      {form.rates.map((rate) => (
        <Rate
          key={rate.currency}
          editing={editing}
          rate={rate}
          onChange={(part) =>
            change({ rates: form.rates.map((one) => (one.currency === rate.currency ? { ...one, ...part } : one)) })
          }
        />
      ))}
      {errors['rates'] ? <p className="text-sm font-medium text-rust">{errors['rates']}</p> : null}
      <div className="flex flex-wrap gap-3 empty:hidden">
        {absent.map((currency) => (
          <Button
            key={currency}
            look="secondary"
            onClick={() => change({ rates: [...form.rates, emptyRate(currency)] })}
          >
            <Plus aria-hidden className="size-4.5" />
            Add prices in {currency}
          </Button>
        ))}
      </div>
    </div>
  )
}
