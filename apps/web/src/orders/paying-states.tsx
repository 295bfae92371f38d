import { useQuery } from '@tanstack/react-query'
import { Link, useNavigate } from '@tanstack/react-router'
import { type CheckoutState, formatMoney } from '@tradepost/contract'
import { Loader2 } from 'lucide-react'
import { type ReactNode, useState } from 'react'
import { api } from '../api.ts'
import { useShop } from '../shop/shop-queries.ts'
import { Attention } from '../ui/attention.tsx'
import { Button, buttonClass } from '../ui/button.tsx'
import { timeText } from '../ui/dates.ts'
import { ConfirmDialog } from '../ui/dialog.tsx'
import { Callout } from '../ui/states.tsx'
import { Challenge } from './challenge.tsx'
import { useGiveUpCheckout } from './open-checkout-note.tsx'
import { failureTexts } from './order-status.tsx'
import { StripePay } from './stripe-pay.tsx'

interface FrameProps {
  title: string
  /** A new value moves the focus here. */
  cause: unknown
  children: ReactNode
}

const Frame = ({ title, cause, children }: FrameProps) => (
  <Attention cause={cause}>
    <h1 className="display mb-5 text-4xl sm:text-5xl">{title}</h1>
    <div className="flex flex-col items-start gap-6 leading-relaxed">{children}</div>
  </Attention>
)

const GiveUp = ({ state }: { state: CheckoutState }) => {
  const [isAsking, setIsAsking] = useState(false)
  const navigate = useNavigate()
  const giveUp = useGiveUpCheckout(() => void navigate({ to: '/checkout', replace: true }))
  return (
    <>
      <Button look="quiet" aria-haspopup="dialog" onClick={() => setIsAsking(true)}>
        Give up this payment
      </Button>
      <ConfirmDialog
        isOpen={isAsking}
        onClose={() => setIsAsking(false)}
        title="Give up this payment?"
        act="Give up"
        onConfirm={() => giveUp.mutate({ orderId: state.orderId })}
        isBusy={giveUp.isPending}
        error={giveUp.error}
      >
        Your cart is open again, and its items are no longer held for you. Should the bank have taken the money all the
        same, you get it back.
      </ConfirmDialog>
    </>
  )
}

const About = ({ state }: { state: CheckoutState }) => (
  <p className="text-muted">
    Order <span className="font-medium whitespace-nowrap text-ink">{state.number}</span>, {formatMoney(state.total)}.
    {state.reservedUntil ? (
      <>
        {' '}
        Your items are held until <time dateTime={state.reservedUntil}>{timeText(state.reservedUntil)}</time>.
      </>
    ) : null}
  </p>
)

interface PaymentWaitProps {
  state: CheckoutState
  onState: (state: CheckoutState) => void
  onTried: () => void
}

const CardPart = ({ state, onTried }: Omit<PaymentWaitProps, 'onState'>) => {
  const { payment } = state
  const shop = useShop()
  // The response contains Stripe's key for any country.
  const options = useQuery({
    ...api.checkout.options.queryOptions({ countryCode: shop?.countryCode ?? '' }, { staleTime: Infinity }),
    enabled: shop !== undefined,
  })
  const publishableKey = options.data?.stripePublishableKey
  if (!publishableKey || payment.clientSecret === null) return null
  return (
    <div className="w-full">
      {payment.failure ? <Callout className="mb-5">{failureTexts[payment.failure]}</Callout> : null}
      <StripePay
        publishableKey={publishableKey}
        clientSecret={payment.clientSecret}
        orderId={state.orderId}
        total={state.total}
        isAsked={payment.status === 'requires_action'}
        onTried={onTried}
      />
    </div>
  )
}

/** A payment that waits for the buyer's card, the buyer's confirmation, or the bank. */
export const PaymentWait = ({ state, onState, onTried }: PaymentWaitProps) => {
  const { status, method } = state.payment
  if (status === 'requires_action' && method === 'test_card') {
    return (
      <Frame title="Is it you?" cause={null}>
        <p>Your bank wants to know that it is you who pays.</p>
        <About state={state} />
        <div className="flex flex-wrap gap-x-5 gap-y-3">
          <Challenge state={state} onAnswered={onState} />
          <GiveUp state={state} />
        </div>
      </Frame>
    )
  }
  if (status === 'requires_action' || status === 'requires_payment') {
    return (
      <Frame title="Pay by card" cause={null}>
        <About state={state} />
        <CardPart state={state} onTried={onTried} />
        <GiveUp state={state} />
      </Frame>
    )
  }
  return (
    <Frame title="Waiting for your payment" cause={status}>
      <p role="status" className="flex items-start gap-3 rounded-2xl bg-sunken px-5 py-4">
        <Loader2 aria-hidden className="mt-1 size-4.5 shrink-0 animate-spin text-leaf" />
        <span>
          The bank has not answered yet. This page goes on by itself when it does; you can also leave and come back to
          this address.
        </span>
      </p>
      <About state={state} />
      <GiveUp state={state} />
    </Frame>
  )
}

interface Outcome {
  readonly title: string
  readonly text: string
}

const outcomeOf = ({ status, payment, total }: CheckoutState): Outcome => {
  if (payment.status === 'refunded') {
    const why =
      status === 'expired'
        ? 'It came after the time to pay had run out, and not everything was left by then.'
        : 'The order is canceled.'
    return { title: 'You get your money back', text: `${why} All of ${formatMoney(total)} goes back to you.` }
  }
  if (status === 'expired') {
    return { title: 'The time to pay has run out', text: 'Nothing was charged. Your cart is as it was.' }
  }
  if (payment.failure) {
    const text = `${failureTexts[payment.failure]} Nothing was charged, and your cart is as it was.`
    return { title: 'The payment did not go through', text }
  }
  return { title: 'This payment was given up', text: 'Nothing was charged. Your cart is open again.' }
}

/** How a payment ended that did not become an order. */
export const PaymentOutcome = ({ state }: { state: CheckoutState }) => {
  const { title, text } = outcomeOf(state)
  return (
    <Frame title={title} cause={state.payment.status}>
      <Callout tone={state.payment.status === 'failed' ? 'problem' : 'caution'} className="w-full">
        {text}
      </Callout>
      <div className="flex flex-wrap gap-3">
        {state.cart.lines.length > 0 ? (
          <Link to="/checkout" className={buttonClass('primary', 'min-h-13')}>
            Back to the checkout
          </Link>
        ) : (
          <Link to="/products" className={buttonClass('primary', 'min-h-13')}>
            See all products
          </Link>
        )}
        {state.cart.lines.length > 0 ? (
          <Link to="/cart" className={buttonClass('secondary', 'min-h-13')}>
            See the cart
          </Link>
        ) : null}
      </div>
    </Frame>
  )
}
