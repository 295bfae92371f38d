import { Link } from '@tanstack/react-router'
import { buttonClass } from '../ui/button.tsx'

interface SignInButtonProps {
  /** Is filled in there. */
  email?: string | undefined
  next?: string | undefined
}

declare module '@tanstack/react-router' {
  interface HistoryState {
    /** The address that the sign-in form begins with. */
    email?: string
  }
}

/** A button that leads to sign-in with the e-mail address filled in; the address travels beside the URL, not in it. */
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
