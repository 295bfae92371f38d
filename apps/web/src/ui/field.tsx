import { clsx } from 'clsx'
import { ChevronDown } from 'lucide-react'
import { type ComponentProps, type ReactNode, useId } from 'react'

const control =
  'block w-full min-h-12 rounded-xl border bg-surface px-4 text-base text-ink placeholder:text-muted/80 ' +
  'transition-colors hover:border-ink focus-visible:outline-offset-1'

/** Returns the classes of an input; `extra` is appended. */
export const controlClass = (hasError: boolean, extra = ''): string =>
  clsx(control, hasError ? 'border-rust' : 'border-line-strong', extra)

interface FieldFrameProps {
  id: string
  label: string
  error: string | undefined
  hint: ReactNode
  className?: string | undefined
  children: ReactNode
}

/** The label above an input, and the hint and the error below it. The input refers to them with `describedBy`. */
export const FieldFrame = ({ id, label, error, hint, className, children }: FieldFrameProps) => (
  <div className={className}>
    <label htmlFor={id} className="mb-1.5 block text-sm font-medium">
      {label}
    </label>
    {children}
    {hint ? (
      <p id={`${id}-hint`} className="mt-1.5 text-sm text-muted">
        {hint}
      </p>
    ) : null}
    {error ? (
      <p id={`${id}-error`} className="mt-1.5 text-sm font-medium text-rust">
        {error}
      </p>
    ) : null}
  </div>
)

/** Returns the value of `aria-describedby` for a field's hint and error. */
export const describedBy = (id: string, error: string | undefined, hint: ReactNode): string | undefined =>
  clsx(hint ? `${id}-hint` : '', error ? `${id}-error` : '') || undefined

/** Props of every field in addition to the attributes of the input. */
export interface FieldProps {
  label: string
  error?: string | undefined
  hint?: ReactNode
}

/** A labeled one-line input, linked to its hint and its error for screen readers. */
export const TextField = ({ label, error, hint, className, ...rest }: FieldProps & ComponentProps<'input'>) => {
  const id = useId()
  return (
    <FieldFrame id={id} label={label} error={error} hint={hint} className={className}>
      <input
        id={id}
        aria-invalid={error !== undefined}
        aria-describedby={describedBy(id, error, hint)}
        {...rest}
        className={controlClass(error !== undefined)}
      />
    </FieldFrame>
  )
}

/** A labeled native select, linked to its hint and its error for screen readers. */
export const SelectField = ({ label, error, hint, className, ...rest }: FieldProps & ComponentProps<'select'>) => {
  const id = useId()
  return (
    <FieldFrame id={id} label={label} error={error} hint={hint} className={className}>
      <span className="relative block">
        <select
          id={id}
          aria-invalid={error !== undefined}
          aria-describedby={describedBy(id, error, hint)}
          {...rest}
          className={controlClass(error !== undefined, 'appearance-none pr-11')}
        />
        <ChevronDown aria-hidden className="pointer-events-none absolute top-1/2 right-4 size-4 -translate-y-1/2" />
      </span>
    </FieldFrame>
  )
}
