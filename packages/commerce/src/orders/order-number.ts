import { encodeBase32 } from '@tradepost/contract'
import type { Deps } from '../deps.ts'

/** Returns an order number of 40 random bits, which reveals neither volume nor sequence: `TP-7F3K-9Q2M`. */
export const makeOrderNumber = ({ random }: Pick<Deps, 'random'>): string => {
  const text = encodeBase32(random(5)).toUpperCase()
  return `TP-${text.slice(0, 4)}-${text.slice(4)}`
}
