import { Loader2 } from 'lucide-react'
import type { ReactNode } from 'react'
import { messageOf } from '../api.ts'
import { Button } from '../ui/button.tsx'
import { AuthFrame } from './auth-frame.tsx'

/** Says that a mailed link no longer works; `children` is the way to a new one. */
export const DeadLink = ({ children }: { children: ReactNode }) => (
  <AuthFrame
    title="This link no longer works"
    lead="It was used, has run out, was cut off, or was replaced by a newer one."
    isAnswer
  >
    {children}
  </AuthFrame>
)

/** Shown while a mailed link is being opened. */
export const OpeningLink = () => (
  <AuthFrame title="One moment" lead="Your link is being opened.">
    <div role="status">
      <Loader2 aria-hidden className="size-7 animate-spin text-muted" />
      <span className="sr-only">Opening your link…</span>
    </div>
  </AuthFrame>
)

/** Says that a mailed link could not be opened right now, and offers to try again. */
export const LinkUnopened = ({ error, onRetry }: { error: unknown; onRetry: () => void }) => (
  <AuthFrame title="That did not work yet" lead={messageOf(error)} isAnswer>
    <Button className="min-h-13 w-full" onClick={onRetry}>
      Try again
    </Button>
  </AuthFrame>
)
