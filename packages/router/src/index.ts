import { account } from './account.ts'
import { admin } from './admin.ts'
import { auth } from './auth.ts'
import { cart } from './cart.ts'
import { checkout } from './checkout.ts'
import { collections } from './collections.ts'
import { operatorActs } from './operator.ts'
import { orders } from './orders.ts'
import { products } from './products.ts'
import { shop } from './shop.ts'
import { router } from './trpc.ts'

export type { Caller, CallerState, Context } from './context.ts'
export { identityOf } from './identity.ts'
export type { Meta } from './trpc.ts'
export { actorOf, assertPermission } from './trpc.ts'
export type { ErrorShape } from './wire-errors.ts'
export { toShape } from './wire-errors.ts'

/** The whole API. */
export const appRouter = router({
  account,
  admin,
  auth,
  cart,
  checkout,
  collections,
  operator: operatorActs,
  orders,
  products,
  shop,
})

/** The type of the whole API. Clients know nothing else of it. */
export type AppRouter = typeof appRouter
