import type { RequestReturnInput } from '@tradepost/contract'

type Reason = RequestReturnInput['reason']

/** Why a customer sends something back, in words. */
export const returnReasons: Record<Reason, string> = {
  damaged: 'It came damaged',
  wrong_item: 'It is not what I ordered',
  not_as_described: 'It is not as described',
  changed_mind: 'I have changed my mind',
  other: 'Another reason',
}

const isReason = (text: string): text is Reason => Object.hasOwn(returnReasons, text)

/** Writes a reason as it is told; one that is no known word stays as it is. */
export const returnReasonText = (reason: string): string => (isReason(reason) ? returnReasons[reason] : reason)

/** Finds the reason that a select has given. */
export const toReturnReason = (text: string): Reason => (isReason(text) ? text : 'other')
