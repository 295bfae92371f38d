import type { Currency } from '@tradepost/contract'
import { Plus, X } from 'lucide-react'
import { Button, IconButton } from '../../ui/button.tsx'
import { CheckField } from '../../ui/check-field.tsx'
import { SelectField } from '../../ui/field.tsx'
import { SuggestField } from '../../ui/suggest-field.tsx'
import { useCatalogueWords } from '../products/catalogue-words.ts'
import {
  emptyCondition,
  fieldNames,
  type FormCondition,
  operatorNames,
  operatorsOf,
  withField,
} from './collection-form.ts'
import type { CollectionEditing } from './collection-rules.ts'

const MAX_CONDITIONS = 20

const useWordsOf = () => {
  const words = useCatalogueWords()
  return (field: FormCondition['field']): readonly string[] => {
    if (field === 'tag') return words.tags
    if (field === 'vendor') return words.vendors
    return field === 'productType' ? words.productTypes : []
  }
}

interface ConditionRowProps {
  editing: CollectionEditing
  condition: FormCondition
  at: number
  currency: Currency
}

const fields = Object.keys(fieldNames).filter((one): one is FormCondition['field'] => one in fieldNames)

interface SelectsProps {
  condition: FormCondition
  isReadOnly: boolean
  onChange: (condition: FormCondition) => void
}

const Selects = ({ condition, isReadOnly, onChange }: SelectsProps) => {
  const operators = operatorsOf(condition.field)
  return (
    <>
      <SelectField
        label="Look at"
        value={condition.field}
        disabled={isReadOnly}
        onChange={({ target }) => onChange(withField(condition, fields.find((one) => one === target.value) ?? 'tag'))}
      >
        {fields.map((field) => (
          <option key={field} value={field}>
            {fieldNames[field]}
          </option>
        ))}
      </SelectField>
      <SelectField
        label="Compare"
        value={condition.operator}
        disabled={isReadOnly}
        onChange={({ target }) =>
          onChange({ ...condition, operator: operators.find((one) => one === target.value) ?? condition.operator })
        }
      >
        {operators.map((operator) => (
          <option key={operator} value={operator}>
            {operatorNames[operator]}
          </option>
        ))}
      </SelectField>
    </>
  )
}

const ConditionRow = ({ editing, condition, at, currency }: ConditionRowProps) => {
  const { form, errors, isReadOnly, change } = editing
  const wordsOf = useWordsOf()
  const number = `Condition ${at + 1}`
  const isPrice = condition.field === 'price'
  const set = (next: FormCondition) =>
    change({ conditions: form.conditions.map((one) => (one.key === condition.key ? next : one)) })
  return (
    <li
      aria-label={number}
      className="grid items-start gap-3 rounded-2xl border border-line p-4 sm:grid-cols-[10rem_9rem_minmax(0,1fr)_auto]"
    >
      <Selects condition={condition} isReadOnly={isReadOnly} onChange={set} />
      <SuggestField
        label={isPrice ? `Amount in ${currency}` : 'With'}
        data-field={`conditions.${condition.key}`}
        inputMode={isPrice ? 'decimal' : 'text'}
        suggestions={wordsOf(condition.field)}
        value={condition.value}
        error={errors[`conditions.${condition.key}`]}
        disabled={isReadOnly}
        onChange={({ target }) => set({ ...condition, value: target.value })}
      />
      {isReadOnly ? null : (
        <IconButton
          label={`Remove ${number.toLowerCase()}`}
          className="justify-self-end sm:mt-6.5"
          onClick={() => change({ conditions: form.conditions.filter(({ key }) => key !== condition.key) })}
        >
          <X aria-hidden className="size-4" />
        </IconButton>
      )}
    </li>
  )
}

/** The rules by which a collection includes products automatically. */
export const RuleBuilder = ({ editing, currency }: { editing: CollectionEditing; currency: Currency }) => {
  const { form, errors, isReadOnly, change } = editing
  return (
    <div className="flex flex-col gap-4">
      <fieldset disabled={isReadOnly} className="flex flex-wrap gap-x-6">
        <legend className="text-sm font-medium">A product belongs in it where</legend>
        <CheckField
          kind="radio"
          name="match"
          label="all conditions hold"
          checked={form.match === 'all'}
          onChange={() => change({ match: 'all' })}
        />
        <CheckField
          kind="radio"
          name="match"
          label="any condition holds"
          checked={form.match === 'any'}
          onChange={() => change({ match: 'any' })}
        />
      </fieldset>
      <ul aria-label="Conditions" className="flex flex-col gap-3 empty:hidden">
        {form.conditions.map((condition, at) => (
          <ConditionRow key={condition.key} editing={editing} condition={condition} at={at} currency={currency} />
        ))}
      </ul>
      {errors['rules'] ? <p className="text-sm font-medium text-rust">{errors['rules']}</p> : null}
      {isReadOnly || form.conditions.length >= MAX_CONDITIONS ? null : (
        <Button
          look="secondary"
          className="self-start"
          data-field="rules"
          onClick={() => change({ conditions: [...form.conditions, emptyCondition()] })}
        >
          <Plus aria-hidden className="size-4.5" />
          Add a condition
        </Button>
      )}
    </div>
  )
}
