import type { Currency, IdOf, OrderStatus } from '@tradepost/contract'
import { orderStatuses } from '@tradepost/contract'
import { someVariant } from './customer-acts.ts'
import type { Weighed } from './dice.ts'
import type { StaffAct as Act } from './shop-acts.ts'
import { keyed, shopActs } from './shop-acts.ts'
import type { World } from './world.ts'
import { look } from './world.ts'

interface AtOrder {
  readonly world: World
  readonly id: IdOf<'order'>
  readonly status: OrderStatus
  readonly version: number
  readonly currency: Currency
  /** Random quantities of some of the lines. */
  readonly lines: { lineId: IdOf<'orderLine'>; quantity: number }[]
}

/** Applies an act to a recent order, mostly one that `where` selects. */
const onOrder =
  (where: string, act: (at: AtOrder) => Promise<unknown>): Act =>
  async (world) => {
    const recent = (condition: string) =>
      look(world, `select id, status, version, currency from orders o where ${condition} order by id desc limit 6`)
    const meant = world.dice.chance(0.8) ? recent(where) : []
    const row = world.dice.some(meant.length > 0 ? meant : recent('1'))
    if (!row) return
    const [id, status, version, currency] = row
    const all = look(world, 'select id, quantity from order_lines where order_id = ? order by id', String(id))
    const some = all.filter(() => world.dice.chance(0.7))
    const lines = (some.length > 0 ? some : all).map(([id, quantity]) => ({
      lineId: String(id) as IdOf<'orderLine'>,
      quantity: 1 + world.dice.int(Number(quantity)),
    }))
    await act({
      world,
      lines,
      id: String(id) as IdOf<'order'>,
      status: String(status) as OrderStatus,
      version: Number(version),
      currency: String(currency) as Currency,
    })
  }

const paidBy = (what: string): string => `exists (select 1 from payments p where p.order_id = o.id and (${what}))`

const LEAVING = "status in ('placed', 'partially_fulfilled')"
const HELD = paidBy("p.status = 'authorized' or (p.provider = 'manual' and p.status = 'pending')")
const TAKEN = paidBy('p.captured_amount > p.refunded_amount')

const fulfil = onOrder(LEAVING, ({ world, id, lines }) => {
  const part = world.dice.chance(0.6) ? { lines } : {}
  return keyed(world, 'orders.fulfil', (api, idempotencyKey) => api.orders.fulfil({ id, idempotencyKey, ...part }))
})

const complete = onOrder("status = 'fulfilled'", ({ world, id }) =>
  keyed(world, 'orders.complete', (api, idempotencyKey) => api.orders.complete({ id, idempotencyKey }))
)

const capture = onOrder(HELD, ({ world, id, currency }) => {
  const amount = 1 + world.dice.int(3000)
  const part = world.dice.chance(0.3) ? { amount: { amount, currency } } : {}
  return keyed(world, 'orders.capture', (api, idempotencyKey) => api.orders.capture({ id, idempotencyKey, ...part }))
})

const refund = onOrder(TAKEN, ({ world, id, lines, currency }) => {
  const { dice } = world
  const sum = 'select sum(captured_amount - refunded_amount) from payments where order_id = ?'
  const all = Number(look(world, sum, id)[0]?.[0] ?? 0)
  const some = dice.chance(0.5) ? 1 + dice.int(3000) : Math.max(1, all)
  const money = { amount: { amount: some, currency: dice.chance(0.95) ? currency : ('EUR' as const) } }
  // Mostly single units, so that earlier and pending refunds of the same line have to be counted.
  const units = dice.chance(0.7) ? lines.slice(0, 1).map(({ lineId }) => ({ lineId, quantity: 1 })) : lines
  const what = dice.chance(0.3) ? money : { lines: units, includeShipping: dice.chance(0.3) }
  return keyed(world, 'orders.refund', (api, idempotencyKey) =>
    api.orders.refund({ id, idempotencyKey, reason: 'a simulated reason', ...what })
  )
})

const cancel = onOrder("status in ('placed', 'pending_payment')", ({ world, id }) =>
  keyed(world, 'orders.cancel', (api, idempotencyKey) =>
    api.orders.cancel({ id, idempotencyKey, reason: 'no longer wanted' })
  )
)

const edit = onOrder("status = 'placed'", async ({ world, id, version, lines }) => {
  const variantId = someVariant(world)
  const add = world.dice.chance(0.4) ? [{ variantId, quantity: 1 + world.dice.int(2) }] : []
  const changed = lines.map(({ lineId }) => ({ lineId, quantity: world.dice.int(4) }))
  const input = { id, version, lines: changed, add, reason: 'the customer called' }
  await keyed(world, 'orders.edit', (api, idempotencyKey) => api.orders.edit({ idempotencyKey, ...input }))
})

const transition = onOrder('1', ({ world, id, lines }) => {
  const to = world.dice.some(orderStatuses) ?? 'placed'
  const part = to === 'partially_fulfilled' ? { lines } : {}
  return keyed(world, 'orders.transition', (api, idempotencyKey) =>
    api.orders.transition({ id, idempotencyKey, to, ...part })
  )
})

const addNote = onOrder('1', ({ world, id }) =>
  keyed(world, 'orders.addNote', (api, idempotencyKey) => api.orders.addNote({ id, idempotencyKey, note: 'noted' }))
)

const decideReturn: Act = async (world) => {
  const open = "select id, status from returns where status in ('requested', 'approved') order by id desc limit 4"
  const row = world.dice.some(look(world, open))
  if (!row) return
  const id = String(row[0]) as IdOf<'return'>
  const units = look(world, 'select order_line_id, quantity from return_lines where return_id = ? order by 1', id)
  const restock = units.map(([lineId, quantity]) => ({
    lineId: String(lineId) as IdOf<'orderLine'>,
    quantity: world.dice.int(Number(quantity) + 1),
  }))
  const next = row[1] === 'requested' ? 'approve' : 'receive'
  const what = world.dice.chance(0.8) ? next : world.dice.pick(['approve', 'receive', 'reject'] as const)
  const refund = world.dice.chance(0.7)
  await keyed(world, `orders.returns.${what}`, (api, idempotencyKey) => {
    const { returns } = api.orders
    if (what === 'approve') return returns.approve({ id, idempotencyKey })
    if (what === 'reject') return returns.reject({ id, idempotencyKey, reason: 'worn' })
    return returns.receive({ id, idempotencyKey, restock, refund })
  })
}

/** Acts of staff, with their weights. */
export const staffActs: Weighed<Act> = [
  [8, fulfil],
  [1, complete],
  [5, capture],
  [10, refund],
  [2, cancel],
  [3, edit],
  [2, transition],
  [1, addNote],
  [6, decideReturn],
  ...shopActs,
]
