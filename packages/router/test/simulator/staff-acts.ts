import type { CreatePromotionInput, IdOf, OrderStatus, SetShopSettingsInput } from '@tradepost/contract'
import { orderStatuses } from '@tradepost/contract'
import type { ApiCaller } from '../test-shop.ts'
import { someShopSettings } from '../some-settings.ts'
import { someVariant } from './customer-acts.ts'
import type { World } from './world.ts'
import { call, look, once } from './world.ts'

type Act = (world: World) => Promise<unknown>

const keyed = (world: World, name: string, act: (api: ApiCaller['admin'], key: string) => Promise<unknown>) =>
  once(world, { name, person: world.owner, act: (api, key) => act(api.admin, key) })

const told = <T>(world: World, name: string, act: (api: ApiCaller['admin']) => Promise<T>) =>
  call(world, { name, person: world.owner, act: (api) => act(api.admin) })

interface AtOrder {
  readonly world: World
  readonly id: IdOf<'order'>
  readonly status: OrderStatus
  readonly version: number
  /** Some units of some lines. */
  readonly lines: { lineId: IdOf<'orderLine'>; quantity: number }[]
}

const onOrder =
  (act: (at: AtOrder) => Promise<unknown>): Act =>
  async (world) => {
    const recent = await look(world, 'select id, status, version from orders order by id desc limit 8')
    const row = world.dice.some(recent)
    if (!row) return
    const [id, status, version] = row
    const all = await look(world, `select id, quantity from order_lines where order_id = '${String(id)}' order by id`)
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
    })
  }

const fulfil = onOrder(({ world, id, lines }) => {
  const part = world.dice.chance(0.6) ? { lines } : {}
  return keyed(world, 'orders.fulfil', (api, idempotencyKey) => api.orders.fulfil({ id, idempotencyKey, ...part }))
})

const complete = onOrder(({ world, id }) =>
  keyed(world, 'orders.complete', (api, idempotencyKey) => api.orders.complete({ id, idempotencyKey }))
)

const capture = onOrder(({ world, id }) => {
  const amount = 1 + world.dice.int(3000)
  const part = world.dice.chance(0.3) ? { amount: { amount, currency: 'EUR' as const } } : {}
  return keyed(world, 'orders.capture', (api, idempotencyKey) => api.orders.capture({ id, idempotencyKey, ...part }))
})

const refund = onOrder(({ world, id, lines }) => {
  const money = { amount: { amount: 1 + world.dice.int(3000), currency: 'EUR' as const } }
  const what = world.dice.chance(0.5) ? money : { lines, includeShipping: world.dice.chance(0.3) }
  return keyed(world, 'orders.refund', (api, idempotencyKey) =>
    api.orders.refund({ id, idempotencyKey, reason: 'a simulated reason', ...what })
  )
})

const cancel = onOrder(({ world, id }) =>
  keyed(world, 'admin.orders.cancel', (api, idempotencyKey) =>
    api.orders.cancel({ id, idempotencyKey, reason: 'no longer wanted' })
  )
)

const edit = onOrder(async ({ world, id, version, lines }) => {
  const variantId = await someVariant(world)
  const add = world.dice.chance(0.4) ? [{ variantId, quantity: 1 + world.dice.int(2) }] : []
  const changed = lines.map(({ lineId }) => ({ lineId, quantity: world.dice.int(4) }))
  const input = { id, version, lines: changed, add, reason: 'the customer called' }
  await keyed(world, 'orders.edit', (api, idempotencyKey) => api.orders.edit({ idempotencyKey, ...input }))
})

const transition = onOrder(({ world, id, lines }) => {
  const to = world.dice.some(orderStatuses) ?? 'placed'
  const part = to === 'partially_fulfilled' ? { lines } : {}
  return keyed(world, 'orders.transition', (api, idempotencyKey) =>
    api.orders.transition({ id, idempotencyKey, to, ...part })
  )
})

const addNote = onOrder(({ world, id }) =>
  keyed(world, 'orders.addNote', (api, idempotencyKey) => api.orders.addNote({ id, idempotencyKey, note: 'noted' }))
)

const decideReturn: Act = async (world) => {
  const row = world.dice.some(await look(world, 'select id from returns order by id desc limit 4'))
  if (!row) return
  const id = String(row[0]) as IdOf<'return'>
  const units = await look(
    world,
    `select order_line_id, quantity from return_lines where return_id = '${id}' order by 1`
  )
  const restock = units.map(([lineId, quantity]) => ({
    lineId: String(lineId) as IdOf<'orderLine'>,
    quantity: world.dice.int(Number(quantity) + 1),
  }))
  const what = world.dice.pick(['approve', 'receive', 'receive', 'reject'] as const)
  const refund = world.dice.chance(0.7)
  await keyed(world, `returns.${what}`, (api, idempotencyKey) => {
    const { returns } = api.orders
    if (what === 'approve') return returns.approve({ id, idempotencyKey })
    if (what === 'reject') return returns.reject({ id, idempotencyKey, reason: 'worn' })
    return returns.receive({ id, idempotencyKey, restock, refund })
  })
}

