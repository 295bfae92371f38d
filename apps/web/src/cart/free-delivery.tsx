import { type Cart, formatMoney, money } from '@tradepost/contract'
import { useShop } from '../shop/shop-queries.ts'

/** Says how much is missing for free delivery, with a bar. */
export const FreeDelivery = ({ cart }: { cart: Cart }) => {
  const from = useShop()?.freeShippingFrom
  if (!from || from.amount === 0) return null
  const missing = from.amount - cart.totals.subtotal.amount
  const share = Math.min(1, cart.totals.subtotal.amount / from.amount)
  return (
    <div className="mb-6 text-sm">
      <p className={missing > 0 ? 'text-muted' : 'font-medium text-leaf'}>
        {missing > 0 ? `${formatMoney(money(missing, from.currency))} more for free delivery` : 'Delivery is free'}
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
