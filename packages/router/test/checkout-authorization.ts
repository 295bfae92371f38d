import type { Actor, Row } from './authorization-matrix.ts'
import { orderInput } from './test-shop.ts'

/** Returns the authorization matrix's rows for coupons and checkouts: everybody may call them, each for their own. */
export const checkoutAuthorization = (everybody: readonly Actor[]): Readonly<Record<string, Row>> => {
  const ofOrder = (): Row => ({
    allowed: everybody,
    input: ({ order }) => ({ orderId: order }),
    foreign: { order: { input: (orderId) => ({ orderId }), code: 'order.not_found' } },
  })
  const ordering = (): Row => {
    const shippedBy = (shippingMethodId: string) => ({ ...orderInput('key-of-no-shipping'), shippingMethodId })
    return {
      allowed: everybody,
      input: () => orderInput('matrix-key'),
      unknown: { shippingMethod: { input: shippedBy, code: 'shipping.unavailable' } },
    }
  }
  return {
    'orders.place': ordering(),
    'cart.applyCoupon': { allowed: everybody, input: () => ({ code: 'NO-SUCH-CODE' }) },
    'cart.removeCoupon': { allowed: everybody, input: () => ({ code: 'NO-SUCH-CODE' }) },
    'cart.setCurrency': { allowed: everybody, input: () => ({ currency: 'EUR' }) },
    'checkout.options': { allowed: everybody, input: () => ({ countryCode: 'IE' }) },
    'checkout.start': ordering(),
    'checkout.complete': ofOrder(),
    'checkout.status': ofOrder(),
    'checkout.cancel': ofOrder(),
  }
}
