import { MailCheck } from 'lucide-react'
import type { ReactNode } from 'react'
import { Button } from '../ui/button.tsx'
import { Callout } from '../ui/states.tsx'
import { Problem } from '../ui/problem.tsx'
import { AuthFrame } from './auth-frame.tsx'
import { MailboxLink } from './mailbox-link.tsx'

interface MailSentProps {
  lead: ReactNode
  onAgain: () => void
  isSending: boolean
  /** How many times the mail was sent again. */
  againCount: number
  error: unknown
  children?: ReactNode
}

/** Says that a mail was sent, and offers to send it again. */
export const MailSent = ({ lead, onAgain, isSending, againCount, error, children }: MailSentProps) => (
  <AuthFrame title="Look in your mailbox" lead={lead} isAnswer>
    <div className="flex flex-col gap-5">
      <Problem error={error} />
      <div role="status">
        {againCount > 0 && !isSending && !error ? <Callout tone="good">It is sent once more.</Callout> : null}
      </div>
      <div className="flex items-center gap-4 rounded-2xl bg-sunken p-5 text-sm leading-relaxed">
        <MailCheck aria-hidden strokeWidth={1.4} className="size-8 shrink-0 text-muted" />
        <p>Nothing there after a minute? Look among the unwanted mail as well.</p>
      </div>
      <Button look="secondary" isBusy={isSending} onClick={onAgain}>
        Send again
      </Button>
      {children}
      <MailboxLink />
    </div>
  </AuthFrame>
)
