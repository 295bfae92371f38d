import { expect, test } from 'vitest'
import type { OrderAction, OrderStatus } from './order-machine.ts'
import {
  nextActions,
  orderActions,
  orderMachine,
  orderStatuses,
  releasedStatuses,
  transition,
} from './order-machine.ts'

// Duplicated on purpose: a change to the machine requires a deliberate change to this table.
const table: Record<OrderStatus, Partial<Record<OrderAction, OrderStatus>>> = {
  pending_payment: { place: 'placed', cancel: 'canceled', expire: 'expired' },
  placed: { fulfil: 'fulfilled', fulfil_part: 'partially_fulfilled', cancel: 'canceled', expire: 'expired' },
  partially_fulfilled: { fulfil: 'fulfilled', fulfil_part: 'partially_fulfilled' },
  fulfilled: { complete: 'completed' },
  completed: {},
  canceled: {},
  expired: { place: 'placed' },
}

const reachableFrom = (start: OrderStatus): Set<OrderStatus> => {
  const seen = new Set<OrderStatus>([start])
  for (const status of seen) for (const next of Object.values(orderMachine[status])) seen.add(next)
  return seen
}

test('machine: every status with every act leads where the table says, and nowhere else', () => {
  expect(orderStatuses).toEqual(Object.keys(table))
  for (const from of orderStatuses) {
    for (const action of orderActions)
      expect(transition(from, action), `${from} ${action}`).toBe(table[from][action] ?? null)
    expect(nextActions(from)).toEqual(Object.keys(table[from]))
  }
})

test('machine: every act is used, and every status is reached from the first', () => {
  expect([...orderActions].toSorted()).toEqual(['cancel', 'complete', 'expire', 'fulfil', 'fulfil_part', 'place'])
  expect([...reachableFrom('pending_payment')].toSorted()).toEqual([...orderStatuses].toSorted())
})

test('machine: what has ended stays as it is', () => {
  const ended = orderStatuses.filter((status) => nextActions(status).length === 0)
  expect(ended).toEqual(['completed', 'canceled'])
  for (const status of ended) expect([...reachableFrom(status)]).toEqual([status])
})

test('machine: no path leads from a released order, or back to an unpaid one', () => {
  // A payment that arrives for an expired order can still place it if its units are still available.
  for (const status of releasedStatuses) expect(nextActions(status)).toEqual(status === 'expired' ? ['place'] : [])
  const later = orderStatuses.filter((status) => status !== 'pending_payment')
  for (const status of later) expect(reachableFrom(status).has('pending_payment')).toBe(false)
})

test('machine: what was sent can no longer be canceled', () => {
  for (const status of ['partially_fulfilled', 'fulfilled', 'completed'] as const) {
    expect(reachableFrom(status).has('canceled'), status).toBe(false)
  }
})

test('machine: names that every object has are no acts', () => {
  for (const name of ['constructor', 'toString', '__proto__', 'hasOwnProperty']) {
    expect(transition('placed', name as OrderAction), name).toBeNull()
  }
})
