import { type ComponentProps, useId } from 'react'
import { controlClass, describedBy, FieldFrame, type FieldProps } from './field.tsx'

/** A labeled multi-line input, linked to its hint and its error for screen readers. */
export const TextAreaField = ({ label, error, hint, className, ...rest }: FieldProps & ComponentProps<'textarea'>) => {
  const id = useId()
  return (
    <FieldFrame id={id} label={label} error={error} hint={hint} className={className}>
      <textarea
        id={id}
        rows={3}
        aria-invalid={error !== undefined}
        aria-describedby={describedBy(id, error, hint)}
        {...rest}
        className={controlClass(error !== undefined, 'py-3 leading-relaxed')}
      />
    </FieldFrame>
  )
}
