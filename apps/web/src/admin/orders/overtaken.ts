import { isError } from '@tradepost/client'
import type { ErrorCode } from '@tradepost/contract'
import { errorOf } from '../../api.ts'
import { orderStatusNames, returnStatusNames } from './order-words.ts'

/** Explains why an action came too late for the current status. Returns null for any other error. */
export const overtakenText = (error: unknown): string | null => {
  const known = errorOf(error)
  if (isError(known, 'order.illegal_transition')) {
    const status = orderStatusNames[known.details.from]
    return `The order is now in the status “${status}”, which does not allow this. Nothing was done.`
  }
  if (isError(known, 'return.illegal_transition')) {
    const status = returnStatusNames[known.details.status]
    return `The return is now in the state “${status}”, which does not allow this. Nothing was done.`
  }
  return known === null ? null : (overtakenTexts[known.code] ?? null)
}

const overtakenTexts: Partial<Record<ErrorCode, string>> = {
  'order.conflict':
    'Somebody else has changed the order. You see it as it is now: look at it, then try again. Nothing was done.',
  'order.not_editable': 'The order has begun to leave, or is over, and can no longer be edited. Nothing was done.',
}

const outdated = new Set([
  'fulfilment.exceeds_open',
  'payment.exceeds_capturable',
  'payment.capture_refused',
  'refund.exceeds_captured',
  'order.line_not_found',
])

/** Returns true if an action was refused because the numbers on the page are outdated. */
export const isOutdated = (error: unknown): boolean => outdated.has(errorOf(error)?.code ?? '')
