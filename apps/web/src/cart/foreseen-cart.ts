import {
  type Cart,
  type CartLine,
  money,
  multiplyMoney,
  priceCart,
  type PricedCart,
  type PricingSnapshot,
  type Product,
  type Shop,
  totalsOf,
  type Variant,
} from '@tradepost/contract'

const PENDING_PREFIX = 'cln_pending_'

/** An item that is added to the cart, with the data needed to show it before the server responds. */
export interface Addition {
  readonly product: Product
  readonly variant: Variant
  readonly quantity: number
}

/** Returns whether a line is an optimistic one that the server has not confirmed. It cannot be changed yet. */
export const isPendingLine = (line: CartLine): boolean => line.id.startsWith(PENDING_PREFIX)

interface Change {
  readonly lines: readonly CartLine[]
  readonly pricing: PricingSnapshot
}

const withPrices = (cart: Cart, { lines, pricing }: Change): Cart => {
  const priced = priceCart(pricing)
  const of = (amount: number) => money(amount, cart.currency)
  const discountOf = (id: string) => of(priced.lines.find((line) => line.id === id)?.discount ?? 0)
  return {
    ...cart,
    pricing,
    lines: lines.map((line) => ({ ...line, discount: discountOf(line.id) })),
    itemCount: lines.reduce((sum, line) => sum + line.quantity, 0),
    totals: totalsOf(priced),
    discounts: priced.discounts.map(({ title, code, amount }) => ({ title, code, amount: of(amount) })),
    coupons: cart.coupons.map((coupon) => foreseeCoupon(coupon, pricing, priced)),
    taxes: priced.taxes.map(({ name, basisPoints, base, amount }) => ({
      name,
      basisPoints,
      base: of(base),
      amount: of(amount),
    })),
    problems: cart.problems.filter((problem) => lines.some((line) => line.id === problem.lineId)),
  }
}

// A code that the server refused permanently is not among the promotions. It stays as it is.
const foreseeCoupon = (
  coupon: Cart['coupons'][number],
  pricing: PricingSnapshot,
  priced: PricedCart
): Cart['coupons'][number] =>
  pricing.promotions.some(({ code }) => code === coupon.code)
    ? { ...coupon, refusal: priced.refused.find(({ code }) => code === coupon.code)?.reason ?? null }
    : coupon

const withQuantity = (line: CartLine, quantity: number): CartLine => ({
  ...line,
  quantity,
  total: multiplyMoney(line.unitPrice, quantity),
})

const pendingLine = ({ product, variant, quantity }: Addition): CartLine => ({
  id: `${PENDING_PREFIX}${variant.id}`,
  variantId: variant.id,
  productSlug: product.slug,
  productTitle: product.title,
  variantTitle: variant.title,
  sku: variant.sku,
  image: product.images.find((image) => image.id === variant.imageId) ?? product.image,
  quantity,
  unitPrice: variant.price,
  total: multiplyMoney(variant.price, quantity),
  discount: multiplyMoney(variant.price, 0),
  available: variant.availability.quantity,
})

// The server names no shipping method for an empty cart, so use the shop's first one.
const firstShipping = (shop: Shop | undefined, cart: Cart): PricingSnapshot['shipping'] => {
  const fee = shop?.shippingFee
  if (!fee || fee.currency !== cart.currency) return null
  return { amount: fee.amount, freeFromAmount: shop.freeShippingFrom?.amount ?? null, taxClass: 'standard' }
}

/**
 * Returns the cart as it will be after the server adds the item, priced by the server's own function. The collections
 * of the new product are unknown here, so discounts that depend on them appear with the response.
 */
export const foreseeAddition = (cart: Cart, added: Addition, shop?: Shop): Cart => {
  const known = cart.lines.find((line) => line.variantId === added.variant.id)
  if (known) return foreseeQuantity(cart, { lineId: known.id, quantity: known.quantity + added.quantity })
  // Only the server knows the price in another currency.
  if (added.variant.price.currency !== cart.currency) return cart
  const line = pendingLine(added)
  const priced = {
    id: line.id,
    productId: added.product.id,
    collectionIds: [],
    unitAmount: line.unitPrice.amount,
    quantity: line.quantity,
    taxClass: 'standard',
  }
  const { pricing } = cart
  const shipping = cart.lines.length === 0 ? firstShipping(shop, cart) : pricing.shipping
  return withPrices(cart, {
    lines: [...cart.lines, line],
    pricing: { ...pricing, shipping, lines: [...pricing.lines, priced] },
  })
}

/** Returns the cart as it will be after the quantity of a line changes; 0 removes the line. */
export const foreseeQuantity = (cart: Cart, { lineId, quantity }: { lineId: string; quantity: number }): Cart => {
  const { pricing } = cart
  return withPrices(cart, {
    lines: cart.lines
      .map((line) => (line.id === lineId ? withQuantity(line, quantity) : line))
      .filter((line) => line.quantity > 0),
    pricing: {
      ...pricing,
      lines: pricing.lines
        .map((line) => (line.id === lineId ? { ...line, quantity } : line))
        .filter((line) => line.quantity > 0),
    },
  })
}
