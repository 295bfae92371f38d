import { clsx } from 'clsx'
import { type ComponentProps, type ReactNode, useId } from 'react'

interface CheckFieldProps extends Omit<ComponentProps<'input'>, 'type'> {
  label: string
  hint?: ReactNode
  kind?: 'checkbox' | 'radio'
}

/** A checkbox or radio button with its label beside it. */
export const CheckField = ({ label, hint, kind = 'checkbox', className = '', ...rest }: CheckFieldProps) => {
  const id = useId()
  return (
    <label className={clsx('flex min-h-11 items-start gap-3 py-2.5', className)}>
      <input
        type={kind}
        {...(rest['aria-label'] === undefined ? { 'aria-labelledby': `${id}-label` } : {})}
        aria-describedby={hint ? `${id}-hint` : undefined}
        {...rest}
        className="mt-0.5 size-5 shrink-0 accent-brand"
      />
      <span className="min-w-0">
        <span id={`${id}-label`} className="block text-[0.9375rem]">
          {label}
        </span>
        {hint ? (
          <span id={`${id}-hint`} className="mt-0.5 block text-sm leading-relaxed text-muted">
            {hint}
          </span>
        ) : null}
      </span>
    </label>
  )
}
