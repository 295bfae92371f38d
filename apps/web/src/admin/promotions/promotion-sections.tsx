import { Dices } from 'lucide-react'
import { Button } from '../../ui/button.tsx'
import { CheckField } from '../../ui/check-field.tsx'
import { TextField } from '../../ui/field.tsx'
import { Panel } from '../../ui/panel.tsx'
import { AmountFields } from '../amount-fields.tsx'
import { RadioChoice } from '../radio-choice.tsx'
import { newCode } from './promotion-form.ts'
import type { PromotionSectionProps } from './reward-section.tsx'

type EditingProps = Pick<PromotionSectionProps, 'editing'>

const CodeField = ({ editing: { form, errors, isReadOnly, change } }: EditingProps) => (
  <div className="grid items-start gap-3 sm:grid-cols-[minmax(0,1fr)_auto]">
    <TextField
      label="Code"
      data-field="code"
      maxLength={30}
      autoComplete="off"
      autoCapitalize="characters"
      spellCheck={false}
      hint="3 to 30 letters, digits, hyphens or underscores. Case does not count."
      value={form.code}
      error={errors['code']}
      disabled={isReadOnly}
      onChange={({ target }) => change({ code: target.value.toUpperCase() })}
    />
    {isReadOnly ? null : (
      <Button
        look="secondary"
        className="min-h-12 justify-self-start sm:mt-6.5"
        onClick={() => change({ code: newCode() })}
      >
        <Dices aria-hidden className="size-4.5" />
        Make up a code
      </Button>
    )}
  </div>
)

/** The title of a promotion, and whether it needs a code. */
export const AboutSection = ({ editing }: EditingProps) => {
  const { form, errors, isReadOnly, change } = editing
  return (
    <Panel title="About it">
      <div className="flex flex-col gap-5">
        <TextField
          label="Title"
          data-field="title"
          maxLength={100}
          autoComplete="off"
          hint="Buyers see it beside what it saves them."
          value={form.title}
          error={errors['title']}
          disabled={isReadOnly}
          onChange={({ target }) => change({ title: target.value })}
        />
        <RadioChoice
          legend="Who gets it"
          choices={[
            { value: 'code', label: 'Whoever enters a code' },
            { value: 'everybody', label: 'Everybody, by itself' },
          ]}
          value={form.needsCode ? 'code' : 'everybody'}
          isReadOnly={isReadOnly}
          isInRow
          onChange={(value) => change({ needsCode: value === 'code' })}
        />
        {form.needsCode ? <CodeField editing={editing} /> : null}
      </div>
    </Panel>
  )
}

/** The minimum that a cart must reach for the promotion to apply. */
export const MinimumSection = ({ editing, currencies }: PromotionSectionProps) => {
  const { form, errors, isReadOnly, change } = editing
  return (
    <Panel title="Minimum">
      <div className="flex flex-col gap-6">
        <AmountFields
          label="Minimum sum"
          hint="Of the goods before any discount. Where only some currencies have one, it counts in those alone."
          field="minimumAmounts"
          currencies={currencies}
          amounts={form.minimumAmounts}
          errors={errors}
          isReadOnly={isReadOnly}
          onChange={(minimumAmounts) => change({ minimumAmounts })}
        />
        <TextField
          label="Minimum units in the cart"
          data-field="minimumQuantity"
          inputMode="numeric"
          autoComplete="off"
          className="max-w-56"
          value={form.minimumQuantity}
          error={errors['minimumQuantity']}
          disabled={isReadOnly}
          onChange={({ target }) => change({ minimumQuantity: target.value })}
        />
      </div>
    </Panel>
  )
}

/** Whether the promotion is on, and its start and end dates. */
export const WhenSection = ({ editing: { form, errors, isReadOnly, change } }: EditingProps) => (
  <Panel title="When">
    <div className="flex flex-col gap-4">
      <CheckField
        label="On"
        hint="Off, nobody gets it, whatever its dates."
        checked={form.isActive}
        disabled={isReadOnly}
        onChange={({ target }) => change({ isActive: target.checked })}
      />
      {(['startsAt', 'endsAt'] as const).map((name) => (
        <TextField
          key={name}
          type="datetime-local"
          label={name === 'startsAt' ? 'Begins' : 'Ends'}
          data-field={name}
          hint={name === 'endsAt' ? 'In your time zone. Empty: without an end.' : undefined}
          value={form[name]}
          error={errors[name]}
          disabled={isReadOnly}
          onChange={({ target }) => change({ [name]: target.value })}
        />
      ))}
    </div>
  </Panel>
)

interface LimitsProps extends EditingProps {
  /** How many orders use the promotion now; null for a new one. */
  usedCount: number | null
}

/** How often the promotion can be used. */
export const LimitsSection = ({ editing: { form, errors, isReadOnly, change }, usedCount }: LimitsProps) => (
  <Panel title="Limits">
    <div className="flex flex-col gap-4">
      <TextField
        label="Orders in all"
        data-field="usageLimit"
        inputMode="numeric"
        autoComplete="off"
        hint={
          usedCount === null ? 'Empty: any number.' : `${usedCount.toLocaleString('en')} use it now. Empty: any number.`
        }
        value={form.usageLimit}
        error={errors['usageLimit']}
        disabled={isReadOnly}
        onChange={({ target }) => change({ usageLimit: target.value })}
      />
      <TextField
        label="Orders of one customer"
        data-field="perCustomerLimit"
        inputMode="numeric"
        autoComplete="off"
        hint="Known by e-mail address. Empty: any number."
        value={form.perCustomerLimit}
        error={errors['perCustomerLimit']}
        disabled={isReadOnly}
        onChange={({ target }) => change({ perCustomerLimit: target.value })}
      />
    </div>
  </Panel>
)

/** Whether the promotion combines with others, and its priority. */
export const StackingSection = ({ editing: { form, errors, isReadOnly, change } }: EditingProps) => (
  <Panel title="With others">
    <div className="flex flex-col gap-4">
      <RadioChoice
        legend="Beside other promotions"
        choices={[
          { value: 'combine', label: 'It goes with them' },
          { value: 'alone', label: 'It stands alone', hint: 'Used where it saves more than all others together.' },
        ]}
        value={form.stacking}
        isReadOnly={isReadOnly}
        onChange={(stacking) => change({ stacking })}
      />
      <TextField
        label="Priority"
        data-field="priority"
        autoComplete="off"
        hint="Lower ones are taken off first; each takes from what is left."
        value={form.priority}
        error={errors['priority']}
        disabled={isReadOnly}
        onChange={({ target }) => change({ priority: target.value })}
      />
    </div>
  </Panel>
)
