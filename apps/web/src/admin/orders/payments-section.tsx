import { type AdminOrder, type AdminPayment, formatMoney, type Refund } from '@tradepost/contract'
import { Badge } from '../../ui/badge.tsx'
import { instantText } from '../../ui/dates.ts'
import { Panel } from '../../ui/panel.tsx'
import { failureNames, paymentNames, providerNames, refundNames } from './order-words.ts'

const paymentTones = {
  pending: 'caution',
  authorized: 'caution',
  capturing: 'caution',
  captured: 'good',
  voiding: 'plain',
  voided: 'plain',
  failed: 'problem',
} as const satisfies Record<AdminPayment['status'], string>

const refundTones = { pending: 'caution', succeeded: 'good', failed: 'problem' } as const

const movedText = ({ captured, refunded }: AdminPayment): string =>
  [
    captured.amount > 0 ? `${formatMoney(captured)} taken` : '',
    refunded.amount > 0 ? `${formatMoney(refunded)} given back` : '',
  ]
    .filter((text) => text !== '')
    .join(', ')

const PaymentRow = ({ payment }: { payment: AdminPayment }) => (
  <li className="py-4 text-[0.9375rem]">
    <div className="flex flex-wrap items-center justify-between gap-x-4 gap-y-1">
      <p className="font-medium">
        {providerNames[payment.provider]}
        {payment.kind === 'edit' ? <span className="font-normal text-muted"> · after an edit</span> : null}
      </p>
      <span className="flex items-center gap-3">
        <Badge tone={paymentTones[payment.status]}>{paymentNames[payment.status]}</Badge>
        <span className="tabular-nums">{formatMoney(payment.amount)}</span>
      </span>
    </div>
    {movedText(payment) === '' ? null : <p className="mt-1">{movedText(payment)}</p>}
    {payment.failure === null ? null : <p className="mt-1 text-rust">{failureNames[payment.failure]}</p>}
    <p className="mt-1 text-sm text-muted">
      <time dateTime={payment.at}>{instantText(payment.at)}</time>
      {payment.reference === null ? null : <span className="block break-all">Reference {payment.reference}</span>}
    </p>
  </li>
)

const RefundRow = ({ refund }: { refund: Refund }) => (
  <li className="py-4 text-[0.9375rem]">
    <div className="flex flex-wrap items-center justify-between gap-x-4 gap-y-1">
      <p className="min-w-0 break-words first-letter:uppercase">{refund.reason}</p>
      <span className="flex items-center gap-3">
        <Badge tone={refundTones[refund.status]}>{refundNames[refund.status]}</Badge>
        <span className="tabular-nums">−{formatMoney(refund.amount)}</span>
      </span>
    </div>
    <p className="mt-1 text-sm text-muted">
      <time dateTime={refund.at}>{instantText(refund.at)}</time>
    </p>
  </li>
)

/** The payments of an order and its refunds. */
export const PaymentsSection = ({ order: { payments, refunds } }: { order: AdminOrder }) => (
  <Panel title="Payments">
    {payments.length === 0 ? <p className="text-muted">Nothing was to be paid.</p> : null}
    <ul aria-label="Payments" className="-my-4 divide-y divide-line empty:hidden">
      {payments.map((payment) => (
        <PaymentRow key={payment.id} payment={payment} />
      ))}
    </ul>
    {refunds.length > 0 ? (
      <>
        <h3 className="mt-8 mb-1 font-semibold">Refunds</h3>
        <ul aria-label="Refunds" className="-mb-4 divide-y divide-line">
          {refunds.map((refund) => (
            <RefundRow key={refund.id} refund={refund} />
          ))}
        </ul>
      </>
    ) : null}
  </Panel>
)
