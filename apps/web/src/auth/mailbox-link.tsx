import { useQuery } from '@tanstack/react-query'

// Only a development server answers this with JSON. Others answer with the shop's page, as for every unknown URL.
const hasMailbox = async (): Promise<boolean> => {
  const answer = await fetch('/dev/mail.json', { method: 'HEAD' })
  return answer.ok && (answer.headers.get('content-type') ?? '').startsWith('application/json')
}

/** A link to the mailbox of a development server. Renders nothing on any other server. */
export const MailboxLink = () => {
  const mailbox = useQuery({ queryKey: ['dev-mailbox'], queryFn: hasMailbox, staleTime: Infinity, retry: false })
  if (!mailbox.data) return null
  return (
    <p className="text-center text-sm text-muted">
      This is a development server: no mail leaves it.{' '}
      <a href="/dev/mail" className="text-ink underline underline-offset-4">
        See its mailbox
      </a>
    </p>
  )
}
