import type { Cart, CartLine, CartProblem, IdOf, Shop } from '@tradepost/contract'
import { lineAmount, money, priceLines } from '@tradepost/contract'
import type { Reads } from '@tradepost/db'
import { schema } from '@tradepost/db'
import { and, asc, eq, inArray, sql } from 'drizzle-orm'
import type { Buyer } from '../buyer.ts'
import type { Deps } from '../deps.ts'
import { availableQuantity } from '../inventory/stock.ts'
import { rowToImage } from '../products/product-rows.ts'
import { readShop } from '../shop/read-shop.ts'

const { cartLines, carts, media, productImages, products, stockLevels, variants } = schema

/** Reads the buyer's cart, priced now, with its problems; a buyer without one gets an empty cart. */
export const getCart = (deps: Deps, buyer: Buyer | null): Promise<Cart> => readCart(deps.db.read, buyer)

/** Reads and prices a buyer's cart, also inside a transaction. */
export const readCart = async (read: Reads, buyer: Buyer | null): Promise<Cart> => {
  const shop = await readShop(read)
  const cart = buyer && (await findCart(read, buyer))
  return showCart(cart?.id ?? null, cart ? await readCartRows(read, cart.id) : [], shop)
}

/** Finds the cart that a buyer is filling or paying. */
export const findCart = async (read: Reads, buyer: Buyer) => {
  const [cart] = await read
    .select({ id: carts.id, status: carts.status, version: carts.version })
    .from(carts)
    .where(
      and(
        buyer.userId === null ? eq(carts.guestHash, buyer.guestHash) : eq(carts.userId, buyer.userId),
        inArray(carts.status, ['open', 'ordering'])
      )
    )
  return cart
}

export type CartRow = Awaited<ReturnType<typeof readCartRows>>[number]

/** Reads the lines of a cart with what is known of each variant now. */
export const readCartRows = async (read: Reads, cartId: IdOf<'cart'>) =>
  await read
    .select({
      id: cartLines.id,
      variantId: cartLines.variantId,
      quantity: cartLines.quantity,
      seenAmount: cartLines.seenAmount,
      sku: variants.sku,
      variantTitle: variants.title,
      hasOptions: sql<number>`json_array_length(${variants.optionValues}) > 0`,
      unitAmount: variants.priceAmount,
      currency: variants.currency,
      tracked: variants.tracked,
      backorder: variants.backorder,
      onHand: stockLevels.onHand,
      allocated: stockLevels.allocated,
      productSlug: products.slug,
      productTitle: products.title,
      status: products.status,
      imageId: productImages.id,
      imageSrc: productImages.src,
      imageAlt: productImages.alt,
      imageWidth: media.width,
      imageHeight: media.height,
      imageWidths: media.widths,
    })
    .from(cartLines)
    .innerJoin(variants, eq(variants.id, cartLines.variantId))
    .innerJoin(products, eq(products.id, variants.productId))
    .leftJoin(stockLevels, eq(stockLevels.variantId, variants.id))
    .leftJoin(productImages, and(eq(productImages.productId, products.id), eq(productImages.position, 0)))
    .leftJoin(media, eq(media.id, productImages.mediaId))
    .where(eq(cartLines.cartId, cartId))
    .orderBy(asc(cartLines.id))

/** Prices the lines of a cart that can be sold. */
export const priceCart = (rows: readonly CartRow[], shop: Shop) =>
  priceLines(
    rows.filter((row) => isSold(row, shop)),
    shop
  )

/** Tells whether a line's product is still offered in the shop's currency. */
export const isSold = (row: CartRow, shop: Shop): boolean => row.status === 'active' && row.currency === shop.currency

const showCart = (id: IdOf<'cart'> | null, rows: readonly CartRow[], shop: Shop): Cart => ({
  id,
  currency: shop.currency,
  lines: rows.map((row) => rowToLine(row)),
  itemCount: rows.reduce((sum, row) => sum + row.quantity, 0),
  totals: priceCart(rows, shop),
  problems: rows.flatMap((row) => problemsOf(row, shop)),
})

const rowToLine = (row: CartRow): CartLine => ({
  id: row.id,
  variantId: row.variantId,
  productSlug: row.productSlug,
  productTitle: row.productTitle,
  variantTitle: row.hasOptions ? row.variantTitle : '',
  sku: row.sku,
  image: rowToCartImage(row),
  quantity: row.quantity,
  unitPrice: money(row.unitAmount, row.currency),
  total: money(lineAmount(row, row.currency), row.currency),
  available: availableQuantity(row),
})

const rowToCartImage = (row: CartRow): CartLine['image'] =>
  row.imageId && row.imageSrc !== null
    ? rowToImage({
        id: row.imageId,
        src: row.imageSrc,
        alt: row.imageAlt ?? '',
        width: row.imageWidth,
        height: row.imageHeight,
        widths: row.imageWidths,
      })
    : null

const problemsOf = (row: CartRow, shop: Shop): CartProblem[] => {
  const base = { lineId: row.id, sku: row.sku, available: null, previousPrice: null }
  if (!isSold(row, shop)) return [{ ...base, code: 'unavailable' }]
  const problems: CartProblem[] = []
  const available = availableQuantity(row)
  if (available !== null && available < row.quantity) problems.push({ ...base, code: 'out_of_stock', available })
  if (row.seenAmount !== row.unitAmount) {
    problems.push({ ...base, code: 'price_changed', previousPrice: money(row.seenAmount, row.currency) })
  }
  return problems
}
