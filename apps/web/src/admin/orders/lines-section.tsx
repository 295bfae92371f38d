import { type AdminOrder, formatMoney, type OrderLine } from '@tradepost/contract'
import { Link } from '@tanstack/react-router'
import { Panel } from '../../ui/panel.tsx'
import { Picture } from '../../ui/picture.tsx'
import { TotalsSection } from './totals-section.tsx'

const movedText = ({ fulfilledQuantity, returnedQuantity, quantity }: OrderLine): string =>
  [
    fulfilledQuantity > 0
      ? fulfilledQuantity === quantity
        ? 'All sent'
        : `${fulfilledQuantity} of ${quantity} sent`
      : '',
    returnedQuantity > 0 ? `${returnedQuantity} in returns` : '',
  ]
    .filter((text) => text !== '')
    .join(' · ')

const Title = ({ line }: { line: OrderLine }) =>
  line.productSlug === null ? (
    <span className="font-medium">{line.productTitle}</span>
  ) : (
    <Link
      to="/products/$slug"
      params={{ slug: line.productSlug }}
      className="inline-flex min-h-6 font-medium underline-offset-4 hover:underline"
    >
      {line.productTitle}
    </Link>
  )

const Line = ({ line }: { line: OrderLine }) => (
  <li className="flex items-start gap-4 py-3.5">
    <span className="w-14 shrink-0 overflow-hidden rounded-xl border border-line">
      <Picture src={line.imageSrc} alt="" size={64} />
    </span>
    <div className="min-w-0 flex-1 text-[0.9375rem] leading-snug">
      <Title line={line} />
      <p className="text-sm break-words text-muted">
        {line.variantTitle === '' || line.variantTitle === 'Default Title' ? '' : `${line.variantTitle} · `}
        {line.sku}
      </p>
      <p className="mt-0.5 text-sm tabular-nums">
        {line.quantity} × {formatMoney(line.unitPrice)}
        {movedText(line) === '' ? null : <span className="text-muted"> · {movedText(line)}</span>}
      </p>
    </div>
    <p className="shrink-0 text-right text-[0.9375rem] tabular-nums">
      {formatMoney(line.total)}
      {line.discount.amount > 0 ? (
        <span className="block text-sm text-muted">−{formatMoney(line.discount)}</span>
      ) : null}
    </p>
  </li>
)

/** The lines of an order with their shipped and returned quantities and prices, and the totals of the order. */
export const LinesSection = ({ order }: { order: AdminOrder }) => (
  <Panel title="Items">
    <ul aria-label="Items" className="-mt-3.5 mb-4 divide-y divide-line border-b border-line">
      {order.lines.map((line) => (
        <Line key={line.id} line={line} />
      ))}
    </ul>
    <div className="ml-auto max-w-md">
      <TotalsSection order={order} />
    </div>
  </Panel>
)
