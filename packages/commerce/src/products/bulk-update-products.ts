import type { BulkUpdateProductsInput, BulkUpdateProductsOutput, IdOf, ProductChange } from '@tradepost/contract'
import { divideRounded, fail, MAX_AMOUNT } from '@tradepost/contract'
import type { Tx } from '@tradepost/db'
import { schema } from '@tradepost/db'
import { eq, inArray, sql } from 'drizzle-orm'
import type { Actor } from '../audit/record-audit.ts'
import { recordAudit } from '../audit/record-audit.ts'
import type { Deps } from '../deps.ts'
import { fingerprintOf, readKey, storeAnswer } from '../orders/idempotency.ts'
import { removeProduct } from './edit-product.ts'
import { tagsOf, toTagList } from './product-tags.ts'
import type { ProductRow } from './write-product.ts'
import { indexWritten } from './write-product.ts'

const { products, variantPrices, variants } = schema

const MAX_TAGS = 100
const WHOLE = 10_000

/**
 * Applies one change to several products, all or none, once per idempotency key. Throws `product.not_found`,
 * `product.invalid` if a price would leave its limits, `idempotency.conflict`.
 */
export const bulkUpdateProducts = (
  deps: Deps,
  { input, actor }: { input: BulkUpdateProductsInput; actor: Actor }
): Promise<BulkUpdateProductsOutput> =>
  deps.db.write(async (tx) => {
    const { idempotencyKey: key, ...what } = input
    const use = { owner: actor.id ?? actor.kind, procedure: actor.procedure, key, fingerprint: fingerprintOf(what) }
    const known = await readKey(tx, use)
    if (known.state === 'answered') return JSON.parse(known.answer) as BulkUpdateProductsOutput
    const ids = [...new Set(input.ids)]
    const rows = await tx.select().from(products).where(inArray(products.id, ids))
    if (rows.length < ids.length) throw fail('product.not_found')
    const changed: IdOf<'product'>[] = []
    for (const row of rows) if (await changeOne(tx, deps, { row, change: input.change })) changed.push(row.id)
    const answer = { changed: changed.length, unchanged: ids.length - changed.length }
    for (const target of changed) {
      await recordAudit(tx, deps, { actor, change: { target, before: null, after: input.change } })
    }
    await storeAnswer(tx, use, { subjectId: ids[0] ?? '', answer, now: deps.now() })
    return answer
  })

interface OneChange {
  readonly row: ProductRow
  readonly change: ProductChange
}

const changeOne = async (tx: Tx, deps: Deps, { row, change }: OneChange): Promise<boolean> => {
  if (change.kind === 'delete') {
    await removeProduct(tx, row.id)
    return true
  }
  const fields = change.kind === 'change_prices' ? {} : fieldsOf(row, change)
  const isPriced = change.kind === 'change_prices' && (await changePrices(tx, row.id, change.basisPoints))
  const isChanged = Object.entries(fields).some(([key, value]) => Reflect.get(row, key) !== value)
  if (!isPriced && !isChanged) return false
  await tx
    .update(products)
    .set({ ...fields, version: row.version + 1, updatedAt: deps.now() })
    .where(eq(products.id, row.id))
  await indexWritten(tx, deps, row)
  return true
}

const fieldsOf = (
  row: ProductRow,
  change: Exclude<ProductChange, { kind: 'delete' | 'change_prices' }>
): Partial<ProductRow> => {
  const tags = tagsOf(row.tagList)
  switch (change.kind) {
    case 'set_status':
      return { status: change.status }
    case 'set_vendor':
      return { vendor: change.vendor }
    case 'set_product_type':
      return { productType: change.productType }
    case 'add_tags':
      return { tagList: toTagList([...new Set([...tags, ...change.tags])].slice(0, MAX_TAGS)) }
    case 'remove_tags':
      return { tagList: toTagList(tags.filter((tag) => !change.tags.includes(tag))) }
  }
}

const changePrices = async (tx: Tx, productId: IdOf<'product'>, basisPoints: number): Promise<boolean> => {
  const own = await tx
    .select({ id: variants.id, amount: variants.priceAmount, compareAtAmount: variants.compareAtAmount })
    .from(variants)
    .where(eq(variants.productId, productId))
  let changed = false
  for (const { id, ...price } of own) {
    const next = changePrice(price, basisPoints)
    changed ||= next.amount !== price.amount
    const set = { priceAmount: next.amount, compareAtAmount: next.compareAtAmount }
    await tx.update(variants).set(set).where(eq(variants.id, id))
  }
  const ids = own.map(({ id }) => id)
  for (const price of await tx.select().from(variantPrices).where(inArray(variantPrices.variantId, ids))) {
    const next = changePrice(price, basisPoints)
    changed ||= next.amount !== price.amount
    await tx
      .update(variantPrices)
      .set(next)
      .where(sql`${variantPrices.variantId} = ${price.variantId} and ${variantPrices.currency} = ${price.currency}`)
  }
  return changed
}

interface Price {
  readonly amount: number
  readonly compareAtAmount: number | null
}

/** Drops the compare-at price if it is not above the new price: the price is not reduced then. */
const changePrice = ({ amount, compareAtAmount }: Price, basisPoints: number): Price => {
  const next = divideRounded(BigInt(amount) * BigInt(WHOLE + basisPoints), BigInt(WHOLE), 'half_up')
  if (next > MAX_AMOUNT) {
    const message = 'A price would become too high: change the prices by less.'
    throw fail('product.invalid', { issues: [{ path: 'change.basisPoints', message }] })
  }
  return { amount: next, compareAtAmount: compareAtAmount !== null && compareAtAmount > next ? compareAtAmount : null }
}
