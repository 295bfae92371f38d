import { zodResolver } from '@hookform/resolvers/zod'
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { TrackOrderInput } from '@tradepost/contract'
import { useState } from 'react'
import { useForm } from 'react-hook-form'
import { client, errorOf } from '../api.ts'
import { useMailToken } from '../auth/mailed-link.ts'
import { useDocumentTitle } from '../shop/document-title.ts'
import { Attention } from '../ui/attention.tsx'
import { Button } from '../ui/button.tsx'
import { TextField } from '../ui/field.tsx'
import { Problem } from '../ui/problem.tsx'
import { Callout, Loading, Skeleton } from '../ui/states.tsx'
import { OrderHead } from './order-head.tsx'
import { OrderSheet } from './order-sheet.tsx'

const [ByNumber] = TrackOrderInput.options

interface Tried {
  readonly input: TrackOrderInput
  /** Makes repeated attempts with the same input different. */
  readonly at: number
}

const useTracked = (tried: Tried | null) =>
  useQuery({
    queryKey: ['track-order', tried],
    // The query is disabled while this is null.
    queryFn: ({ signal }) => (tried === null ? null : client.orders.track.mutate(tried.input, { signal })),
    enabled: tried !== null,
    placeholderData: keepPreviousData,
    retry: false,
    refetchOnWindowFocus: false,
    refetchOnReconnect: false,
  })

const Refusal = ({ error, tried }: { error: unknown; tried: Tried | null }) => {
  const code = errorOf(error)?.code
  const isByLink = tried !== null && 'token' in tried.input
  if (isByLink && (code === 'order.not_found' || code === 'input.invalid')) {
    return <Callout title="This link does not work any more">Find the order by its number instead.</Callout>
  }
  if (code === 'order.not_found') {
    return (
      <Callout title="There is no such order">
        Look at the number and the e-mail address again: they must be those of the confirmation.
      </Callout>
    )
  }
  return <Problem error={error} />
}

interface TrackFormProps {
  onTry: (input: TrackOrderInput) => void
  isBusy: boolean
}

const upperCase = (value: unknown): unknown => (typeof value === 'string' ? value.trim().toUpperCase() : value)

const TrackForm = ({ onTry, isBusy }: TrackFormProps) => {
  const { register, handleSubmit, formState } = useForm({
    resolver: zodResolver(ByNumber),
    defaultValues: { number: '', email: '' },
  })
  const submit = handleSubmit(onTry)
  return (
    <form
      noValidate
      aria-label="Find an order"
      onSubmit={(event) => void submit(event)}
      className="flex flex-col gap-5"
    >
      <TextField
        label="Order number"
        hint="Such as TP-7F3K-9Q2M, from the confirmation."
        autoComplete="off"
        autoCapitalize="characters"
        spellCheck={false}
        error={formState.errors.number?.message}
        {...register('number', { setValueAs: upperCase })}
      />
      <TextField
        label="E-mail address"
        type="email"
        autoComplete="email"
        autoCapitalize="none"
        error={formState.errors.email?.message}
        {...register('email')}
      />
      <Button type="submit" isBusy={isBusy} className="min-h-13">
        Find order
      </Button>
    </form>
  )
}

/** The page where guests follow an order: by its number and email address, or by a mailed link. */
export const TrackPage = () => {
  useDocumentTitle('Track an order')
  const token = useMailToken()
  const [asked, setAsked] = useState<Tried | null>(null)
  const tried = asked ?? (token === '' ? null : { input: { token }, at: 0 })
  const found = useTracked(tried)
  if (found.data) {
    return (
      <div className="page pt-8 sm:pt-12">
        <OrderHead order={found.data} />
        <OrderSheet order={found.data} />
      </div>
    )
  }
  if (tried !== null && 'token' in tried.input && found.isPending) {
    return (
      <div className="page pt-8 sm:pt-12">
        <Loading what="the order">
          <Skeleton className="mb-10 h-12 w-72" />
          <Skeleton className="h-72 rounded-3xl" />
        </Loading>
      </div>
    )
  }
  return (
    <div className="page pt-8 sm:pt-12">
      <div className="mx-auto max-w-md">
        <h1 className="display mb-3 text-4xl sm:text-5xl">Track an order</h1>
        <p className="mb-8 leading-relaxed text-muted">Without an account, too: all it takes is in the confirmation.</p>
        <Attention cause={found.error} className="mb-6 empty:hidden">
          {found.error ? <Refusal error={found.error} tried={tried} /> : null}
        </Attention>
        <TrackForm isBusy={found.isFetching} onTry={(input) => setAsked({ input, at: (asked?.at ?? 0) + 1 })} />
      </div>
    </div>
  )
}
