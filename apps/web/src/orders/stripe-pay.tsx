import { useMutation, useQuery } from '@tanstack/react-query'
import { formatMoney, type Money } from '@tradepost/contract'
import { Lock } from 'lucide-react'
import { useEffect, useRef, useState } from 'react'
import { Attention } from '../ui/attention.tsx'
import { Button } from '../ui/button.tsx'
import { Callout, LoadFailure, Loading, Skeleton } from '../ui/states.tsx'
import type { OrderId } from './order-id.ts'
import { loadStripe, type StripeElements, type StripeJs, stripeTheme } from './stripe-js.ts'

interface StripePayProps {
  publishableKey: string
  clientSecret: string
  orderId: OrderId
  total: Money
  /** True if the card is known and only the bank's confirmation is missing. */
  isAsked: boolean
  /** Called after the card was tried; the server then queries Stripe itself. */
  onTried: () => void
}

// A promise that never rejects would hide a blocked script. The user retries with a button.
const useStripe = (publishableKey: string) =>
  useQuery({
    queryKey: ['stripe-js', publishableKey],
    queryFn: () => loadStripe(publishableKey),
    staleTime: Infinity,
    retry: false,
  })

const useCardFields = (stripe: StripeJs, clientSecret: string) => {
  const place = useRef<HTMLDivElement>(null)
  const elements = useRef<StripeElements | null>(null)
  const [state, setState] = useState<'loading' | 'ready' | 'failed'>('loading')
  useEffect(() => {
    if (place.current === null) return
    const made = stripe.elements({ clientSecret, appearance: { theme: stripeTheme() } })
    const card = made.create('payment')
    card.on('ready', () => setState('ready'))
    card.on('loaderror', () => setState('failed'))
    card.mount(place.current)
    elements.current = made
    return () => card.destroy()
  }, [stripe, clientSecret])
  return { place, elements, state }
}

const messageOfFault = (fault: { message?: string }): string => fault.message ?? 'The card could not be used.'

const Card = ({ stripe, clientSecret, orderId, total, onTried }: StripePayProps & { stripe: StripeJs }) => {
  const { place, elements, state } = useCardFields(stripe, clientSecret)
  const [fault, setFault] = useState<{ text: string } | null>(null)
  const paying = useMutation({
    mutationFn: async () => {
      if (elements.current === null) return
      const { error } = await stripe.confirmPayment({
        elements: elements.current,
        confirmParams: { return_url: `${window.location.origin}/checkout/${orderId}` },
        redirect: 'if_required',
      })
      setFault(error ? { text: messageOfFault(error) } : null)
      onTried()
    },
  })
  return (
    <div className="flex flex-col gap-5">
      {state === 'loading' ? (
        <Loading what="the card fields">
          <Skeleton className="h-48 rounded-2xl" />
        </Loading>
      ) : null}
      {state === 'failed' ? <Callout>The card fields did not load. Reload the page.</Callout> : null}
      <div ref={place} />
      <Attention cause={fault}>{fault ? <Callout>{fault.text}</Callout> : null}</Attention>
      <Button
        className="min-h-14 w-full text-base"
        disabled={state !== 'ready'}
        isBusy={paying.isPending}
        onClick={() => paying.mutate()}
      >
        {paying.isPending ? null : <Lock aria-hidden className="size-4" />}
        Pay {formatMoney(total)}
      </Button>
    </div>
  )
}

const Question = ({ stripe, clientSecret, onTried }: StripePayProps & { stripe: StripeJs }) => {
  const asking = useMutation({
    mutationFn: async () => {
      await stripe.handleNextAction({ clientSecret })
      onTried()
    },
  })
  return (
    <Button className="min-h-14 text-base" isBusy={asking.isPending} onClick={() => asking.mutate()}>
      Answer your bank
    </Button>
  )
}

/** Pays by card. The fields belong to Stripe, and what is typed in them goes only to Stripe. */
export const StripePay = (props: StripePayProps) => {
  const stripe = useStripe(props.publishableKey)
  if (stripe.isError) return <LoadFailure error={stripe.error} onRetry={() => void stripe.refetch()} />
  if (!stripe.data) {
    return (
      <Loading what="the card fields">
        <Skeleton className="h-48 rounded-2xl" />
      </Loading>
    )
  }
  return props.isAsked ? <Question {...props} stripe={stripe.data} /> : <Card {...props} stripe={stripe.data} />
}
