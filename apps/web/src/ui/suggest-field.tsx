import { type ComponentProps, useId } from 'react'
import { type FieldProps, TextField } from './field.tsx'

interface SuggestFieldProps extends FieldProps, ComponentProps<'input'> {
  label: string
  suggestions: readonly string[]
}

/** A one-line input that suggests existing values but accepts any text. */
export const SuggestField = ({ suggestions, ...rest }: SuggestFieldProps) => {
  const id = useId()
  return (
    <>
      <TextField {...rest} list={id} autoComplete="off" />
      <datalist id={id}>
        {suggestions.map((text) => (
          <option key={text} value={text} />
        ))}
      </datalist>
    </>
  )
}
