import type { IdKind } from '@tradepost/contract'
import { csvOf } from './product-csv.ts'
import { orderInput, PASSWORD } from './test-shop.ts'

/** Everybody who may call: nobody known, a guest by cookie, accounts of each role, and the operator of the machine. */
export const actors = [
  'anonymous',
  'guest',
  'customerA',
  'customerB',
  'support',
  'warehouse',
  'manager',
  'owner',
  'operator',
] as const

export type Actor = (typeof actors)[number]

const everybody: readonly Actor[] = actors
const accounts: readonly Actor[] = ['customerA', 'customerB', 'support', 'warehouse', 'manager', 'owner']
const staff: readonly Actor[] = ['support', 'warehouse', 'manager', 'owner']

/** Ids that belong to customer A, or to what is not for sale. */
export type KnownIds = Readonly<Partial<Record<IdKind, string>>>

interface Row {
  readonly allowed: readonly Actor[]
  /** An input that is good in itself. */
  readonly input: (ids: KnownIds) => unknown
  /** For each kind of id that the input takes: the input with that id, and the code that a foreign one is answered with. */
  readonly foreign?: Readonly<Partial<Record<IdKind, { input: (id: string) => unknown; code: string }>>>
}

const nothing = () => undefined
let made = 0
const newAddress = () => `person-${++made}@example.com`

const productsForm = () => {
  const form = new FormData()
  form.set('file', new Blob([csvOf([{ slug: 'imported', price: '1.00' }])]))
  form.set('dryRun', 'true')
  return form
}

/** Who may call what: one row a procedure, every cell of which is tried. A procedure without a row fails the test. */
export const authorizationMatrix: Readonly<Record<string, Row>> = {
  'admin.orders.list': { allowed: staff, input: () => ({}) },
  'admin.products.import': { allowed: ['manager', 'owner'], input: productsForm },
  'auth.register': {
    allowed: everybody,
    input: () => ({ email: newAddress(), name: 'New', password: PASSWORD }),
  },
  'auth.session': { allowed: everybody, input: nothing },
  'auth.signIn': { allowed: everybody, input: () => ({ email: 'customera@example.com', password: PASSWORD }) },
  'auth.signOut': { allowed: everybody, input: nothing },
  'cart.addItem': {
    allowed: everybody,
    input: ({ variant }) => ({ variantId: variant }),
    foreign: { variant: { input: (variantId) => ({ variantId }), code: 'variant.not_found' } },
  },
  'cart.get': { allowed: everybody, input: nothing },
  'cart.removeItem': {
    allowed: everybody,
    input: ({ cartLine }) => ({ lineId: cartLine }),
    foreign: { cartLine: { input: (lineId) => ({ lineId }), code: 'cart.line_not_found' } },
  },
  'cart.setQuantity': {
    allowed: everybody,
    input: ({ cartLine }) => ({ lineId: cartLine, quantity: 2 }),
    foreign: { cartLine: { input: (lineId) => ({ lineId, quantity: 2 }), code: 'cart.line_not_found' } },
  },
  'operator.createOwner': {
    allowed: ['operator'],
    input: () => ({ email: newAddress(), name: 'New', password: PASSWORD }),
  },
  'operator.migrations': { allowed: ['operator'], input: nothing },
  'operator.seed': { allowed: ['operator'], input: nothing },
  'orders.get': {
    allowed: everybody,
    input: ({ order }) => ({ id: order }),
    foreign: { order: { input: (id) => ({ id }), code: 'order.not_found' } },
  },
  'orders.list': { allowed: accounts, input: () => ({}) },
  'orders.place': { allowed: everybody, input: () => orderInput('matrix-key') },
  'products.get': {
    allowed: everybody,
    input: ({ product }) => ({ id: product }),
    foreign: { product: { input: (id) => ({ id }), code: 'product.not_found' } },
  },
  'products.list': { allowed: everybody, input: () => ({}) },
  'shop.get': { allowed: everybody, input: nothing },
}
