import type { FulfilmentStatus, OrderStatus, PaymentFailure, PaymentStatus, ReturnStatus } from '@tradepost/contract'
import { Badge } from '../ui/badge.tsx'

/** The display names of the order statuses. */
export const statusNames: Record<OrderStatus, string> = {
  pending_payment: 'Waiting for payment',
  placed: 'Order placed',
  partially_fulfilled: 'Partly shipped',
  fulfilled: 'Shipped',
  completed: 'Delivered',
  canceled: 'Canceled',
  expired: 'Expired',
}

/** The display names of the payment statuses. */
export const paymentNames: Record<PaymentStatus, string> = {
  unpaid: 'Not paid yet',
  authorized: 'Payment reserved',
  partially_paid: 'Partly paid',
  paid: 'Paid',
  partially_refunded: 'Partly refunded',
  refunded: 'Refunded',
  voided: 'Not charged',
  failed: 'Payment failed',
}

/** The display names of the return statuses. */
export const returnNames: Record<ReturnStatus, string> = {
  requested: 'Asked for',
  approved: 'Approved',
  rejected: 'Declined',
  received: 'Received',
}

/** Why a payment failed, and what to do. */
export const failureTexts: Record<PaymentFailure, string> = {
  card_declined: 'The card was declined. Try another one.',
  insufficient_funds: 'The card does not hold enough money. Try another one.',
  expired_card: 'The card has expired. Try another one.',
  challenge_failed: 'Your bank did not confirm that it is you. Try again, or take another card.',
  processing_error: 'The payment could not be processed. Try again, or take another card.',
}

type Tone = 'good' | 'caution' | 'problem'

const tones: Record<OrderStatus, Tone> = {
  pending_payment: 'caution',
  placed: 'good',
  partially_fulfilled: 'good',
  fulfilled: 'good',
  completed: 'good',
  canceled: 'problem',
  expired: 'problem',
}

interface StatusBadgeProps {
  status: OrderStatus
  fulfilment?: FulfilmentStatus
}

/** The status of an order in one or two words. A completely returned order shows “Returned” instead of “Shipped”. */
export const StatusBadge = ({ status, fulfilment }: StatusBadgeProps) => (
  <Badge tone={fulfilment === 'returned' ? 'caution' : tones[status]}>
    {fulfilment === 'returned' ? 'Returned' : statusNames[status]}
  </Badge>
)
