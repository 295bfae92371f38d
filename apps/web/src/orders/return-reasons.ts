import type { RequestReturnInput } from '@tradepost/contract'

type Reason = RequestReturnInput['reason']

/** The display names of the return reasons. */
export const returnReasons: Record<Reason, string> = {
  damaged: 'It came damaged',
  wrong_item: 'It is not what I ordered',
  not_as_described: 'It is not as described',
  changed_mind: 'I have changed my mind',
  other: 'Another reason',
}

const isReason = (text: string): text is Reason => Object.hasOwn(returnReasons, text)

/** Returns the display name of a reason; unknown reasons stay as they are. */
export const returnReasonText = (reason: string): string => (isReason(reason) ? returnReasons[reason] : reason)

/** Converts the value of a select to a reason. */
export const toReturnReason = (text: string): Reason => (isReason(text) ? text : 'other')
