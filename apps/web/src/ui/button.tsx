import { clsx } from 'clsx'
import { Loader2 } from 'lucide-react'
import type { ComponentProps, MouseEvent } from 'react'

/** How prominent a button is. */
export type ButtonLook = 'primary' | 'secondary' | 'quiet' | 'danger'

const looks: Record<ButtonLook, string> = {
  primary: 'bg-brand text-on-brand hover:bg-brand-hover',
  danger: 'bg-rust text-paper hover:bg-rust/85',
  secondary: 'border border-line-strong text-ink hover:border-ink hover:bg-sunken',
  quiet: 'text-ink underline decoration-line-strong underline-offset-4 hover:decoration-ink',
}

const shape =
  'inline-flex min-h-11 items-center justify-center gap-2 rounded-full text-[0.9375rem] font-medium transition-colors ' +
  'disabled:opacity-45 disabled:pointer-events-none aria-disabled:cursor-default aria-disabled:opacity-60'

/** Returns the classes of a button, for a link that looks like one. */
export const buttonClass = (look: ButtonLook = 'primary', extra = ''): string =>
  clsx(shape, looks[look], look === 'quiet' ? 'px-1' : 'px-6', extra)

interface ButtonProps extends ComponentProps<'button'> {
  look?: ButtonLook
  isBusy?: boolean
}

const swallow = (event: MouseEvent<HTMLButtonElement>): void => event.preventDefault()

/** A button. While busy it keeps its label and focus, shows a spinner and does nothing, not even submit its form. */
export const Button = ({ look = 'primary', isBusy = false, className = '', children, ...rest }: ButtonProps) => (
  <button
    type="button"
    {...rest}
    {...(isBusy ? { 'aria-disabled': true, onClick: swallow } : {})}
    className={buttonClass(look, className)}
  >
    {isBusy ? <Loader2 aria-hidden className="size-4 animate-spin" /> : null}
    {children}
  </button>
)

interface IconButtonProps extends ComponentProps<'button'> {
  label: string
}

/** A round button that shows only an icon; `label` is its accessible name. */
export const IconButton = ({ label, className = '', children, ...rest }: IconButtonProps) => (
  <button
    type="button"
    aria-label={label}
    title={label}
    {...rest}
    className={clsx(
      'inline-flex size-11 shrink-0 items-center justify-center rounded-full transition-colors hover:bg-sunken',
      'disabled:pointer-events-none disabled:opacity-40',
      className
    )}
  >
    {children}
  </button>
)
