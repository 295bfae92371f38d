import { findBrokenInvariants, openJudge } from '../../packages/router/test/invariants.ts'
import type { ClosedResult } from './jobs.ts'

/** How many orders there may be: all that were acknowledged, and of those whose answer was lost any number. */
export interface OrderBounds {
  readonly least: number
  readonly most: number
}

export const noOrders: OrderBounds = { least: 0, most: 0 }

/** Adds what clients have ordered who called in turns. */
export const addClosed = (bounds: OrderBounds, { accepted, refused, used }: ClosedResult): OrderBounds => ({
  least: bounds.least + accepted,
  most: bounds.most + used - refused,
})

/** Names what is wrong with the orders in a file: too few, too many, oversold, or against another rule of the shop. */
export const checkOrders = (databasePath: string, { least, most }: OrderBounds): string[] => {
  const judge = openJudge(databasePath)
  const [[count] = []] = judge.rows('SELECT count(*) FROM orders WHERE user_id IS NULL')
  judge.close()
  const orders = Number(count)
  const lost = orders < least ? [`${least} orders were acknowledged, ${orders} are there`] : []
  const extra = orders > most ? [`${most} orders were asked for at most, ${orders} are there`] : []
  return [...lost, ...extra, ...findBroken(databasePath).slice(0, 5)]
}

/** The rules are written for the schema of this checkout, and another checkout's may be older. */
const findBroken = (databasePath: string): string[] => {
  try {
    return findBrokenInvariants(databasePath)
  } catch (error) {
    if (error instanceof Error && error.message.startsWith('no such column')) return [`not checked: ${error.message}`]
    throw error
  }
}
