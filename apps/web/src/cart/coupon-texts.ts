import { type Cart, type CartCoupon, type CouponRefusal, formatMoney, money } from '@tradepost/contract'

/** The explanation of each reason to refuse a code. */
export const refusalTexts: Record<CouponRefusal, string> = {
  not_found: 'This code is not valid. Check the spelling, and whether the offer is still running.',
  not_started: 'This code does not count yet.',
  ended: 'This code is over.',
  used_up: 'This code has been used as often as it may be.',
  used_by_you: 'You have used this code before.',
  below_minimum: 'Your cart does not reach what this code asks for.',
  nothing_to_discount: 'Nothing in your cart is reduced by this code.',
  not_combinable: 'Another offer saves you more, and this code does not go with it.',
}

/** Returns why a code in the cart does not apply now and, if known, what is missing; null if it applies. */
export const refusalText = (coupon: CartCoupon, { pricing, totals, itemCount }: Cart): string | null => {
  if (coupon.refusal === null) return null
  const promotion = pricing.promotions.find(({ code }) => code === coupon.code)
  if (coupon.refusal !== 'below_minimum' || !promotion) return refusalTexts[coupon.refusal]
  const missing = promotion.minimumAmount - totals.subtotal.amount
  if (missing > 0) return `It counts from ${formatMoney(money(promotion.minimumAmount, pricing.currency))} of goods on.`
  return promotion.minimumQuantity > itemCount
    ? `It counts from ${promotion.minimumQuantity} items on.`
    : refusalTexts.below_minimum
}
