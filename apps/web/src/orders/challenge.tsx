import { useMutation } from '@tanstack/react-query'
import { type CheckoutState, formatMoney } from '@tradepost/contract'
import { useState } from 'react'
import { api } from '../api.ts'
import { Button } from '../ui/button.tsx'
import { Dialog } from '../ui/dialog.tsx'
import { Problem } from '../ui/problem.tsx'

interface ChallengeProps {
  state: CheckoutState
  onAnswered: (state: CheckoutState) => void
}

/** The confirmation dialog of the test card's bank. It can be reopened after it was closed. */
export const Challenge = ({ state, onAnswered }: ChallengeProps) => {
  const [isOpen, setIsOpen] = useState(true)
  const complete = useMutation(api.checkout.complete.mutationOptions({ onSuccess: onAnswered }))
  const answer = (challenge: 'passed' | 'failed') => complete.mutate({ orderId: state.orderId, challenge })
  const asked = complete.isPending ? complete.variables.challenge : null
  return (
    <>
      <Button className="min-h-13" aria-haspopup="dialog" onClick={() => setIsOpen(true)}>
        Answer your bank
      </Button>
      <Dialog isOpen={isOpen} onClose={() => setIsOpen(false)} title="Your bank asks: is it you?">
        <p className="leading-relaxed text-muted">
          Somebody wants to pay <span className="font-semibold text-ink">{formatMoney(state.total)}</span> with your
          test card for order {state.number}.
        </p>
        <div className="mt-5 empty:hidden">
          <Problem error={complete.error} />
        </div>
        <div className="mt-6 flex flex-wrap justify-end gap-3">
          <Button look="secondary" isBusy={asked === 'failed'} onClick={() => answer('failed')}>
            Refuse
          </Button>
          <Button isBusy={asked === 'passed'} onClick={() => answer('passed')}>
            Confirm
          </Button>
        </div>
      </Dialog>
    </>
  )
}
