import type {
  AdminProduct,
  CreateProductInput,
  DeleteProductInput,
  IdOf,
  UpdateProductInput,
} from '@tradepost/contract'
import { fail } from '@tradepost/contract'
import type { Tx } from '@tradepost/db'
import { schema } from '@tradepost/db'
import { eq } from 'drizzle-orm'
import type { Actor } from '../audit/record-audit.ts'
import { recordAudit } from '../audit/record-audit.ts'
import { setCollectionsOf } from '../collections/collection-products.ts'
import type { Deps } from '../deps.ts'
import { fingerprintOf, readKey, storeAnswer } from '../orders/idempotency.ts'
import { readShop } from '../shop/read-shop.ts'
import { draftOfInput } from './draft-of-input.ts'
import { readAdminProduct } from './read-admin-product.ts'
import { sameJson } from './row-differs.ts'
import type { ProductRow } from './write-product.ts'
import { indexWritten, isSlugHeld, slugOf, writeProduct } from './write-product.ts'

const { products, slugRedirects } = schema

interface By<T> {
  readonly input: T
  readonly actor: Actor
}

/**
 * Creates a product with its variants, pictures and initial stock, once per idempotency key. Throws `product.invalid`,
 * `product.slug_taken`, `product.sku_taken`, `media.not_found`, `collection.*`, `idempotency.conflict`.
 */
export const createProduct = (deps: Deps, { input, actor }: By<CreateProductInput>): Promise<AdminProduct> =>
  deps.db.write(async (tx) => {
    const { idempotencyKey: key, ...fields } = input
    const use = { owner: actor.id ?? actor.kind, procedure: actor.procedure, key, fingerprint: fingerprintOf(fields) }
    const known = await readKey(tx, use)
    if (known.state === 'answered') return JSON.parse(known.answer) as AdminProduct
    const { currency } = await readShop(tx)
    const slug = fields.slug ?? (await freeSlug(tx, slugOf(fields.title)))
    const draft = await draftOfInput(tx, fields, { slug, currency, productId: null })
    const context = { currency, actor: actor.id ?? actor.kind, reason: 'product created' }
    const written = await writeProduct(tx, deps, { before: null, draft, context })
    await setCollectionsOf(tx, { productId: written.id, collectionIds: fields.collectionIds })
    await indexWritten(tx, deps, written)
    const product = await mustRead(tx, written.id)
    await recordAudit(tx, deps, { actor, change: { target: product.id, before: null, after: auditedOf(product) } })
    await storeAnswer(tx, use, { subjectId: product.id, answer: product, now: deps.now() })
    return product
  })

/**
 * Saves all fields of a product. Throws `product.conflict` with the current product if somebody else has saved it since
 * `version`, `product.not_found`, and the errors of {@link createProduct}.
 */
export const updateProduct = (deps: Deps, { input, actor }: By<UpdateProductInput>): Promise<AdminProduct> =>
  deps.db.write(async (tx) => {
    const { id, version, ...fields } = input
    const { row, before } = await readUnchanged(tx, id, version)
    const { currency } = await readShop(tx)
    const draft = await draftOfInput(tx, fields, { slug: fields.slug ?? row.slug, currency, productId: id })
    const context = { currency, actor: actor.id ?? actor.kind, reason: 'product edited' }
    const written = await writeProduct(tx, deps, { before: row, draft, context })
    const moved = await setCollectionsOf(tx, { productId: id, collectionIds: fields.collectionIds })
    if (!written.changed && !moved) return before
    if (!written.changed) await raiseVersion(tx, deps, row)
    await indexWritten(tx, deps, written)
    const product = await mustRead(tx, id)
    await recordAudit(tx, deps, { actor, change: { target: id, ...differenceOf(before, product) } })
    return product
  })

/** Deletes a product. Orders keep their own copy of its data. Throws `product.not_found`, `product.conflict`. */
export const deleteProduct = (deps: Deps, { input, actor }: By<DeleteProductInput>): Promise<null> =>
  deps.db.write(async (tx) => {
    const { before } = await readUnchanged(tx, input.id, input.version)
    await removeProduct(tx, input.id)
    await recordAudit(tx, deps, { actor, change: { target: input.id, before: auditedOf(before), after: null } })
    return null
  })

/** Deletes a product and everything that belongs to it. */
export const removeProduct = async (tx: Tx, id: IdOf<'product'>): Promise<void> => {
  await tx.delete(slugRedirects).where(eq(slugRedirects.targetId, id))
  await tx.delete(products).where(eq(products.id, id))
}

const readUnchanged = async (tx: Tx, id: IdOf<'product'>, version: number) => {
  const [row] = await tx.select().from(products).where(eq(products.id, id))
  if (!row) throw fail('product.not_found')
  const before = await mustRead(tx, id)
  if (row.version !== version) throw fail('product.conflict', { current: before })
  return { row, before }
}

const mustRead = async (tx: Tx, id: IdOf<'product'>): Promise<AdminProduct> => {
  const product = await readAdminProduct(tx, id)
  if (!product) throw new Error('A product that was just written is not there.')
  return product
}

const raiseVersion = async (tx: Tx, deps: Deps, { id, version }: ProductRow): Promise<void> => {
  await tx
    .update(products)
    .set({ version: version + 1, updatedAt: deps.now() })
    .where(eq(products.id, id))
}

const freeSlug = async (tx: Tx, wish: string): Promise<string> => {
  for (let n = 1; ; n++) {
    const slug = n === 1 ? wish : `${wish}-${n}`
    if (!(await isSlugHeld(tx, slug))) return slug
  }
}

/** The audit log keeps enough of a product to identify it, not its whole text. */
const auditedOf = ({ slug, title, status, variants }: AdminProduct) => ({
  slug,
  title,
  status,
  variants: variants.slice(0, 100).map(({ sku, prices }) => ({ sku, prices })),
})

const differenceOf = (before: AdminProduct, after: AdminProduct) => {
  const keys = Object.keys(after).filter((key) => key !== 'updatedAt')
  const changed = keys.filter((key) => !sameJson(Reflect.get(before, key), Reflect.get(after, key)))
  const pick = (product: AdminProduct) => Object.fromEntries(changed.map((key) => [key, Reflect.get(product, key)]))
  return { before: pick(before), after: pick(after) }
}
