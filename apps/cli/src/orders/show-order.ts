import type { AdminOrder, AdminPayment, Money, OrderLine, OrderTimelineEntry } from '@tradepost/contract'
import { formatMoney } from '@tradepost/contract'
import type { UrlOption } from '../auth/session.ts'
import { findSession } from '../auth/session.ts'
import { toDateTime } from '../terminal/date-time.ts'
import type { Column, TableSpace } from '../terminal/table.ts'
import { layTable } from '../terminal/table.ts'
import type { Terminal } from '../terminal/terminal.ts'
import { columnsOf, painter, print, printJson } from '../terminal/terminal.ts'
import { findOrder } from './find-order.ts'

export interface ShowOrderOptions extends UrlOption {
  readonly json?: boolean
}

/** Prints an order with its lines, payments, shipments, returns and timeline. */
export const showOrder = async (terminal: Terminal, name: string, options: ShowOrderOptions): Promise<void> => {
  const order = await findOrder(await findSession(terminal, options), name)
  if (options.json) printJson(terminal, order)
  else printOrder(terminal, order)
}

type Fact = readonly [what: string, value: string]

const factColumns: Column<Fact>[] = [
  { title: 'Order', cell: ([what]) => what },
  { title: '', cell: ([, value]) => value, fit: 'wrap' },
]

const addressText = ({ name, line1, line2, postalCode, city, countryCode }: AdminOrder['shippingAddress']): string =>
  [name, line1, line2, `${postalCode} ${city}`, countryCode].filter(Boolean).join(', ')

const moneyFacts = (order: AdminOrder): Fact[] => {
  const { totals, discounts, taxes, paid, refunded, outstanding, shippingMethod } = order
  const some = (what: string, amount: Money): Fact[] => (amount.amount === 0 ? [] : [[what, formatMoney(amount)]])
  return [
    ['Subtotal', formatMoney(totals.subtotal)],
    ...discounts.map(({ title, code, amount }): Fact => {
      return ['Discount', `−${formatMoney(amount)} ${title}${code === null ? '' : ` (${code})`}`]
    }),
    ['Shipping', `${formatMoney(totals.shipping)} ${shippingMethod}`],
    ...taxes.map(({ name, basisPoints, base, amount }): Fact => {
      const rate = `${basisPoints / 100} % on ${formatMoney(base)}`
      return [totals.taxIncluded ? 'Tax included' : 'Tax', `${formatMoney(amount)} ${name} ${rate}`]
    }),
    ['Total', formatMoney(totals.total)],
    ['Paid', formatMoney(paid)],
    ...some('Refunded', refunded),
    ...some('Still to be paid', outstanding),
  ]
}

const factsOf = (order: AdminOrder): Fact[] => [
  ['Number', order.number],
  ['Id', order.id],
  ['Status', order.status],
  ['Payment', order.paymentStatus],
  ['Shipment', order.fulfilmentStatus],
  ['Placed (UTC)', toDateTime(order.placedAt)],
  ['Customer', `${order.shippingAddress.name} <${order.email}>`],
  ['Delivery', addressText(order.shippingAddress)],
  ...(order.billingAddress === null ? [] : [['Invoice', addressText(order.billingAddress)] as const]),
  ...moneyFacts(order),
]

const lineColumns: Column<OrderLine>[] = [
  { title: 'SKU', cell: ({ sku }) => sku },
  {
    title: 'Item',
    cell: ({ productTitle, variantTitle }) => [productTitle, variantTitle].filter(Boolean).join(', '),
    fit: 'cut',
  },
  { title: 'Units', cell: ({ quantity }) => String(quantity), align: 'right' },
  { title: 'Sent', cell: ({ fulfilledQuantity }) => String(fulfilledQuantity), align: 'right' },
  { title: 'Returned', cell: ({ returnedQuantity }) => String(returnedQuantity), align: 'right' },
  { title: 'Price', cell: ({ unitPrice }) => formatMoney(unitPrice), align: 'right' },
  { title: 'Discount', cell: ({ discount }) => formatMoney(discount), align: 'right' },
  { title: 'Total', cell: ({ total }) => formatMoney(total), align: 'right' },
]

const paymentColumns: Column<AdminPayment>[] = [
  { title: 'Payment', cell: ({ provider }) => provider },
  { title: 'Status', cell: ({ status, failure }) => (failure === null ? status : `${status}: ${failure}`) },
  { title: 'Amount', cell: ({ amount }) => formatMoney(amount), align: 'right' },
  { title: 'Taken', cell: ({ captured }) => formatMoney(captured), align: 'right' },
  { title: 'Refunded', cell: ({ refunded }) => formatMoney(refunded), align: 'right' },
  { title: 'Reference', cell: ({ reference }) => reference ?? '–', fit: 'cut' },
]

const unitsText = ({ lines }: AdminOrder, units: readonly { lineId: string; quantity: number }[]): string =>
  units
    .map(({ lineId, quantity }) => `${quantity} × ${lines.find(({ id }) => id === lineId)?.sku ?? lineId}`)
    .join(', ')

const parcelColumns = (order: AdminOrder): Column<AdminOrder['fulfilments'][number]>[] => [
  { title: 'Parcel (UTC)', cell: ({ at }) => toDateTime(at) },
  { title: 'Carrier', cell: ({ carrier }) => carrier ?? '–' },
  { title: 'Tracking', cell: ({ trackingNumber, trackingUrl }) => trackingNumber ?? trackingUrl ?? '–' },
  { title: 'Units', cell: ({ lines }) => unitsText(order, lines), fit: 'wrap' },
]

const returnColumns = (order: AdminOrder): Column<AdminOrder['returns'][number]>[] => [
  { title: 'Return (UTC)', cell: ({ at }) => toDateTime(at) },
  { title: 'Status', cell: ({ status }) => status },
  { title: 'Reason', cell: ({ reason }) => reason },
  { title: 'Units', cell: ({ lines }) => unitsText(order, lines), fit: 'wrap' },
]

const eventColumns: Column<OrderTimelineEntry>[] = [
  { title: 'When (UTC)', cell: ({ at }) => toDateTime(at) },
  { title: 'By', cell: ({ by }) => by },
  { title: 'What', cell: ({ kind, isPublic }) => (isPublic ? kind : `${kind} (internal)`) },
  {
    title: 'Details',
    cell: ({ text, reason }) => [text, reason].filter(Boolean).join(' – '),
    fit: 'wrap',
  },
]

const printOrder = (terminal: Terminal, order: AdminOrder): void => {
  const { stdout } = terminal
  const space: TableSpace = { width: columnsOf(stdout), paint: painter(terminal, stdout) }
  const table = <Row>(columns: readonly Column<Row>[], rows: readonly Row[]): string[] =>
    rows.length === 0 ? [] : ['', ...layTable(columns, rows, space)]
  print(
    terminal,
    ...layTable(factColumns, factsOf(order), space),
    ...table(lineColumns, order.lines),
    ...table(paymentColumns, order.payments),
    ...table(parcelColumns(order), order.fulfilments),
    ...table(returnColumns(order), order.returns),
    ...table(eventColumns, order.timeline)
  )
}
