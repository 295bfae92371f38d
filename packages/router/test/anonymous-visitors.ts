import type { IdKind, IdOf } from '@tradepost/contract'
import { idPrefixes, makeId } from '@tradepost/contract'
import { authorizationMatrix } from './authorization-matrix.ts'
import { byInvoice, newKey } from './order-desk.ts'
import { callByPath, listProcedures } from './procedure-list.ts'
import type { ApiCaller, TestShop } from './test-shop.ts'
import { newVisitor, orderInput, PASSWORD } from './test-shop.ts'

/** Returns well-formed IDs that identify nothing. */
export const strangeIds = (): Record<string, string> => {
  // Every key of `idPrefixes` is a kind of ID.
  const kinds = Object.keys(idPrefixes) as IdKind[]
  return Object.fromEntries(kinds.map((kind) => [kind, makeId(kind, 0, (length) => new Uint8Array(length))]))
}

/** Calls every public procedure except subscriptions once, each as a new visitor. */
export const strangeCalls = async (shop: TestShop): Promise<void> => {
  for (const { path, type } of listProcedures().filter(({ access }) => access === 'public')) {
    if (type === 'subscription') continue
    const input = authorizationMatrix[path]?.input(strangeIds())
    await callByPath(shop.as(newVisitor({ address: path })), path, input).catch(() => {})
  }
}

/** One visitor of a day: the visitor's number, and the variants for sale. */
export interface VisitOf {
  readonly n: number
  readonly variantIds: readonly IdOf<'variant'>[]
  /** Whether some visitors also order. Orders are kept permanently. */
  readonly ordersToo?: boolean
}

type Visit = (api: ApiCaller, n: number) => Promise<unknown>

const challenge = { method: 'test_card', cardNumber: '4000002500003155' } as const
const declined = { method: 'test_card', cardNumber: '4000000000000002' } as const
const mail = (n: number) => `visitor-${n}@example.com`

// Acts that one in `oneIn` visitors performs besides filling a cart. The others abandon the cart.
const habits: readonly (readonly [oneIn: number, visit: Visit])[] = [
  [7, (api, n) => api.cart.applyCoupon({ code: `GUESS-${n}` })],
  [10, (api, n) => api.auth.signIn({ email: mail(n), password: 'not the password' })],
  [
    12,
    async (api) => {
      for (const { id: lineId } of (await api.cart.get()).lines) await api.cart.removeItem({ lineId })
    },
  ],
  [30, (api, n) => api.auth.register({ email: mail(n), name: 'Ada', password: PASSWORD })],
  [45, (api, n) => api.auth.requestPasswordReset({ email: mail(n) })],
  [50, (api) => api.orders.track({ number: 'TP-0000-0000', email: 'nobody@example.com' })],
]

const orderHabits: typeof habits = [
  [15, (api, n) => api.orders.place(orderInput(newKey(), { email: mail(n) }))],
  [20, (api, n) => api.checkout.start(orderInput(newKey(), { email: mail(n), payment: challenge }))],
  [25, (api, n) => api.orders.place(orderInput(newKey(), { email: mail(n), payment: declined }))],
  [40, (api, n) => api.orders.place(orderInput(newKey(), { email: mail(n), ...byInvoice }))],
]

/** Plays one visitor, who searches, fills a cart, and follows their habits. Refusals are part of the day. */
export const playVisitor = async (shop: TestShop, { n, variantIds, ordersToo = true }: VisitOf): Promise<void> => {
  const api = shop.as(newVisitor({ address: `10.${(n >> 16) & 255}.${(n >> 8) & 255}.${n & 255}` }))
  await api.products.list({ search: 'mug' })
  const variantId = variantIds[n % variantIds.length]
  if (variantId) await api.cart.addItem({ variantId, quantity: 1 }).catch(() => {})
  for (const [oneIn, visit] of [...habits, ...(ordersToo ? orderHabits : [])])
    if (n % oneIn === 0) await visit(api, n).catch(() => {})
}
