import { Link } from '@tanstack/react-router'
import { client, queryClient } from '../api.ts'
import { useDocumentTitle } from '../shop/document-title.ts'
import { buttonClass } from '../ui/button.tsx'
import { AuthFrame } from './auth-frame.tsx'
import { DeadLink, LinkUnopened, OpeningLink } from './link-outcome.tsx'
import { isDeadLink, useMailedLink, useMailToken } from './mailed-link.ts'
import { changeSession, useSession } from './session-queries.ts'
import { SignInButton } from './sign-in-button.tsx'

const confirm = async (token: string) => {
  const answer = await client.auth.confirmEmailChange.mutate({ token })
  await changeSession(queryClient)
  return answer
}

const AccountButton = () => (
  <Link to="/account" className={buttonClass('primary', 'min-h-13 w-full')}>
    My account
  </Link>
)

/** The page that the link in the mail about a new email address opens. */
export const ConfirmEmailPage = () => {
  useDocumentTitle('Confirm your new address')
  const token = useMailToken()
  const link = useMailedLink('confirm-email', token, confirm)
  const isSignedIn = Boolean(useSession().data?.user)
  if (token === '' || isDeadLink(link.error)) {
    return (
      <DeadLink>
        <p className="mb-6 leading-relaxed">Your address is as it was. Ask for another link under your profile.</p>
        <AccountButton />
      </DeadLink>
    )
  }
  if (link.isError) return <LinkUnopened error={link.error} onRetry={() => void link.refetch()} />
  if (link.isPending) return <OpeningLink />
  return (
    <AuthFrame
      title="Your new address is confirmed"
      lead={`From now on you sign in as ${link.data.email}, and our mails go there.`}
      isAnswer
    >
      {isSignedIn ? <AccountButton /> : <SignInButton email={link.data.email} />}
    </AuthFrame>
  )
}
