import type { Order } from '@tradepost/contract'
import { formatMoney } from '@tradepost/contract'
import type { MailContent } from './mail-layout.ts'

/** An order that a mail is about. `link` opens the order; `text` and `reason` say what happened. */
export interface OrderMail {
  readonly order: Order
  readonly link: string
  readonly text: string
  readonly reason: string | null
  readonly subject: string | null
  /** The last day to pay an open invoice, as YYYY-MM-DD. */
  readonly payBy: string | null
}

type Written = Omit<MailContent, 'to' | 'greeting' | 'action'>

const mailOf = ({ order, link }: OrderMail, written: Written): MailContent => ({
  to: order.email,
  greeting: `Hello ${order.shippingAddress.name},`,
  action: { label: 'See my order', url: link },
  ...written,
})

const LINK = 'The link shows this order, and is good for 90 days.'

/** Composes the mail that confirms a placed order. */
export const orderPlacedMail = (mail: OrderMail): MailContent => {
  const { order } = mail
  const isPaid = order.paymentStatus === 'paid'
  return mailOf(mail, {
    subject: `Your order ${order.number}`,
    paragraphs: [
      isPaid ? 'thank you: your order is placed and paid.' : 'thank you: your order is placed.',
      order.lines.map((line) => `${line.quantity} × ${nameOf(line)}  ${formatMoney(line.total)}`).join('\n'),
      sumsOf(order),
      ...(mail.payBy === null
        ? []
        : [`Please pay by ${mail.payBy} (UTC). We cancel orders that are not paid by then.`]),
    ],
    closing: `We write again when it is on its way. ${LINK}`,
  })
}

const sumsOf = ({ totals }: Order): string => {
  const discount = totals.discount.amount === 0 ? [] : [`Discount  −${formatMoney(totals.discount)}`]
  return [...discount, `Delivery  ${formatMoney(totals.shipping)}`, `Total  ${formatMoney(totals.total)}`].join('\n')
}

/** Composes the mail about a shipment: its lines and its tracking. */
export const orderFulfilledMail = (mail: OrderMail): MailContent => {
  const { order, subject: fulfilmentId } = mail
  const parcel = order.fulfilments.find(({ id }) => id === fulfilmentId)
  const lines = (parcel?.lines ?? []).map(({ lineId, quantity }) => {
    const line = order.lines.find(({ id }) => id === lineId)
    return line ? `${quantity} × ${nameOf(line)}` : ''
  })
  const tracking = [parcel?.carrier, parcel?.trackingNumber, parcel?.trackingUrl].filter(Boolean).join('\n')
  const paragraphs = ['a parcel of your order is on its way.', lines.join('\n'), tracking]
  return mailOf(mail, {
    subject: `Your order ${order.number} is on its way`,
    paragraphs: paragraphs.filter((paragraph) => paragraph !== ''),
    closing: LINK,
  })
}

/** Composes the mail about a canceled order. */
export const orderCanceledMail = (mail: OrderMail): MailContent =>
  mailOf(mail, {
    subject: `Your order ${mail.order.number} was canceled`,
    paragraphs: ['your order was canceled. What you have paid for it goes back to you; we write when it does.'],
    closing: LINK,
  })

/** Composes the mail about an order that expired because its invoice was not paid. */
export const orderExpiredMail = (mail: OrderMail): MailContent =>
  mailOf(mail, {
    subject: `Your order ${mail.order.number} has expired`,
    paragraphs: [
      'We have not received your payment in time, so your order has expired and its items are no longer reserved for you.',
      'If you have already sent the money, please contact us. Otherwise you need not do anything.',
    ],
    closing: LINK,
  })

/** Composes the mail about a refund. */
export const orderRefundedMail = (mail: OrderMail): MailContent =>
  mailOf(mail, {
    subject: `A refund for your order ${mail.order.number}`,
    paragraphs: [`we have given ${mail.text} back to you. It may take some days until your bank shows it.`],
    closing: LINK,
  })

/** Composes the mail about a payment that arrived after its order was over or already paid. */
export const latePaymentMail = (mail: OrderMail): MailContent =>
  mailOf(mail, {
    subject: `Your payment for ${mail.order.number} goes back`,
    paragraphs: [
      `your payment of ${mail.text} came when the order was over or paid already, so all of it goes back to you.`,
      'You need not do anything.',
    ],
    closing: LINK,
  })

const decisions = {
  return_approved: (text: string) => `please send ${text} back to us: your return is approved.`,
  return_rejected: () => 'we cannot take what you wanted to send back.',
  return_received: () => 'what you have sent back has come. If money goes back to you, we write again.',
} as const

/** Returns the composer of the mail about a decision on a return. */
export const returnMail =
  (kind: keyof typeof decisions) =>
  (mail: OrderMail): MailContent =>
    mailOf(mail, {
      subject: `Your return for ${mail.order.number}`,
      paragraphs: [decisions[kind](mail.text), ...(mail.reason === null ? [] : [mail.reason])],
      closing: LINK,
    })

const nameOf = ({ productTitle, variantTitle }: Order['lines'][number]): string =>
  variantTitle === '' ? productTitle : `${productTitle}, ${variantTitle}`
