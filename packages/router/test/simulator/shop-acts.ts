import type { CreatePromotionInput, IdOf, SetShopSettingsInput } from '@tradepost/contract'
import { someShopSettings } from '../some-settings.ts'
import type { ApiCaller } from '../test-shop.ts'
import { someVariant } from './customer-acts.ts'
import type { Weighed } from './dice.ts'
import type { World } from './world.ts'
import { call, look, once } from './world.ts'

export type StaffAct = (world: World) => Promise<unknown>

type Act = StaffAct

/** Performs an act of staff with an idempotency key. */
export const keyed = (world: World, name: string, act: (api: ApiCaller['admin'], key: string) => Promise<unknown>) =>
  once(world, { name: `admin.${name}`, person: world.owner, act: (api, key) => act(api.admin, key) })

const told = <T>(world: World, name: string, act: (api: ApiCaller['admin']) => Promise<T>) =>
  call(world, { name, person: world.owner, act: (api) => act(api.admin) })

const moveStock: Act = async (world) => {
  const { dice } = world
  const variantId = someVariant(world)
  const places = look(world, 'select id from locations order by position').map(([id]) => String(id) as IdOf<'location'>)
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
  const id = String(world.dice.some(look(world, 'select id from products order by slug'))?.[0]) as IdOf<'product'>
  const basisPoints = world.dice.int(4000) - 1500
  const change = { kind: 'change_prices', basisPoints } as const
  await keyed(world, 'products.bulkUpdate', (api, idempotencyKey) =>
    api.products.bulkUpdate({ ids: [id], change, idempotencyKey })
  )
}

type Promoted = Pick<CreatePromotionInput, 'code' | 'reward'>

const on = { kind: 'everything' } as const
const promoted: readonly [Promoted, ...Promoted[]] = [
  { code: 'ONLY-ONE', reward: { kind: 'percent', basisPoints: 5000, on } },
  { code: 'TENTH', reward: { kind: 'percent', basisPoints: 1000, on } },
  { code: 'FREE-SHIP', reward: { kind: 'free_shipping' } },
  { code: null, reward: { kind: 'percent', basisPoints: 300, on } },
]

const promoteBy = async (world: World, chosen: Promoted): Promise<void> => {
  const { dice } = world
  const all = { priority: 0, isActive: true, startsAt: null, endsAt: null, minimumAmounts: [], minimumQuantity: 0 }
  const limits = {
    usageLimit: chosen.code === 'ONLY-ONE' ? 1 : dice.pick([null, 1, 2, 3] as const),
    perCustomerLimit: dice.pick([null, 1, 1, 2] as const),
  }
  const title = chosen.code ?? 'For all'
  const input: CreatePromotionInput = { ...all, ...limits, ...chosen, title, stacking: 'combine' }
  await told(world, 'promotions.create', (api) => api.promotions.create(input))
}

/** Creates each promotion of a world once, most with limits. The one without a code is created half of the time. */
export const promoteAll = async (world: World): Promise<void> => {
  for (const one of promoted) if (one.code !== null || world.dice.chance(0.5)) await promoteBy(world, one)
}

const promote: Act = (world) => promoteBy(world, world.dice.pick(promoted))

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

/** Acts of staff that do not concern orders, with their weights. */
export const shopActs: Weighed<Act> = [
  [4, moveStock],
  [1, priceAgain],
  [1, promote],
  [2, setShop],
  [1, setZone],
]
