import { Eye, EyeOff } from 'lucide-react'
import { type ComponentProps, useId, useState } from 'react'
import { controlClass, describedBy, FieldFrame, type FieldProps } from './field.tsx'

/** A labeled password input that can reveal what was typed. */
export const PasswordField = ({
  label,
  error,
  hint,
  className,
  ...rest
}: FieldProps & Omit<ComponentProps<'input'>, 'type'>) => {
  const id = useId()
  const [isShown, setIsShown] = useState(false)
  const Icon = isShown ? EyeOff : Eye
  return (
    <FieldFrame id={id} label={label} error={error} hint={hint} className={className}>
      <span className="relative block">
        <input
          id={id}
          type={isShown ? 'text' : 'password'}
          autoCapitalize="none"
          spellCheck={false}
          aria-invalid={error !== undefined}
          aria-describedby={describedBy(id, error, hint)}
          {...rest}
          className={controlClass(error !== undefined, 'pr-13')}
        />
        <button
          type="button"
          aria-pressed={isShown}
          aria-label="Show what is typed"
          onClick={() => setIsShown(!isShown)}
          className="absolute top-0.5 right-0.5 inline-flex size-11 items-center justify-center rounded-xl text-muted hover:text-ink focus-visible:-outline-offset-2"
        >
          <Icon aria-hidden strokeWidth={1.6} className="size-5" />
        </button>
      </span>
    </FieldFrame>
  )
}
