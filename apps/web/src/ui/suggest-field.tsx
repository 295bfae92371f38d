import { type ComponentProps, useId } from 'react'
import { type FieldProps, TextField } from './field.tsx'

interface SuggestFieldProps extends FieldProps, ComponentProps<'input'> {
  label: string
  suggestions: readonly string[]
}

/** A one-line input that offers what others have typed before; anything else can be typed too. */
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
