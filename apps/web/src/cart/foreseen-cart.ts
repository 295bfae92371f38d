import {
  type Cart,
  type CartLine,
  multiplyMoney,
  type PriceRules,
  priceLines,
  type Product,
  type Variant,
} from '@tradepost/contract'

const PENDING_PREFIX = 'cln_pending_'

/** What is added to the cart, with what is needed to show it before the server answers. */
export interface Addition {
  readonly product: Product
  readonly variant: Variant
  readonly quantity: number
}

/** Tells whether a line is shown ahead of the server's answer, so that it cannot be changed yet. */
export const isPendingLine = (line: CartLine): boolean => line.id.startsWith(PENDING_PREFIX)

const withLines = (cart: Cart, lines: CartLine[], rules: PriceRules): Cart => ({
  ...cart,
  lines,
  itemCount: lines.reduce((sum, line) => sum + line.quantity, 0),
  totals: priceLines(
    lines.map((line) => ({ unitAmount: line.unitPrice.amount, quantity: line.quantity })),
    rules
  ),
  problems: cart.problems.filter((problem) => lines.some((line) => line.id === problem.lineId)),
})

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
  available: variant.availability.quantity,
})

/** Gives the cart as it will be once the addition is answered, priced by the server's own rules. */
export const foreseeAddition = (cart: Cart, added: Addition, rules: PriceRules): Cart => {
  const isThere = cart.lines.some((line) => line.variantId === added.variant.id)
  const lines = isThere
    ? cart.lines.map((line) =>
        line.variantId === added.variant.id ? withQuantity(line, line.quantity + added.quantity) : line
      )
    : [...cart.lines, pendingLine(added)]
  return withLines(cart, lines, rules)
}

/** Gives the cart as it will be once a line has another quantity; 0 takes the line out. */
export const foreseeQuantity = (cart: Cart, change: { lineId: string; quantity: number }, rules: PriceRules): Cart => {
  const lines = cart.lines
    .map((line) => (line.id === change.lineId ? withQuantity(line, change.quantity) : line))
    .filter((line) => line.quantity > 0)
  return withLines(cart, lines, rules)
}
