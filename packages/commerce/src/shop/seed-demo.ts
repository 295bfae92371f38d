import type { IdOf } from '@tradepost/contract'
import type { Tx } from '@tradepost/db'
import { schema } from '@tradepost/db'
import type { SeedCollection, SeedProduct } from '@tradepost/db/seed'
import { eq, inArray, isNull } from 'drizzle-orm'
import { insertUser } from '../auth/create-user.ts'
import { operatorTurn } from '../auth/password-turn.ts'
import { addCartItem } from '../cart/change-cart.ts'
import { appendProducts } from '../collections/collection-products.ts'
import { stampCollections } from '../collections/collection-tree.ts'
import type { Deps } from '../deps.ts'
import { newId } from '../deps.ts'
import { makePlaceOrder } from '../checkout/place-order.ts'
import type { ImportedProduct } from '../products/shopify-catalogue.ts'
import { saveProduct } from '../products/save-product.ts'
import { sanitizeDescription } from '../products/sanitize-description.ts'
import { indexWritten, slugOf } from '../products/write-product.ts'
import { readShop } from './read-shop.ts'

/** The accounts of the demo shop. `npm run dev` prints them; they exist nowhere else. */
export const demoAccounts = {
  customer: { email: 'ada@example.com', name: 'Ada Lovelace', password: 'demo-customer-1815' },
  owner: { email: 'owner@example.com', name: 'Olive Owner', password: 'demo-owner-tradepost' },
} as const

const GROUP = 20

/** Returns whether the database is as the migrations left it, without products or accounts. */
export const isSeedable = async ({ db: { read } }: Deps): Promise<boolean> =>
  (await read.$count(schema.products)) === 0 && (await read.$count(schema.users)) === 0

/** Fills an empty shop with the demo catalog, two accounts and some past orders. Returns false for any other shop. */
export const seedDemo = async (
  deps: Deps,
  catalogue: readonly SeedProduct[],
  collections: readonly SeedCollection[]
): Promise<boolean> => {
  if (!(await isSeedable(deps))) return false
  const products: ImportedProduct[] = []
  for (const product of mixed(catalogue)) products.push(await withPictures(deps, product))
  // Collections come before products, so that each product is sorted into them when it is saved.
  await deps.db.write((tx) => addCollections(tx, deps, { collections, parentId: null }))
  const { currency } = await readShop(deps.db.read)
  const context = { currency, actor: 'system', reason: 'demo catalogue' }
  for (let start = 0; start < products.length; start += GROUP) {
    await deps.db.write(async (tx) => {
      for (const product of products.slice(start, start + GROUP)) await saveProduct(tx, deps, { product, context })
    })
  }
  await deps.db.write((tx) => fillCollections(tx, deps, collections))
  await addAccount(deps, 'owner')
  const customer = await addAccount(deps, 'customer')
  await placePastOrders(deps, customer.id)
  // The mails about the past orders must never be sent.
  await deps.db.write((tx) =>
    tx.update(schema.outbox).set({ deliveredAt: deps.now() }).where(isNull(schema.outbox.deliveredAt))
  )
  return true
}

interface CollectionsToAdd {
  readonly collections: readonly SeedCollection[]
  readonly parentId: IdOf<'collection'> | null
}

const addCollections = async (tx: Tx, deps: Deps, { collections, parentId }: CollectionsToAdd): Promise<void> => {
  for (const [position, { title, description, rules, below }] of collections.entries()) {
    const id = newId(deps, 'collection')
    const now = { createdAt: deps.now(), updatedAt: deps.now() }
    await tx.insert(schema.collections).values({
      id,
      title,
      parentId,
      position,
      rules,
      published: true,
      ...now,
      slug: slugOf(title),
      descriptionHtml: sanitizeDescription(description),
      kind: rules ? 'rule' : 'manual',
    })
    await addCollections(tx, deps, { collections: below, parentId: id })
  }
  await stampCollections(tx, deps)
}

const fillCollections = async (tx: Tx, deps: Deps, collections: readonly SeedCollection[]): Promise<void> => {
  for (const { title, products: slugs } of collections.filter(({ products }) => products.length > 0)) {
    const [own] = await tx
      .select({ id: schema.collections.id })
      .from(schema.collections)
      .where(eq(schema.collections.slug, slugOf(title)))
    const rows = await tx
      .select({ id: schema.products.id, seq: schema.products.seq })
      .from(schema.products)
      .where(inArray(schema.products.slug, [...slugs]))
    if (!own) continue
    await appendProducts(
      tx,
      own.id,
      rows.map(({ id }) => id)
    )
    for (const row of rows) await indexWritten(tx, deps, row)
  }
}

const addAccount = async (deps: Deps, role: keyof typeof demoAccounts) => {
  const { password, ...account } = demoAccounts[role]
  const passwordHash = await deps.passwords.hash(password, operatorTurn)
  return deps.db.write((tx) => insertUser(tx, deps, { ...account, passwordHash, role }))
}

// The catalog is written by department. Newest first, a shopper would see six screwdrivers before anything else.
const STRIDE = 57

const mixed = <T>(items: readonly T[]): T[] => items.flatMap((_, index) => items[(index * STRIDE) % items.length] ?? [])

const withPictures = async (deps: Deps, product: SeedProduct): Promise<ImportedProduct> => {
  const images: { src: string; alt: string }[] = []
  for (const { name, alt, svg } of product.pictures)
    images.push({ src: await deps.media.put(`demo/${name}`, svg), alt })
  const variants = product.variants.map((variant) => ({ ...variant, ...shippedFromStock }))
  const { pictures: _, ...rest } = product
  return { ...rest, variants, images, status: 'active', seoTitle: null, seoDescription: null }
}

const shippedFromStock = {
  tracked: true,
  backorder: false,
  requiresShipping: true,
  taxable: true,
  barcode: null,
  imageSrc: null,
} as const

const DAY_MS = 24 * 60 * 60 * 1000
const daysAgo = [19, 12, 8, 3, 1]

const placePastOrders = async (deps: Deps, userId: IdOf<'user'>): Promise<void> => {
  const inStock = await deps.db.read
    .select({ id: schema.stockLevels.variantId, onHand: schema.stockLevels.onHand })
    .from(schema.stockLevels)
  const plenty = inStock.filter((row) => row.onHand > 20)
  const buyer = { userId, guestHash: null }
  for (const [index, days] of daysAgo.entries()) {
    const then = { ...deps, now: () => deps.now() - days * DAY_MS }
    for (const pick of [plenty[index * 17], plenty[index * 29 + 5]]) {
      if (pick) await addCartItem(then, { buyer, variantId: pick.id, quantity: 1 + (index % 2) })
    }
    await makePlaceOrder(then)({ buyer, accountEmail: demoAccounts.customer.email, input: demoOrder(deps, index) })
  }
}

/** Past orders were paid by test card, or by invoice if the shop takes only real cards. */
const demoOrder = (deps: Deps, index: number) => ({
  idempotencyKey: `demo-order-${index}`,
  shippingAddress: {
    name: demoAccounts.customer.name,
    line1: '12 St James’s Square',
    line2: null,
    city: 'London',
    postalCode: 'SW1Y 4JH',
    countryCode: 'GB',
  },
  payment: deps.payments.some(({ name }) => name === 'test')
    ? { method: 'test_card' as const, cardNumber: '4242424242424242' }
    : { method: 'invoice' as const },
})
