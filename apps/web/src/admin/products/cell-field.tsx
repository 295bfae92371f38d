import { clsx } from 'clsx'
import { type ComponentProps, useId } from 'react'

interface CellFieldProps extends ComponentProps<'input'> {
  label: string
  /** The subject of the row, for screen readers. */
  about: string
  error?: string | undefined
  field: string
  /** Hides the label if the column has a heading. */
  isInColumn?: boolean
}

/** A small input in a table-like row, with its error right below it. */
export const CellField = ({ label, about, error, field, isInColumn = false, className, ...rest }: CellFieldProps) => {
  const id = useId()
  return (
    <div className={clsx('min-w-0', className)}>
      <label htmlFor={id} className={clsx('mb-1 block text-sm text-muted', isInColumn && '@3xl:sr-only')}>
        {label}
        <span className="sr-only"> of {about}</span>
      </label>
      <input
        id={id}
        data-field={field}
        autoComplete="off"
        aria-invalid={error !== undefined}
        aria-describedby={error ? `${id}-error` : undefined}
        {...rest}
        className={clsx(
          'block min-h-11 w-full rounded-lg border bg-surface px-3 text-[0.9375rem] tabular-nums transition-colors',
          'placeholder:text-muted/80 hover:border-ink focus-visible:outline-offset-1 disabled:bg-sunken disabled:text-muted',
          error ? 'border-rust' : 'border-line-strong'
        )}
      />
      {error ? (
        <p id={`${id}-error`} className="mt-1 text-sm font-medium text-rust">
          {error}
        </p>
      ) : null}
    </div>
  )
}
