import { randomBytes } from 'node:crypto'
import { addCartItem, hashSecret, importProducts, makePlaceOrder, makeQuotas, makeSessions } from '@tradepost/commerce'
import type { Buyer, Deps } from '@tradepost/commerce'
import type { PlaceOrderInput } from '@tradepost/contract'
import type { Database } from '@tradepost/db'
import { openDatabase, schema } from '@tradepost/db'
import { makeDiskImportFiles, makeRandom, makeTestPayments } from '@tradepost/integrations'

const VARIANTS = 30
const AT_ONCE = 200
/** Units of each variant: more than any round sells, so that nothing is refused for lack of stock. */
export const ON_HAND = 900_000

/** A benchmark shop: its database, and the function of commerce that places an order in it. */
export interface BenchShop {
  readonly db: Database
  readonly place: (guest: string) => Promise<unknown>
}

const depsOf = (db: Database, folder: string): Deps => {
  const sources = { db, now: Date.now, random: makeRandom() }
  return {
    ...sources,
    passwords: { hash: async () => '', verify: async () => false },
    payments: [makeTestPayments({ ledgerPath: null, now: Date.now })],
    stripePublishableKey: null,
    wakePayments: () => {},
    reached: async () => {},
    media: { put: async () => '', remove: async () => {} },
    images: { process: () => Promise.reject(new Error('The bench has no pictures.')) },
    sessions: makeSessions(sources),
    mailer: { send: async () => {} },
    publicUrl: '',
    quotas: makeQuotas({ now: Date.now, factor: 1000 }),
    importFiles: makeDiskImportFiles(`${folder}/imports`),
    wakeImports: () => {},
    stopping: new AbortController().signal,
  }
}

const actor = {
  kind: 'system',
  id: null,
  userId: null,
  name: 'bench',
  permissions: [],
  procedure: 'bench',
  requestId: 'bench',
} as const

/** Creates a database with products and, for each guest, a cart of one to three lines. Returns the guests' secrets. */
export const fillShop = async (path: string, folder: string, guests: number): Promise<string[]> => {
  const db = await openDatabase({ url: `file:${path}` })
  const deps = depsOf(db, folder)
  const rows = Array.from({ length: VARIANTS }, (_, n) => `mug-${n},Mug ${n},Title,Default Title,${ON_HAND},12.00`)
  const head = 'Handle,Title,Option1 Name,Option1 Value,Variant Inventory Qty,Variant Price'
  await importProducts(deps, { bytes: Buffer.from([head, ...rows, ''].join('\n')), dryRun: false, actor })
  const variants = await db.read.select({ id: schema.variants.id }).from(schema.variants)
  const secrets = Array.from({ length: guests }, () => randomBytes(20).toString('base64url'))
  const fill = async (secret: string, n: number) => {
    const buyer: Buyer = { userId: null, guestHash: hashSecret(secret) }
    for (let line = 0; line <= n % 3; line++) {
      const variant = variants[(n * 7 + line) % VARIANTS]
      if (!variant) throw new Error('The bench has no variants.')
      await addCartItem(deps, { buyer, variantId: variant.id, quantity: 1 + (n % 2) })
    }
  }
  // Fewer at once than the write queue accepts.
  for (let from = 0; from < guests; from += AT_ONCE) {
    await Promise.all(secrets.slice(from, from + AT_ONCE).map((secret, n) => fill(secret, from + n)))
  }
  await db.close()
  return secrets
}

/** Opens a shop that was filled before. */
export const openShop = async (path: string, folder: string): Promise<BenchShop> => {
  const db = await openDatabase({ url: `file:${path}` })
  const placeOrder = makePlaceOrder(depsOf(db, folder))
  const place = (guest: string) =>
    placeOrder({ buyer: { userId: null, guestHash: hashSecret(guest) }, accountEmail: null, input: newOrder() })
  return { db, place }
}

/** Returns the input of every order, each with a new idempotency key. */
export const newOrder = (): PlaceOrderInput => ({
  idempotencyKey: randomBytes(12).toString('hex'),
  email: 'bench@example.com',
  shippingAddress: { name: 'B', line1: '1', line2: null, city: 'C', postalCode: '1', countryCode: 'IE' },
  payment: { method: 'test_card', cardNumber: '4242424242424242' },
})