const moveStock: Act = async (world) => {
  const { dice } = world
  const variantId = await someVariant(world)
  const places = (await look(world, 'select id from locations order by position')).map(
    ([id]) => String(id) as IdOf<'location'>
  )
  const [first, second] = dice.chance(0.5) ? places : places.toReversed()
  if (!first || !second) return
  const what = dice.pick(['receive', 'receive', 'adjust', 'count', 'transfer'] as const)
  const quantity = 1 + dice.int(5)
  const at = { variantId, reason: 'a simulated reason' }
  await keyed(world, `inventory.${what}`, (api, idempotencyKey) => {
    const { inventory } = api
    const on = { ...at, idempotencyKey, locationId: first }
    if (what === 'receive') return inventory.receive({ ...on, quantity })
    if (what === 'adjust') return inventory.adjust({ ...on, delta: quantity % 2 ? quantity : -quantity })
    if (what === 'count') return inventory.count({ ...on, counted: quantity })
    return inventory.transfer({ ...at, idempotencyKey, fromLocationId: first, toLocationId: second, quantity })
  })
}

const priceAgain: Act = async (world) => {
  const id = String(world.dice.some(await look(world, 'select id from products order by slug'))?.[0]) as IdOf<'product'>
  const basisPoints = world.dice.int(4000) - 1500
  const change = { kind: 'change_prices', basisPoints } as const
  await keyed(world, 'products.bulkUpdate', (api, idempotencyKey) =>
    api.products.bulkUpdate({ ids: [id], change, idempotencyKey })
  )
}

/** Makes a promotion, most with a limit. */
export const promote: Act = async (world) => {
  const { dice } = world
  const on = { kind: 'everything' } as const
  const all = { priority: 0, isActive: true, startsAt: null, endsAt: null, minimumAmounts: [], minimumQuantity: 0 }
  const chosen = dice.pick<Pick<CreatePromotionInput, 'code' | 'reward' | 'usageLimit' | 'perCustomerLimit'>>([
    { code: 'ONLY-ONE', reward: { kind: 'percent', basisPoints: 5000, on }, usageLimit: 1, perCustomerLimit: null },
    { code: 'TENTH', reward: { kind: 'percent', basisPoints: 1000, on }, usageLimit: null, perCustomerLimit: 1 },
    { code: 'FREE-SHIP', reward: { kind: 'free_shipping' }, usageLimit: 2, perCustomerLimit: null },
    { code: null, reward: { kind: 'percent', basisPoints: 300, on }, usageLimit: 3, perCustomerLimit: null },
  ])
  const input: CreatePromotionInput = { ...all, ...chosen, title: chosen.code ?? 'For all', stacking: 'combine' }
  await told(world, 'promotions.create', (api) => api.promotions.create(input))
}

const setShop: Act = async (world) => {
  const { dice } = world
  const input: SetShopSettingsInput = {
    ...someShopSettings,
    currencies: dice.chance(0.7) ? ['USD'] : [],
    captureMode: dice.pick(['automatic', 'manual'] as const),
    offersInvoice: dice.chance(0.9),
    reservationMinutes: dice.pick([1, 5, 15, 60] as const),
    pricesIncludeTax: dice.chance(0.7),
  }
  await told(world, 'settings.setShop', (api) => api.settings.setShop(input))
}

const setZone: Act = async (world) => {
  const { dice } = world
  const amount = dice.pick([0, 490, 995] as const)
  const basisPoints = dice.pick([0, 1900, 2300] as const)
  await told<unknown>(world, 'zones.update', async (api) => {
    const zone = (await api.zones.list()).items.find(({ isRest }) => isRest)
    const method = (await api.shipping.list()).items.find(({ zoneId }) => zoneId === zone?.id)
    if (!zone || !method) return null
    if (dice.chance(0.5)) {
      const rates = [{ name: 'VAT', basisPoints, taxClass: 'standard' as const }]
      return api.zones.update({
        id: zone.id,
        version: zone.version,
        name: zone.name,
        countryCodes: [],
        taxRates: rates,
      })
    }
    const rates = (['EUR', 'USD'] as const).map((currency) => ({
      currency,
      freeFromAmount: 7500,
      steps: [{ maxWeightGrams: null, amount }],
    }))
    const { id, version, name } = method
    return api.shipping.update({ id, version, name, rates, isActive: dice.chance(0.95) })
  })
}

/** What the staff does, each as often as it stands here. */
export const staffActs: readonly (readonly [weight: number, act: Act])[] = [
  [6, fulfil],
  [1, complete],
  [4, capture],
  [4, refund],
  [2, cancel],
  [3, edit],
  [3, transition],
  [1, addNote],
  [3, decideReturn],
  [5, moveStock],
  [1, priceAgain],
  [2, promote],
  [2, setShop],
  [1, setZone],
]
