import type { Currency, PromotionOffer } from '@tradepost/contract'
import { TextField } from '../../ui/field.tsx'
import { Panel } from '../../ui/panel.tsx'
import { AmountFields } from '../amount-fields.tsx'
import { RadioChoice } from '../radio-choice.tsx'
import type { Editing } from '../use-editor.ts'
import type { PromotionForm } from './promotion-form.ts'
import { TargetPicker } from './target-picker.tsx'

/** The props that the sections of the promotion editor share. */
export interface PromotionSectionProps {
  editing: Editing<PromotionForm>
  currencies: readonly Currency[]
}

const kinds: readonly { value: PromotionOffer['kind']; label: string; hint: string }[] = [
  { value: 'percent', label: 'A percentage off', hint: 'Of what it is for, once earlier discounts are off.' },
  { value: 'amount', label: 'An amount off', hint: 'Once for the order, shared out over what it is for.' },
  { value: 'free_shipping', label: 'Free shipping', hint: 'Whichever way of shipping is chosen.' },
  { value: 'buy_get', label: 'Buy some, get some', hint: 'The cheapest units are those one gets.' },
]

type TextFieldName = 'percent' | 'buyQuantity' | 'getQuantity' | 'getPercent'

interface SmallFieldProps extends Pick<PromotionSectionProps, 'editing'> {
  name: TextFieldName
  label: string
}

const SmallField = ({ editing: { form, errors, isReadOnly, change }, name, label }: SmallFieldProps) => (
  <TextField
    label={label}
    data-field={name}
    inputMode={name.endsWith('Quantity') ? 'numeric' : 'decimal'}
    autoComplete="off"
    className="max-w-56"
    value={form[name]}
    error={errors[name]}
    disabled={isReadOnly}
    onChange={({ target }) => change({ [name]: target.value })}
  />
)

interface TargetProps extends Pick<PromotionSectionProps, 'editing'> {
  name: 'on' | 'buy' | 'get'
  legend: string
}

const Target = ({ editing: { form, errors, isReadOnly, change }, name, legend }: TargetProps) => (
  <TargetPicker
    legend={legend}
    field={name}
    target={form[name]}
    error={errors[name]}
    isReadOnly={isReadOnly}
    onChange={(target) => change({ [name]: target })}
  />
)

const BuyGet = ({ editing }: Pick<PromotionSectionProps, 'editing'>) => {
  const { form, isReadOnly, change } = editing
  return (
    <div className="grid gap-6 lg:grid-cols-2 lg:gap-8">
      <div className="flex flex-col gap-5">
        <SmallField editing={editing} name="buyQuantity" label="Units to buy" />
        <Target editing={editing} name="buy" legend="Bought from" />
      </div>
      <div className="flex flex-col gap-5">
        <SmallField editing={editing} name="getQuantity" label="Units one gets" />
        <Target editing={editing} name="get" legend="Taken from" />
        <RadioChoice
          legend="What one pays for them"
          choices={[
            { value: 'free', label: 'Nothing' },
            { value: 'percent', label: 'Less' },
          ]}
          value={form.isFree ? 'free' : 'percent'}
          isReadOnly={isReadOnly}
          isInRow
          onChange={(value) => change({ isFree: value === 'free' })}
        />
        {form.isFree ? null : <SmallField editing={editing} name="getPercent" label="Percent off" />}
      </div>
    </div>
  )
}

/** The discount of a promotion, and the goods that it applies to. */
export const RewardSection = ({ editing, currencies }: PromotionSectionProps) => {
  const { form, errors, isReadOnly, change } = editing
  return (
    <Panel title="What it gives">
      <div className="flex flex-col gap-6">
        <RadioChoice
          legend="Kind"
          choices={kinds}
          value={form.kind}
          isReadOnly={isReadOnly}
          onChange={(kind) => change({ kind })}
        />
        {form.kind === 'percent' ? <SmallField editing={editing} name="percent" label="Percent off" /> : null}
        {form.kind === 'amount' ? (
          <AmountFields
            label="Amount off"
            hint="A cart in a currency without an amount does not get it."
            field="amounts"
            currencies={currencies}
            amounts={form.amounts}
            errors={errors}
            isReadOnly={isReadOnly}
            onChange={(amounts) => change({ amounts })}
          />
        ) : null}
        {form.kind === 'percent' || form.kind === 'amount' ? (
          <Target editing={editing} name="on" legend="What it is for" />
        ) : null}
        {form.kind === 'buy_get' ? <BuyGet editing={editing} /> : null}
      </div>
    </Panel>
  )
}
