import { type ReactNode, useId } from 'react'
import { CheckField } from '../ui/check-field.tsx'

interface Choice<Value extends string> {
  readonly value: Value
  readonly label: string
  readonly hint?: ReactNode
}

interface RadioChoiceProps<Value extends string> {
  legend: string
  choices: readonly Choice<Value>[]
  value: Value
  isReadOnly: boolean
  isInRow?: boolean
  onChange: (value: Value) => void
}

/** A group of radio buttons. */
export const RadioChoice = <Value extends string>(props: RadioChoiceProps<Value>) => {
  const { legend, choices, value, isReadOnly, isInRow = false, onChange } = props
  const name = useId()
  return (
    <fieldset disabled={isReadOnly}>
      <legend className="text-sm font-medium">{legend}</legend>
      <div className={isInRow ? 'flex flex-wrap gap-x-7' : 'mt-1'}>
        {choices.map((choice) => (
          <CheckField
            key={choice.value}
            kind="radio"
            name={name}
            label={choice.label}
            hint={choice.hint}
            checked={choice.value === value}
            onChange={() => onChange(choice.value)}
          />
        ))}
      </div>
    </fieldset>
  )
}
