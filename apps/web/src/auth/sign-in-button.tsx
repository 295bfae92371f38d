import { Link } from '@tanstack/react-router'
import { buttonClass } from '../ui/button.tsx'

interface SignInButtonProps {
  /** Prefills the sign-in form. */
  email?: string | undefined
  next?: string | undefined
}

declare module '@tanstack/react-router' {
  interface HistoryState {
    /** Prefills the email address in the sign-in form. */
    email?: string
  }
}

/** A link to sign-in that prefills the email address. The address is passed in the history state, not in the URL. */
export const SignInButton = ({ email, next }: SignInButtonProps) => (
  <Link
    to="/sign-in"
    search={next === undefined ? {} : { next }}
    state={email === undefined ? {} : { email }}
    className={buttonClass('primary', 'min-h-13 w-full')}
  >
    Sign in
  </Link>
)
