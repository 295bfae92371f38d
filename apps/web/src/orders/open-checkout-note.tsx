import { useMutation, useQueryClient } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { api } from '../api.ts'
import { Button, buttonClass } from '../ui/button.tsx'
import { Problem } from '../ui/problem.tsx'
import { Callout } from '../ui/states.tsx'
import { forgetOpenCheckout, useOpenCheckout } from './open-checkout.ts'

/** Cancels an open payment: the cart can be changed again, and nothing is charged. */
export const useGiveUpCheckout = (onDone?: () => void) => {
  const queries = useQueryClient()
  return useMutation(
    api.checkout.cancel.mutationOptions({
      onSuccess: (cart) => {
        queries.setQueryData(api.cart.get.queryKey(), cart)
        forgetOpenCheckout()
        onDone?.()
      },
      // It was paid or has expired in the meantime, so the cart has changed.
      onError: () => void queries.invalidateQueries({ queryKey: api.cart.pathKey() }),
    })
  )
}

/** Says that the cart is already being paid, and offers to continue or to start over. */
export const OpenCheckoutNote = ({ className = '' }: { className?: string }) => {
  const id = useOpenCheckout()
  const giveUp = useGiveUpCheckout()
  if (id === null) return null
  return (
    <Callout tone="caution" title="A payment for this cart is open" className={className}>
      <p role="alert">Go on with it, or start over: then nothing is charged and the cart can be changed again.</p>
      <div className="mt-3 flex flex-wrap gap-3 text-ink">
        <Link to="/checkout/$orderId" params={{ orderId: id }} className={buttonClass('primary')}>
          Go on
        </Link>
        <Button look="secondary" isBusy={giveUp.isPending} onClick={() => giveUp.mutate({ orderId: id })}>
          Start over
        </Button>
      </div>
      <div className="mt-3 empty:hidden">
        <Problem error={giveUp.error} />
      </div>
    </Callout>
  )
}
