import { findBrokenInvariants, openJudge } from '../../packages/router/test/invariants.ts'
import type { ClosedResult } from './jobs.ts'

/** How many orders there may be: at least the acknowledged ones, at most also those whose response was lost. */
export interface OrderBounds {
  readonly least: number
  readonly most: number
}

export const noOrders: OrderBounds = { least: 0, most: 0 }

/** Adds the orders of a closed job. */
export const addClosed = (bounds: OrderBounds, { accepted, refused, used }: ClosedResult): OrderBounds => ({
  least: bounds.least + accepted,
  most: bounds.most + used - refused,
})

/** Returns the problems of the orders in a database: too few, too many, oversold, or another broken invariant. */
export const checkOrders = (databasePath: string, { least, most }: OrderBounds): string[] => {
  const judge = openJudge(databasePath)
  const [[count] = []] = judge.rows('SELECT count(*) FROM orders WHERE user_id IS NULL')
  judge.close()
  const orders = Number(count)
  const lost = orders < least ? [`${least} orders were acknowledged, ${orders} are there`] : []
  const extra = orders > most ? [`${most} orders were asked for at most, ${orders} are there`] : []
  return [...lost, ...extra, ...findBroken(databasePath).slice(0, 5)]
}

/** The invariants are written for the schema of this checkout; another checkout may have an older one. */
const findBroken = (databasePath: string): string[] => {
  try {
    return findBrokenInvariants(databasePath)
  } catch (error) {
    if (error instanceof Error && error.message.startsWith('no such column')) return [`not checked: ${error.message}`]
    throw error
  }
}
