import type { Cart, CartLine, CartProblem, Currency, IdOf, PricedCart } from '@tradepost/contract'
import { money, totalsOf } from '@tradepost/contract'
import type { Given, Reads, Tx } from '@tradepost/db'
import { compiledForOne, schema } from '@tradepost/db'
import { and, eq, sql } from 'drizzle-orm'
import type { Buyer } from '../buyer.ts'
import type { Deps } from '../deps.ts'
import { availableQuantity } from '../inventory/stock.ts'
import type { PricingContext } from '../pricing/price-rows.ts'
import { couponsOf, priceRows, readPricing } from '../pricing/price-rows.ts'
import type { ShopFor } from '../pricing/read-shop-for.ts'
import { readShopFor } from '../pricing/read-shop-for.ts'
import { rowToImage } from '../products/product-rows.ts'
import type { ShopRow } from '../shop/read-shop.ts'
import type { CartRow } from './cart-rows.ts'
import { isSold, readCartRows, soldRows } from './cart-rows.ts'

const { carts } = schema

/** Reads the buyer's cart with current prices and problems; returns an empty cart for a buyer without one. */
export const getCart = (deps: Deps, buyer: Buyer | null): Promise<Cart> => readCart(deps.db.read, deps, buyer)

/** Reads and prices a buyer's cart, also inside a transaction. */
export const readCart = async (read: Reads, deps: Pick<Deps, 'now'>, buyer: Buyer | null): Promise<Cart> => {
  const shopFor = await readShopFor(read, null)
  const cart = buyer && (await findCart(read, buyer))
  return showCart(await readCartToPrice(read, deps, { cart: cart ?? null, ...shopFor }))
}

const cartColumns = {
  id: carts.id,
  status: carts.status,
  version: carts.version,
  currency: carts.currency,
  /** The coupon codes, in the order in which they were entered. */
  codes: sql<string[]>`(
    select json_group_array(code) from (select code from cart_coupons where cart_id = carts.id order by created_at, code)
  )`.mapWith((json: string) => JSON.parse(json) as string[]),
}
// Literal values, so that the index of live carts is used. With bound values, every cart ever created is read.
const isLive = sql`${carts.status} in ('open', 'ordering')`
const isOpen = sql`${carts.status} = 'open' and ${isLive}`

const selectCartOfGuest = compiledForOne((q, { guestHash }: Given<{ guestHash: string }>) =>
  q
    .select(cartColumns)
    .from(carts)
    .where(and(eq(carts.guestHash, guestHash), isLive))
)

const selectCartOfUser = compiledForOne((q, { userId }: Given<{ userId: IdOf<'user'> }>) =>
  q
    .select(cartColumns)
    .from(carts)
    .where(and(eq(carts.userId, userId), isLive))
)

/** Finds the cart that a buyer is filling or paying for. */
export const findCart = (read: Reads, { userId, guestHash }: Buyer) =>
  userId === null ? selectCartOfGuest(read, { guestHash }) : selectCartOfUser(read, { userId })

const takeCartOfGuest = compiledForOne((q, { guestHash }: Given<{ guestHash: string }>) =>
  q
    .update(carts)
    .set({ status: 'ordering' })
    .where(and(eq(carts.guestHash, guestHash), isOpen))
    .returning(cartColumns)
)

const takeCartOfUser = compiledForOne((q, { userId }: Given<{ userId: IdOf<'user'> }>) =>
  q
    .update(carts)
    .set({ status: 'ordering' })
    .where(and(eq(carts.userId, userId), isOpen))
    .returning(cartColumns)
)

/** Marks the buyer's open cart as being ordered, and returns it. Undefined if there is none or it is already marked. */
export const takeOpenCart = (tx: Tx, { userId, guestHash }: Buyer) =>
  userId === null ? takeCartOfGuest(tx, { guestHash }) : takeCartOfUser(tx, { userId })

type FoundCart = NonNullable<Awaited<ReturnType<typeof findCart>>>

/** A cart with everything that its price depends on. */
export interface CartToPrice {
  readonly shop: ShopRow
  readonly cart: FoundCart | null
  readonly currency: Currency
  readonly rows: readonly CartRow[]
  readonly context: PricingContext
}

/** A cart to price for the country of its zone, and the buyer's e-mail address if it is known. */
export interface CartOf extends ShopFor {
  readonly cart: FoundCart | null
  readonly email?: string | null
}

/** Reads a cart with everything that its price depends on. */
export const readCartToPrice = async (
  read: Reads,
  deps: Pick<Deps, 'now'>,
  { cart, email = null, ...shopFor }: CartOf
): Promise<CartToPrice> => {
  const { shop } = shopFor
  const currency = cart?.currency ?? shop.currency
  const rows = cart ? await readCartRows(read, cart.id, currency) : []
  const query = { currency, codes: cart?.codes ?? [], email, now: deps.now(), ...shopFor }
  return { shop, cart, currency, rows, context: await readPricing(read, query, soldRows(rows)) }
}

const showCart = ({ cart, currency, rows, context }: CartToPrice): Cart => {
  const { input, priced } = priceRows(context)
  const of = (amount: number) => money(amount, currency)
  return {
    id: cart?.id ?? null,
    currency,
    lines: rows.map((row) => rowToLine(row, currency, priced)),
    itemCount: rows.reduce((sum, row) => sum + row.quantity, 0),
    totals: totalsOf(priced),
    discounts: priced.discounts.map(({ title, code, amount }) => ({ title, code, amount: of(amount) })),
    coupons: couponsOf(context, priced),
    taxes: priced.taxes.map((tax) => ({ ...tax, base: of(tax.base), amount: of(tax.amount) })),
    problems: rows.flatMap((row) => problemsOf(row, currency)),
    // The contract's arrays are mutable, those of the function are not. This value is returned once and kept nowhere.
    pricing: input as Cart['pricing'],
  }
}

const rowToLine = (row: CartRow, currency: Currency, priced: PricedCart): CartLine => {
  const unitAmount = row.unitAmount ?? 0
  return {
    id: row.id,
    variantId: row.variantId,
    productSlug: row.productSlug,
    productTitle: row.productTitle,
    variantTitle: row.hasOptions ? row.variantTitle : '',
    sku: row.sku,
    image: rowToCartImage(row),
    quantity: row.quantity,
    unitPrice: money(unitAmount, currency),
    total: money(unitAmount * row.quantity, currency),
    discount: money(priced.lines.find(({ id }) => id === row.id)?.discount ?? 0, currency),
    available: availableQuantity(row),
  }
}

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

const problemsOf = (row: CartRow, currency: Currency): CartProblem[] => {
  const base = { lineId: row.id, sku: row.sku, available: null, previousPrice: null }
  if (!isSold(row)) return [{ code: row.status === 'active' ? 'no_price' : 'unavailable', ...base }]
  const problems: CartProblem[] = []
  const available = availableQuantity(row)
  if (available !== null && available < row.quantity) problems.push({ code: 'out_of_stock', ...base, available })
  if (row.seenAmount !== row.unitAmount) {
    problems.push({ code: 'price_changed', ...base, previousPrice: money(row.seenAmount, currency) })
  }
  return problems
}
