import type { Actor, KnownIds, Row } from './authorization-matrix.ts'

const readers: readonly Actor[] = ['support', 'warehouse', 'manager', 'owner', 'keyWithScope', 'keyWithoutRefund']
const writers: readonly Actor[] = ['support', 'manager', 'owner', 'keyWithScope', 'keyWithoutRefund']
const senders: readonly Actor[] = ['warehouse', 'manager', 'owner', 'keyWithScope', 'keyWithoutRefund']
const payers: readonly Actor[] = ['manager', 'owner', 'keyWithScope']

let made = 0
const act = (id: string | undefined) => ({ id, idempotencyKey: `key-${++made}-of-orders` })

type Rest = (ids: KnownIds) => object

/** Returns the row of a staff act on an order; `crossings` adds cases for the other IDs in its input. */
const onOrder = (allowed: readonly Actor[], rest: Rest, crossings: Row['unknown'] = {}): Row => ({
  allowed,
  input: (ids) => ({ ...act(ids.order), ...rest(ids) }),
  unknown: {
    order: { input: (id, ids) => ({ ...act(id), ...rest(ids) }), code: 'order.not_found' },
    ...crossings,
  },
})

const lineOf = (rest: object, name = 'lines'): Row['unknown'] => ({
  orderLine: {
    input: (lineId, { order }) => ({ ...act(order), ...rest, [name]: [{ lineId, quantity: 1 }] }),
    code: 'order.line_not_found',
  },
})

/** Adds to a row the input that makes the act refund money: the row's own input, unless another is passed. */
const moving = (row: Row, movesMoney: Row['movesMoney'] = row.input): Row => ({ movesMoney, ...row })

const onReturn = (allowed: readonly Actor[], rest: object, crossings: Row['unknown'] = {}): Row => ({
  allowed,
  input: ({ return: id }) => ({ ...act(id), ...rest }),
  unknown: { return: { input: (id) => ({ ...act(id), ...rest }), code: 'return.not_found' }, ...crossings },
})

const back = { reason: 'damaged' }
const edited = { version: 1, reason: 'tried' }

/** Returns the rows of orders and returns in the authorization matrix. */
export const orderAuthorization = (everybody: readonly Actor[]): Readonly<Record<string, Row>> => ({
  'admin.orders.addNote': onOrder(writers, () => ({ note: 'seen' })),
  'admin.orders.cancel': moving(onOrder(writers, () => ({ reason: 'tried' }))),
  'admin.orders.capture': onOrder(payers, () => ({})),
  'admin.orders.complete': onOrder(senders, () => ({})),
  'admin.orders.edit': moving(
    onOrder(writers, () => edited, {
      ...lineOf(edited),
      variant: {
        input: (variantId, { order }) => ({ ...act(order), ...edited, add: [{ variantId, quantity: 1 }] }),
        code: 'variant.not_found',
      },
    }),
    ({ order, orderLine: lineId }) => ({ ...act(order), ...edited, lines: [{ lineId, quantity: 1 }] })
  ),
  'admin.orders.fulfil': onOrder(senders, () => ({}), lineOf({})),
  'admin.orders.get': {
    allowed: readers,
    input: ({ order }) => ({ id: order }),
    unknown: { order: { input: (id) => ({ id }), code: 'order.not_found' } },
  },
  'admin.orders.list': { allowed: readers, input: () => ({}) },
  'admin.orders.refund': moving(
    onOrder(payers, () => ({ amount: { amount: 1, currency: 'EUR' }, reason: 'tried' }), lineOf({ reason: 'tried' }))
  ),
  'admin.orders.returns.approve': onReturn(writers, {}),
  'admin.orders.returns.list': { allowed: readers, input: () => ({}) },
  'admin.orders.returns.receive': moving(
    onReturn(
      senders,
      { refund: false },
      {
        orderLine: {
          input: (lineId, ids) => ({ ...act(ids.return), refund: false, restock: [{ lineId, quantity: 1 }] }),
          code: 'order.line_not_found',
        },
      }
    ),
    // Without `refund`, the money is refunded.
    ({ return: id }) => act(id)
  ),
  'admin.orders.returns.reject': onReturn(writers, { reason: 'tried' }),
  'admin.orders.transition': moving(
    onOrder(writers, () => ({ to: 'canceled' }), lineOf({ to: 'partially_fulfilled' }))
  ),
  'orders.cancel': {
    allowed: everybody,
    input: ({ order }) => act(order),
    foreign: { order: { input: (id) => act(id), code: 'order.not_found' } },
  },
  'orders.get': {
    allowed: everybody,
    input: ({ order }) => ({ id: order }),
    foreign: { order: { input: (id) => ({ id }), code: 'order.not_found' } },
  },
  'orders.onUpdate': {
    allowed: everybody,
    input: ({ order }) => ({ id: order }),
    foreign: { order: { input: (id) => ({ id }), code: 'order.not_found' } },
  },
  'orders.requestReturn': {
    allowed: everybody,
    input: ({ order, orderLine }) => ({ ...act(order), ...back, lines: [{ lineId: orderLine, quantity: 1 }] }),
    foreign: {
      order: {
        input: (id, { orderLine }) => ({ ...act(id), ...back, lines: [{ lineId: orderLine, quantity: 1 }] }),
        code: 'order.not_found',
      },
      orderLine: {
        input: (lineId, { order }) => ({ ...act(order), ...back, lines: [{ lineId, quantity: 1 }] }),
        code: 'order.not_found',
      },
    },
  },
  'orders.track': { allowed: everybody, input: () => ({ token: '0'.repeat(40) }) },
})
