import { expect } from 'vitest'
import type { Act } from './pricing-settings-acts.ts'
import type { ApiCaller, TestShop } from './test-shop.ts'
import { newVisitor, only, orderInput } from './test-shop.ts'

let made = 0
const keyOf = () => ({ idempotencyKey: `audited-order-${++made}` })
const eur = (amount: number) => ({ amount, currency: 'EUR' as const })

/** Returns one act of each mutation of orders and returns. */
export const orderActs = (shop: () => TestShop, owner: () => ApiCaller): Readonly<Record<string, Act>> => {
  const desk = () => owner().admin.orders
  const place = async (payment?: { method: 'invoice' }) => {
    const api = shop().as(newVisitor({ address: `audited-buyer-${++made}` }))
    const variantId = only(await shop().addProduct({ slug: `audited-${made}`, onHand: 5 }))
    await api.cart.addItem({ variantId, quantity: 2 })
    const { order } = await api.orders.place(orderInput(`audited-place-${made}`, payment && { payment }))
    return { order, api }
  }
  const onOrder = async (rest: object, payment?: { method: 'invoice' }) => {
    const { order } = await place(payment)
    return { input: { id: order.id, ...keyOf(), ...rest }, target: order.id }
  }
  const makeReturn = async (isApproved: boolean) => {
    const { order, api } = await place()
    await desk().fulfil({ id: order.id, ...keyOf() })
    const lines = [{ lineId: only(order.lines).id, quantity: 1 }]
    const { returns } = await api.orders.requestReturn({ id: order.id, ...keyOf(), lines, reason: 'damaged' })
    const { id } = only(returns)
    if (isApproved) await desk().returns.approve({ id, ...keyOf() })
    return id
  }
  const onReturn = async (isApproved: boolean, rest: object = {}) => {
    const id = await makeReturn(isApproved)
    return { input: { id, ...keyOf(), ...rest }, target: id }
  }
  const placed = { status: 'placed' }
  return {
    'admin.orders.fulfil': {
      prepare: () => onOrder({}),
      before: placed,
      after: expect.objectContaining({ status: 'fulfilled', fulfilmentId: expect.stringMatching(/^ful_/) }),
    },
    'admin.orders.complete': {
      prepare: async () => {
        const { order } = await place()
        await desk().fulfil({ id: order.id, ...keyOf() })
        return { input: { id: order.id, ...keyOf() }, target: order.id }
      },
      before: { status: 'fulfilled' },
      after: { status: 'completed' },
    },
    'admin.orders.capture': {
      prepare: () => onOrder({ amount: eur(100) }, { method: 'invoice' }),
      before: { capturable: expect.objectContaining({ currency: 'EUR' }) },
      after: { captured: eur(100) },
    },
    'admin.orders.refund': {
      prepare: () => onOrder({ amount: eur(100), reason: 'late' }),
      before: { refundable: expect.objectContaining({ currency: 'EUR' }) },
      after: expect.objectContaining({ refunded: eur(100), reason: 'late' }),
    },
    'admin.orders.cancel': {
      prepare: () => onOrder({ reason: 'no cloth' }),
      before: placed,
      after: { status: 'canceled', reason: 'no cloth' },
    },
    'admin.orders.addNote': {
      prepare: () => onOrder({ note: 'Call first.' }),
      before: null,
      after: { note: 'Call first.', isPublic: false },
    },
    'admin.orders.edit': {
      prepare: async () => {
        const { order } = await place()
        const lines = [{ lineId: only(order.lines).id, quantity: 1 }]
        return { input: { id: order.id, ...keyOf(), version: 1, lines, reason: 'one less' }, target: order.id }
      },
      before: expect.objectContaining({ version: 1, lines: [expect.objectContaining({ quantity: 2 })] }),
      after: expect.objectContaining({ version: 2, lines: [expect.objectContaining({ quantity: 1 })] }),
    },
    'admin.orders.transition': {
      prepare: () => onOrder({ to: 'canceled', reason: 'no cloth' }),
      before: placed,
      after: { status: 'canceled', reason: 'no cloth' },
    },
    'admin.orders.returns.approve': {
      prepare: () => onReturn(false),
      before: { status: 'requested' },
      after: { status: 'approved' },
    },
    'admin.orders.returns.reject': {
      prepare: () => onReturn(false, { reason: 'worn' }),
      before: { status: 'requested' },
      after: { status: 'rejected', reason: 'worn' },
    },
    'admin.orders.returns.receive': {
      prepare: () => onReturn(true),
      before: { status: 'approved' },
      after: expect.objectContaining({ status: 'received', refunded: expect.objectContaining({ currency: 'EUR' }) }),
    },
  }
}
