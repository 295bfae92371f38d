import { type Cart, formatMoney, money, priceCart } from '@tradepost/contract'

/** Shows how much is missing for free delivery, with a bar. Renders nothing if delivery is never or always free. */
export const FreeDelivery = ({ cart }: { cart: Cart }) => {
  const from = cart.pricing.shipping?.freeFromAmount ?? null
  if (from === null || from === 0 || cart.pricing.shipping?.amount === 0) return null
  const { subtotal, discount, shipping, shippingDiscount } = priceCart(cart.pricing)
  const isFree = shipping === shippingDiscount
  const missing = from - (subtotal - discount)
  const share = isFree ? 1 : (subtotal - discount) / from
  return (
    <div className="mb-6 text-sm">
      <p className={isFree ? 'font-medium text-leaf' : 'text-muted'}>
        {isFree ? 'Delivery is free' : `${formatMoney(money(missing, cart.currency))} more for free delivery`}
      </p>
      <div aria-hidden className="mt-2 h-1 overflow-hidden rounded-full bg-line">
        <div
          className="h-full rounded-full bg-leaf transition-[width] duration-300"
          style={{ width: `${share * 100}%` }}
        />
      </div>
    </div>
  )
}
