import type { IdOf, Order, PlaceOrderInput } from '@tradepost/contract'
import { schema } from '@tradepost/db'
import { eq } from 'drizzle-orm'
import type { Account, ApiCaller, TestShop, Visitor } from './test-shop.ts'
import { makeTestShop, newVisitor, only, orderInput } from './test-shop.ts'

let made = 0

/** Returns a new idempotency key. */
export const newKey = (): string => `key-${++made}-of-a-test`

/** A line that a test orders: the quantity, price and stock of a new product. */
export interface Wanted {
  readonly price?: string
  readonly quantity?: number
  readonly onHand?: number
  readonly backorder?: boolean
}

/** A placed order with its buyer and the variants of its lines. */
export interface Placed {
  readonly order: Order
  readonly api: ApiCaller
  readonly visitor: Visitor
  readonly variantIds: readonly IdOf<'variant'>[]
}

/** A shop with a signed-in owner. */
export type OrderDesk = Awaited<ReturnType<typeof openDesk>>

/** Opens a shop with an owner; `desk` is the owner's order procedures. */
export const openDesk = async (chosen: Parameters<typeof makeTestShop>[0] = {}) => {
  const shop = await makeTestShop(chosen)
  const owner = await shop.signUp('olive', 'owner')
  const place = placeWith(shop)
  const setShop = async (values: Partial<typeof schema.shopSettings.$inferInsert>) => {
    await shop.deps.db.write((tx) => tx.update(schema.shopSettings).set(values).where(eq(schema.shopSettings.id, 1)))
  }
  return { shop, owner, desk: owner.api.admin.orders, place, setShop }
}

const placeWith =
  (shop: TestShop) =>
  async (
    wanted: readonly Wanted[] = [{}],
    { buyer, ...rest }: Partial<PlaceOrderInput> & { buyer?: Account | undefined } = {}
  ): Promise<Placed> => {
    const visitor = buyer?.visitor ?? newVisitor({ address: `buyer-${++made}` })
    const api = shop.as(visitor)
    const variantIds: IdOf<'variant'>[] = []
    for (const { price = '10.00', quantity = 1, onHand = 100, backorder = false } of wanted) {
      const sku = `SKU-${++made}`
      const variantId = only(await shop.addProduct({ slug: `product-${made}`, sku, price, onHand, backorder }))
      await api.cart.addItem({ variantId, quantity })
      variantIds.push(variantId)
    }
    const { order } = await api.orders.place(orderInput(newKey(), rest))
    return { order, api, visitor, variantIds }
  }

/** Pairs the lines of an order with quantities, by position. Skips lines with quantity 0. */
export const unitsOf = ({ lines }: Pick<Order, 'lines'>, quantities: readonly number[]) =>
  quantities.flatMap((quantity, index) => {
    const line = lines[index]
    return line && quantity > 0 ? [{ lineId: line.id, quantity }] : []
  })

export const byInvoice = { payment: { method: 'invoice' } } as const
