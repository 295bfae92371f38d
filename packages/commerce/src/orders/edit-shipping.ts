import type { IdOf, PricingInput } from '@tradepost/contract'
import { CodedError } from '@tradepost/contract'
import type { Tx } from '@tradepost/db'
import { schema } from '@tradepost/db'
import { and, eq } from 'drizzle-orm'
import type { EditedLine } from './edited-lines.ts'

const { orderLines } = schema

/**
 * Returns the shipping input that an edited order is priced with: null if no line requires shipping. Throws
 * `input.invalid` if a line requires shipping in an order that was bought without it, because nobody has chosen a
 * method for it.
 */
export const shippingAfterEdit = async (
  tx: Tx,
  {
    orderId,
    lines,
    shipping,
  }: { orderId: IdOf<'order'>; lines: readonly EditedLine[] } & Pick<PricingInput, 'shipping'>
): Promise<PricingInput['shipping']> => {
  const sent = await tx
    .select({ id: orderLines.id })
    .from(orderLines)
    .where(and(eq(orderLines.orderId, orderId), eq(orderLines.requiresShipping, true)))
  const mustBeSent = ({ id, added }: EditedLine) =>
    added ? added.requiresShipping : sent.some((line) => line.id === id)
  if (!lines.some(mustBeSent)) return null
  if (shipping === null && sent.length === 0) {
    const message = 'The order was bought without shipping: what has to be sent needs an order of its own.'
    throw new CodedError('input.invalid', { issues: [{ path: 'add', message }] })
  }
  return shipping
}
