import type { EditOrderInput, IdOf, PricingLine } from '@tradepost/contract'
import { CodedError, fail } from '@tradepost/contract'
import type { Tx } from '@tradepost/db'
import { schema } from '@tradepost/db'
import { and, eq, inArray } from 'drizzle-orm'
import { unitAmountIn } from '../cart/cart-rows.ts'
import type { Deps } from '../deps.ts'
import { newId } from '../deps.ts'
import { readCollections } from '../pricing/price-rows.ts'
import { lineNotFound } from './line-units.ts'
import type { OrderLineRow, OrderSource } from './order-source.ts'

const { productImages, products, variantPrices, variants } = schema

const MAX_LINES = 100

/** A line of an order after an edit, and its pricing; `added` has the data of a variant that was not in the order. */
export interface EditedLine {
  readonly id: IdOf<'orderLine'>
  readonly variantId: IdOf<'variant'> | null
  readonly pricing: PricingLine
  readonly added: AddedVariant | null
}

type AddedVariant = Awaited<ReturnType<typeof readAdded>>[number] & { readonly unitAmount: number }

/**
 * Returns the lines of an order after an edit: the frozen ones with their new quantities, and added ones at today's
 * prices. Throws `order.line_not_found`, `variant.not_found`, `order.not_editable`, and `input.invalid` if no line is
 * left or there are too many.
 */
export const planLines = async (
  tx: Tx,
  deps: Deps,
  { source, input }: { source: OrderSource; input: EditOrderInput }
): Promise<EditedLine[]> => {
  const wanted = new Map(input.lines.map(({ lineId, quantity }) => [lineId, quantity]))
  const stray = [...wanted.keys()].find((lineId) => !source.lines.some(({ id }) => id === lineId))
  if (stray) throw lineNotFound(stray)
  const kept = source.lines.flatMap((line, index): EditedLine[] => {
    const quantity = wanted.get(line.id) ?? line.quantity
    if (quantity > line.quantity && line.variantId === null) throw fail('variant.not_found')
    const pricing = { ...frozenLine(source, line, index), id: line.id, quantity }
    return quantity === 0 ? [] : [{ id: line.id, variantId: line.variantId, pricing, added: null }]
  })
  const lines = [...kept, ...(await planAdded(tx, deps, { source, input }))]
  if (lines.length === 0) throw refused('lines', 'An order needs a line: cancel it instead.')
  if (lines.length > MAX_LINES) throw refused('add', `An order has at most ${MAX_LINES} lines.`)
  return lines
}

const refused = (path: string, message: string) => new CodedError('input.invalid', { issues: [{ path, message }] })

/**
 * Finds the pricing input of a line. Before the first edit, the frozen lines have the cart's IDs, in the same order.
 */
const frozenLine = ({ order }: OrderSource, line: OrderLineRow, index: number): PricingLine => {
  const frozen = order.pricing?.lines ?? []
  const found = frozen.find(({ id }) => id === line.id) ?? frozen[index]
  if (found?.unitAmount !== line.unitAmount || found.quantity !== line.quantity) throw fail('order.not_editable')
  return found
}

const planAdded = async (
  tx: Tx,
  deps: Deps,
  { source: { order }, input }: { source: OrderSource; input: EditOrderInput }
): Promise<EditedLine[]> => {
  if (input.add.length === 0) return []
  const quantityById = new Map<IdOf<'variant'>, number>()
  for (const { variantId, quantity } of input.add) {
    quantityById.set(variantId, (quantityById.get(variantId) ?? 0) + quantity)
  }
  const rows = await readAdded(tx, [...quantityById.keys()], order.currency)
  const collectionsOf = await readCollections(tx, { usable: order.pricing?.promotions ?? [] }, rows)
  return [...quantityById].map(([variantId, quantity]) => {
    const row = rows.find((one) => one.variantId === variantId)
    if (!row || row.unitAmount === null) throw fail('variant.not_found')
    const { unitAmount, productId, productSeq, taxable } = row
    const id = newId(deps, 'orderLine')
    const collectionIds = collectionsOf.get(productSeq) ?? []
    const taxClass = taxable ? 'standard' : null
    const pricing = { id, productId, collectionIds, unitAmount, quantity, taxClass }
    return { id, variantId, pricing, added: { ...row, unitAmount } }
  })
}

const readAdded = async (tx: Tx, ids: readonly IdOf<'variant'>[], currency: OrderSource['order']['currency']) =>
  await tx
    .select({
      variantId: variants.id,
      sku: variants.sku,
      variantTitle: variants.title,
      optionValues: variants.optionValues,
      unitAmount: unitAmountIn(currency),
      taxable: variants.taxable,
      requiresShipping: variants.requiresShipping,
      productId: products.id,
      productSeq: products.seq,
      productSlug: products.slug,
      productTitle: products.title,
      imageSrc: productImages.src,
    })
    .from(variants)
    .innerJoin(products, eq(products.id, variants.productId))
    .leftJoin(variantPrices, and(eq(variantPrices.variantId, variants.id), eq(variantPrices.currency, currency)))
    .leftJoin(productImages, and(eq(productImages.productId, products.id), eq(productImages.position, 0)))
    .where(and(inArray(variants.id, [...ids]), eq(products.status, 'active')))
