import { useQuery } from '@tanstack/react-query'
import { getRouteApi, Link } from '@tanstack/react-router'
import { type AdminOrder, Id, type IdOf } from '@tradepost/contract'
import { ArrowLeft } from 'lucide-react'
import { useState } from 'react'
import { api, errorOf } from '../../api.ts'
import { useDocumentTitle } from '../../shop/document-title.ts'
import { NotFoundPage } from '../../shop/not-found-page.tsx'
import { instantText } from '../../ui/dates.ts'
import { PageTitle } from '../../ui/page-title.tsx'
import { Callout, LoadFailure, Loading, Skeleton } from '../../ui/states.tsx'
import { Needs } from '../needs.tsx'
import { ActBar } from './act-bar.tsx'
import { CustomerSection } from './customer-section.tsx'
import { LinesSection } from './lines-section.tsx'
import { FulfilmentBadge, OrderBadge, PaymentBadge } from './order-badges.tsx'
import { OpenDialog, useOpenDialog } from './open-dialog.tsx'
import { paymentMethodNames } from './order-words.ts'
import { ParcelsSection } from './parcels-section.tsx'
import { PaymentsSection } from './payments-section.tsx'
import { ReturnsSection } from './returns-section.tsx'
import { TimelineSection } from './timeline-section.tsx'

const route = getRouteApi('/admin/orders/$id')

const BackLink = () => (
  <Link
    to="/admin/orders"
    className="mb-3 inline-flex min-h-11 items-center gap-2 text-[0.9375rem] text-muted underline-offset-4 hover:underline"
  >
    <ArrowLeft aria-hidden className="size-4" />
    All orders
  </Link>
)

const Standing = ({ order }: { order: AdminOrder }) => (
  <>
    <span className="flex flex-wrap gap-1.5">
      <OrderBadge status={order.status} />
      <PaymentBadge status={order.paymentStatus} />
      {order.fulfilmentStatus === 'returned' ? <FulfilmentBadge status="returned" /> : null}
    </span>
    <span className="mt-2 block text-[0.9375rem]">
      Placed <time dateTime={order.placedAt}>{instantText(order.placedAt)}</time>, paid by{' '}
      {paymentMethodNames[order.paymentMethod]}
    </span>
  </>
)

const Overtaken = ({ text }: { text: string | null }) =>
  text === null ? null : (
    <Callout className="mb-6" title="Something has changed meanwhile">
      {text}
    </Callout>
  )

const OrderDeskPage = ({ order }: { order: AdminOrder }) => {
  useDocumentTitle(`Order ${order.number}`)
  const [overtaken, setOvertaken] = useState<string | null>(null)
  const dialog = useOpenDialog(() => setOvertaken(null))
  const desk = { order, close: dialog.close, tellOvertaken: setOvertaken }
  return (
    <>
      <BackLink />
      <PageTitle title={`Order ${order.number}`} lead={<Standing order={order} />} />
      <Overtaken text={overtaken} />
      <ActBar order={order} onAct={dialog.openAct} />
      <div className="grid items-start gap-5 xl:grid-cols-[minmax(0,1fr)_21rem] [&>*]:min-w-0">
        <div className="flex flex-col gap-5">
          <LinesSection order={order} />
          {order.returns.length > 0 ? <ReturnsSection order={order} onAct={dialog.openReturnAct} /> : null}
          <ParcelsSection order={order} />
          <PaymentsSection order={order} />
        </div>
        <div className="flex flex-col gap-5">
          <CustomerSection order={order} />
          <TimelineSection order={order} tellOvertaken={setOvertaken} />
        </div>
      </div>
      <OpenDialog open={dialog.open} desk={desk} />
    </>
  )
}

const Waiting = () => (
  <Loading what="the order">
    <div className="flex flex-col gap-5">
      <Skeleton className="h-11 w-2/3" />
      <Skeleton className="h-80 rounded-3xl" />
      <Skeleton className="h-56 rounded-3xl" />
    </div>
  </Loading>
)

// Others work on the same order, and its customer may cancel it. Does not poll while the page is hidden.
const LOOK_AGAIN_MS = 15_000

const Loaded = ({ id }: { id: IdOf<'order'> }) => {
  const order = useQuery(api.admin.orders.get.queryOptions({ id }, { refetchInterval: LOOK_AGAIN_MS }))
  if (errorOf(order.error)?.code === 'order.not_found') return <NotFoundPage what="order" />
  if (order.isError && !order.data) return <LoadFailure error={order.error} onRetry={() => void order.refetch()} />
  return order.data ? <OrderDeskPage key={id} order={order.data} /> : <Waiting />
}

/** One order as staff see it, with all actions that are possible now. */
export const OrderPage = () => {
  const parsed = Id('order').safeParse(route.useParams().id)
  return (
    <Needs permission="orders:read">
      {parsed.success ? <Loaded id={parsed.data} /> : <NotFoundPage what="order" />}
    </Needs>
  )
}
