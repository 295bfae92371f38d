import { Link } from '@tanstack/react-router'
import { KeyRound } from 'lucide-react'
import { buttonClass } from '../ui/button.tsx'
import { useDocumentTitle } from '../shop/document-title.ts'
import { EmptyState } from '../ui/states.tsx'

/** Asks a visitor to sign in, and returns to the current page afterwards. */
export const SignInFirst = ({ next }: { next: string }) => {
  useDocumentTitle('Orders')
  return (
    <EmptyState
      as="h1"
      title="Sign in to see your orders"
      icon={<KeyRound aria-hidden strokeWidth={1.4} className="size-7" />}
      action={
        <div className="flex flex-wrap justify-center gap-3">
          <Link to="/sign-in" search={{ next }} className={buttonClass()}>
            Go to sign-in
          </Link>
          <Link to="/track" className={buttonClass('secondary')}>
            Track an order
          </Link>
        </div>
      }
    >
      Orders are kept in the account they were placed with.
    </EmptyState>
  )
}
