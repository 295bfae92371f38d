import type { FulfilmentStatus, OrderStatus, PaymentStatus, ReturnStatus } from '@tradepost/contract'
import { Badge } from '../../ui/badge.tsx'
import { fulfilmentStatusNames, orderStatusNames, paymentStatusNames, returnStatusNames } from './order-words.ts'

const orderTones = {
  pending_payment: 'caution',
  placed: 'caution',
  partially_fulfilled: 'caution',
  fulfilled: 'good',
  completed: 'good',
  canceled: 'plain',
  expired: 'plain',
} as const satisfies Record<OrderStatus, string>

const paymentTones = {
  unpaid: 'caution',
  authorized: 'caution',
  partially_paid: 'caution',
  paid: 'good',
  partially_refunded: 'plain',
  refunded: 'plain',
  voided: 'plain',
  failed: 'problem',
} as const satisfies Record<PaymentStatus, string>

const returnTones = {
  requested: 'caution',
  approved: 'caution',
  rejected: 'plain',
  received: 'good',
} as const satisfies Record<ReturnStatus, string>

/** The status of an order. Statuses that staff must act on stand out. */
export const OrderBadge = ({ status }: { status: OrderStatus }) => (
  <Badge tone={orderTones[status]}>{orderStatusNames[status]}</Badge>
)

/** The payment status of an order. */
export const PaymentBadge = ({ status }: { status: PaymentStatus }) => (
  <Badge tone={paymentTones[status]}>{paymentStatusNames[status]}</Badge>
)

/** The fulfillment status of an order. */
export const FulfilmentBadge = ({ status }: { status: FulfilmentStatus }) => (
  <Badge tone={status === 'fulfilled' ? 'good' : 'plain'}>{fulfilmentStatusNames[status]}</Badge>
)

/** The state of a return. */
export const ReturnBadge = ({ status }: { status: ReturnStatus }) => (
  <Badge tone={returnTones[status]}>{returnStatusNames[status]}</Badge>
)
