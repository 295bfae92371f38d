import { Link } from '@tanstack/react-router'
import { client } from '../api.ts'
import { useDocumentTitle } from '../shop/document-title.ts'
import { buttonClass } from '../ui/button.tsx'
import { AuthFrame } from './auth-frame.tsx'
import { DeadLink, LinkUnopened, OpeningLink } from './link-outcome.tsx'
import { isDeadLink, useMailedLink, useMailToken } from './mailed-link.ts'
import { SignInButton } from './sign-in-button.tsx'

const verify = (token: string) => client.auth.verifyEmail.mutate({ token })

/** The page that the link in the sign-up mail opens. */
export const VerifyEmailPage = () => {
  useDocumentTitle('Confirm your address')
  const token = useMailToken()
  const link = useMailedLink('verify-email', token, verify)
  if (token === '' || isDeadLink(link.error)) {
    return (
      <DeadLink>
        <p className="mb-6 leading-relaxed">
          If you have opened it before, your account is ready: sign in. Otherwise create the account once more, and a
          new link is mailed to you.
        </p>
        <div className="flex flex-col gap-3">
          <SignInButton />
          <Link to="/sign-up" className={buttonClass('secondary', 'min-h-13 w-full')}>
            Create account
          </Link>
        </div>
      </DeadLink>
    )
  }
  if (link.isError) return <LinkUnopened error={link.error} onRetry={() => void link.refetch()} />
  if (link.isPending) return <OpeningLink />
  return (
    <AuthFrame
      title="Your address is confirmed"
      lead={`Your account is ready. Sign in as ${link.data.email}.`}
      isAnswer
    >
      <SignInButton email={link.data.email} />
    </AuthFrame>
  )
}
