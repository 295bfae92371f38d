import type { Order } from '@tradepost/contract'
import { formatMoney } from '@tradepost/contract'
import type { MailContent } from './mail-layout.ts'

/** Confirms an order that was placed. */
export const orderPlacedMail = (order: Order, publicUrl: string): MailContent => ({
  to: order.email,
  subject: `Your order ${order.number}`,
  greeting: `Hello ${order.shippingAddress.name},`,
  paragraphs: [
    'thank you: your order is placed and paid.',
    order.lines.map((line) => `${line.quantity} × ${nameOf(line)}  ${formatMoney(line.total)}`).join('\n'),
    `Delivery  ${formatMoney(order.totals.shipping)}\nTotal  ${formatMoney(order.totals.total)}`,
  ],
  action: { label: 'See my order', url: `${publicUrl}/orders/${order.id}` },
  closing: 'We write again when it is on its way.',
})

const nameOf = ({ productTitle, variantTitle }: Order['lines'][number]): string =>
  variantTitle === '' ? productTitle : `${productTitle}, ${variantTitle}`
