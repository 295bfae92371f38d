import type { AdminOrder, Permission } from '@tradepost/contract'
import {
  nextActions,
  type OrderStatus,
  orderStatuses,
  permissions,
  type Return,
  ReturnStatus,
} from '@tradepost/contract'
import { expect, test } from 'vitest'
import { lacksRefundToCancel, possibleActs, possibleReturnActs } from './order-acts.ts'

const nothing = { amount: 0, currency: 'EUR' } as const
const some = { amount: 1, currency: 'EUR' } as const

type ActOrder = Pick<AdminOrder, 'nextActions' | 'capturable' | 'refundable' | 'canEdit'>

const inStatus = (status: OrderStatus, part: Partial<ActOrder> = {}): ActOrder => ({
  nextActions: nextActions(status),
  capturable: nothing,
  refundable: nothing,
  canEdit: false,
  ...part,
})

const all = () => true
const only = (permission: Permission) => (asked: Permission) => asked === permission

test('order acts: each status offers what the order machine allows, and no act that the shop does by itself', () => {
  const offered = Object.fromEntries(orderStatuses.map((status) => [status, possibleActs(inStatus(status), all)]))
  expect(offered).toEqual({
    pending_payment: ['cancel'],
    placed: ['fulfil', 'cancel'],
    partially_fulfilled: ['fulfil'],
    fulfilled: ['complete'],
    completed: [],
    canceled: [],
    expired: [],
  })
})

test('order acts: money and edits are offered where there is something to take, to give back or to change', () => {
  const order = inStatus('placed', { capturable: some, refundable: some, canEdit: true })
  expect(possibleActs(order, all)).toEqual(['fulfil', 'capture', 'refund', 'edit', 'cancel'])
})

test('order acts: each permission offers its own acts and no other', () => {
  const order = inStatus('placed', { capturable: some, refundable: some, canEdit: true })
  const offered = permissions.flatMap((permission) =>
    possibleActs(order, only(permission)).map((act) => [permission, act])
  )
  expect(offered).toEqual([
    ['orders:write', 'edit'],
    ['orders:fulfil', 'fulfil'],
    ['orders:refund', 'capture'],
    ['orders:refund', 'refund'],
  ])
})

test('order acts: canceling what was paid is for who may refund, and the others are told why they cannot', () => {
  const write = only('orders:write')
  const both = (permission: Permission) => permission === 'orders:write' || permission === 'orders:refund'
  const [paid, unpaid] = [inStatus('placed', { refundable: some }), inStatus('placed')]
  expect([possibleActs(paid, write), lacksRefundToCancel(paid, write)]).toEqual([[], true])
  expect([possibleActs(unpaid, write), lacksRefundToCancel(unpaid, write)]).toEqual([['cancel'], false])
  expect([possibleActs(paid, both), lacksRefundToCancel(paid, both)]).toEqual([['refund', 'cancel'], false])
  expect(lacksRefundToCancel(inStatus('fulfilled', { refundable: some }), write)).toBe(false)
})

test('return acts: one that was asked for is approved or rejected, one that is approved is received or rejected', () => {
  const actsIn = (status: Return['status'], may: (permission: Permission) => boolean) =>
    possibleReturnActs({ status }, may)
  expect(ReturnStatus.options.map((status) => [status, actsIn(status, all)])).toEqual([
    ['requested', ['approve', 'reject']],
    ['approved', ['receive', 'reject']],
    ['rejected', []],
    ['received', []],
  ])
  expect(actsIn('approved', only('orders:fulfil'))).toEqual(['receive'])
  expect(actsIn('requested', only('orders:fulfil'))).toEqual([])
})
