import type { IdKind } from '@tradepost/contract'
import { checkoutAuthorization } from './checkout-authorization.ts'
import { chunkForm } from './import-runs.ts'
import { orderAuthorization } from './order-authorization.ts'
import { pricingSettingsMatrix } from './pricing-settings-matrix.ts'
import { stockAuthorization } from './stock-authorization.ts'
import { orderInput, PASSWORD } from './test-shop.ts'

/**
 * All kinds of callers: anonymous, a guest with a cookie, accounts of each role, keys with all or few permissions, and
 * the operator of the server. Also callers who have lost access, for each way in which a session or a key can end.
 */
export const actors = [
  'anonymous',
  'guest',
  'customerA',
  'customerB',
  'support',
  'warehouse',
  'manager',
  'owner',
  'ownerWithoutFactor',
  'keyWithScope',
  'keyWithoutRefund',
  'keyWithoutScope',
  'operator',
  'expiredSession',
  'revokedSession',
  'disabledUser',
  'expiredKey',
  'revokedKey',
  'keyOfDisabled',
] as const

export type Actor = (typeof actors)[number]

const everybody: readonly Actor[] = actors
const accounts: readonly Actor[] = [
  'customerA',
  'customerB',
  'support',
  'warehouse',
  'manager',
  'owner',
  'ownerWithoutFactor',
]
const staff: readonly Actor[] = ['support', 'warehouse', 'manager', 'owner', 'keyWithScope', 'keyWithoutRefund']
const managers: readonly Actor[] = ['manager', 'owner', 'keyWithScope', 'keyWithoutRefund']
const owners: readonly Actor[] = ['owner', 'keyWithScope', 'keyWithoutRefund']

/** IDs that belong to customer A, to products that are not for sale, or to the back office; `user` is a staff user. */
export type KnownIds = Readonly<Partial<Record<IdKind | 'customer', string>>>

type Crossings = Readonly<Partial<Record<IdKind, { input: (id: string, ids: KnownIds) => unknown; code: string }>>>

/** The actors that may call one procedure, and its inputs. */
export interface Row {
  readonly allowed: readonly Actor[]
  /** Returns a valid input. */
  readonly input: (ids: KnownIds) => unknown
  /** For a staff act that can refund money: an input that does, for the paid order or the approved return. */
  readonly movesMoney?: (ids: KnownIds) => unknown
  /** For each kind of ID that belongs to a caller: the input with that ID, and the error code for another's ID. */
  readonly foreign?: Crossings
  /** For each kind of ID that belongs to the shop: the input with that ID, and the error code for an unknown ID. */
  readonly unknown?: Crossings
}

const nothing = () => undefined
const NO_TOKEN = '0'.repeat(40)
const WRONG = 'not the password'
let made = 0
const newAddress = () => `person-${++made}@example.com`

/** Returns a form with an image of one pixel. */
export const pictureForm = () => {
  const form = new FormData()
  form.set('file', new File(['GIF89a\u0001\0\u0001\0\0\0\0,\0\0\0\0\u0001\0\u0001\0\0\u0002\u0001D\0;'], 'dot.gif'))
  return form
}

const address = orderInput('some-address').shippingAddress

const plain = { title: 'A product', variants: [{ optionValues: [], prices: [{ currency: 'EUR', amount: 100 }] }] }
const ofVariant = (id: string) => ({ variants: plain.variants.map((variant) => ({ ...variant, id })) })
const newProduct = () => ({ idempotencyKey: `key-${++made}-of-matrix`, ...plain })
const bulkChange = (id: string | undefined) => ({
  ids: [id],
  change: { kind: 'add_tags', tags: ['tried'] },
  idempotencyKey: `key-${++made}-of-matrix`,
})

const ofImport = {
  input: ({ import: id }: KnownIds) => ({ id }),
  unknown: { import: { input: (id: string) => ({ id }), code: 'import.not_found' } },
}

/** Who may call what: one row per procedure. Tests try every cell, and fail for a procedure without a row. */
export const authorizationMatrix: Readonly<Record<string, Row>> = {
  ...pricingSettingsMatrix,
  ...checkoutAuthorization(everybody),
  ...orderAuthorization(everybody),
  'account.addresses.add': { allowed: accounts, input: () => ({ address }) },
  'account.addresses.list': { allowed: accounts, input: nothing },
  'account.addresses.remove': {
    allowed: accounts,
    input: ({ address }) => ({ id: address }),
    foreign: { address: { input: (id) => ({ id }), code: 'address.not_found' } },
  },
  'account.addresses.update': {
    allowed: accounts,
    input: ({ address: id }) => ({ id, address }),
    foreign: { address: { input: (id) => ({ id, address, isDefault: true }), code: 'address.not_found' } },
  },
  'account.apiKeys.list': { allowed: accounts, input: nothing },
  'account.apiKeys.revokeAll': { allowed: accounts, input: nothing },
  'account.data.erase': { allowed: accounts, input: () => ({ password: WRONG }) },
  'account.data.export': { allowed: accounts, input: nothing },
  'account.email.requestChange': { allowed: accounts, input: () => ({ newEmail: newAddress(), password: WRONG }) },
  'account.mfa.begin': { allowed: accounts, input: () => ({ password: PASSWORD }) },
  'account.mfa.confirm': { allowed: accounts, input: () => ({ code: '000000' }) },
  'account.mfa.disable': { allowed: accounts, input: () => ({ password: PASSWORD, code: '000000' }) },
  'account.mfa.regenerateCodes': { allowed: accounts, input: () => ({ password: PASSWORD, code: '000000' }) },
  'account.mfa.status': { allowed: accounts, input: nothing },
  'account.password.change': {
    allowed: accounts,
    input: () => ({ currentPassword: WRONG, newPassword: 'another long password' }),
  },
  'account.profile.update': { allowed: accounts, input: () => ({ name: 'Another Name' }) },
  'account.sessions.list': { allowed: accounts, input: nothing },
  'account.sessions.revoke': {
    allowed: accounts,
    input: ({ session }) => ({ id: session }),
    foreign: { session: { input: (id) => ({ id }), code: 'session.not_found' } },
  },
  'account.sessions.revokeOthers': { allowed: accounts, input: nothing },
  'admin.apiKeys.create': {
    allowed: owners,
    input: () => ({ name: 'tool', permissions: ['orders:read'], password: PASSWORD }),
  },
  'admin.apiKeys.list': { allowed: owners, input: nothing },
  'admin.apiKeys.revoke': {
    allowed: owners,
    input: ({ apiKey }) => ({ id: apiKey }),
    unknown: { apiKey: { input: (id) => ({ id }), code: 'api_key.not_found' } },
  },
  'admin.apiKeys.rotate': {
    allowed: owners,
    input: ({ apiKey }) => ({ id: apiKey, password: PASSWORD }),
    unknown: { apiKey: { input: (id) => ({ id, password: PASSWORD }), code: 'api_key.not_found' } },
  },
  'admin.audit.list': { allowed: managers, input: () => ({}) },
  'admin.collections.arrange': {
    allowed: managers,
    input: ({ collection, product }) => ({ id: collection, action: 'add', productIds: [product] }),
    unknown: {
      collection: {
        input: (id, { product }) => ({ id, action: 'add', productIds: [product] }),
        code: 'collection.not_found',
      },
      product: {
        input: (id, { collection }) => ({ id: collection, action: 'add', productIds: [id] }),
        code: 'product.not_found',
      },
    },
  },
  'admin.collections.create': {
    allowed: managers,
    input: () => ({ title: 'A collection' }),
    unknown: {
      collection: { input: (parentId) => ({ title: 'Below', parentId }), code: 'collection.not_found' },
      media: { input: (mediaId) => ({ title: 'Pictured', mediaId }), code: 'media.not_found' },
    },
  },
  'admin.collections.delete': {
    allowed: managers,
    input: ({ collection: id }) => ({ id, version: 1 }),
    unknown: { collection: { input: (id) => ({ id, version: 1 }), code: 'collection.not_found' } },
  },
  'admin.collections.get': {
    allowed: staff,
    input: ({ collection: id }) => ({ id }),
    unknown: { collection: { input: (id) => ({ id }), code: 'collection.not_found' } },
  },
  'admin.collections.list': { allowed: staff, input: nothing },
  'admin.collections.products': {
    allowed: staff,
    input: ({ collection: id }) => ({ id }),
    unknown: { collection: { input: (id) => ({ id }), code: 'collection.not_found' } },
  },
  'admin.collections.update': {
    allowed: managers,
    input: ({ collection: id }) => ({ id, version: 1, title: 'Renamed' }),
    unknown: {
      collection: { input: (id) => ({ id, version: 1, title: 'Renamed' }), code: 'collection.not_found' },
      media: {
        input: (mediaId, { collection: id }) => ({ id, version: 1, title: 'Pictured', mediaId }),
        code: 'media.not_found',
      },
    },
  },
  'admin.customers.endSessions': {
    allowed: managers,
    input: ({ customer: userId }) => ({ userId }),
    unknown: { user: { input: (userId) => ({ userId }), code: 'customer.not_found' } },
  },
  'admin.customers.find': {
    allowed: ['support', ...managers],
    input: ({ customer: search }) => ({ search }),
  },
  'admin.customers.setDisabled': {
    allowed: managers,
    input: ({ customer: userId }) => ({ userId, disabled: true }),
    unknown: { user: { input: (userId) => ({ userId, disabled: true }), code: 'customer.not_found' } },
  },
  'admin.imports.append': { allowed: managers, input: ({ import: id }) => chunkForm(id ?? '', 0, 'Handle') },
  'admin.imports.cancel': { allowed: managers, ...ofImport },
  'admin.imports.create': { allowed: managers, input: () => ({ fileName: 'products.csv', sizeBytes: 1 }) },
  'admin.imports.get': { allowed: staff, ...ofImport },
  'admin.imports.list': { allowed: staff, input: () => ({}) },
  'admin.imports.onProgress': { allowed: staff, ...ofImport },
  'admin.imports.start': { allowed: managers, ...ofImport },
  ...stockAuthorization,
  'admin.media.delete': {
    allowed: managers,
    input: ({ media }) => ({ id: media }),
    unknown: { media: { input: (id) => ({ id }), code: 'media.not_found' } },
  },
  'admin.media.list': { allowed: staff, input: () => ({}) },
  'admin.media.update': {
    allowed: managers,
    input: ({ media }) => ({ id: media, alt: 'Mug' }),
    unknown: { media: { input: (id) => ({ id, alt: 'Mug' }), code: 'media.not_found' } },
  },
  'admin.media.upload': { allowed: managers, input: pictureForm },
  'admin.products.bulkUpdate': {
    allowed: managers,
    input: ({ product }) => bulkChange(product),
    unknown: { product: { input: bulkChange, code: 'product.not_found' } },
  },
  'admin.products.create': {
    allowed: managers,
    input: () => newProduct(),
    unknown: {
      collection: { input: (id) => ({ ...newProduct(), collectionIds: [id] }), code: 'collection.not_found' },
      image: { input: (id) => ({ ...newProduct(), images: [{ id, alt: '' }] }), code: 'product.invalid' },
      media: { input: (mediaId) => ({ ...newProduct(), images: [{ mediaId, alt: '' }] }), code: 'media.not_found' },
      variant: { input: (id) => ({ ...newProduct(), ...ofVariant(id) }), code: 'product.invalid' },
    },
  },
  'admin.products.delete': {
    allowed: managers,
    input: ({ product: id }) => ({ id, version: 1 }),
    unknown: { product: { input: (id) => ({ id, version: 1 }), code: 'product.not_found' } },
  },
  'admin.products.get': {
    allowed: staff,
    input: ({ product: id }) => ({ id }),
    unknown: { product: { input: (id) => ({ id }), code: 'product.not_found' } },
  },
  'admin.products.list': { allowed: staff, input: () => ({}) },
  'admin.products.update': {
    allowed: managers,
    input: ({ product: id }) => ({ id, version: 1, ...plain }),
    unknown: {
      product: { input: (id) => ({ id, version: 1, ...plain }), code: 'product.not_found' },
      collection: {
        input: (own, { product: id }) => ({ id, version: 1, ...plain, collectionIds: [own] }),
        code: 'collection.not_found',
      },
      image: {
        input: (own, { product: id }) => ({ id, version: 1, ...plain, images: [{ id: own, alt: '' }] }),
        code: 'product.invalid',
      },
      media: {
        input: (mediaId, { product: id }) => ({ id, version: 1, ...plain, images: [{ mediaId, alt: '' }] }),
        code: 'media.not_found',
      },
      variant: {
        input: (own, { product: id }) => ({ id, version: 1, ...plain, ...ofVariant(own) }),
        code: 'product.invalid',
      },
    },
  },
  'admin.settings.security': { allowed: owners, input: nothing },
  'admin.settings.setSecurity': { allowed: owners, input: () => ({ requireStaffMfa: false }) },
  'admin.staff.invite': { allowed: owners, input: () => ({ email: newAddress(), role: 'support' }) },
  'admin.staff.list': { allowed: managers, input: nothing },
  'admin.staff.revokeInvitation': {
    allowed: owners,
    input: ({ invitation }) => ({ id: invitation }),
    unknown: { invitation: { input: (id) => ({ id }), code: 'staff.invitation_not_found' } },
  },
  'admin.staff.setDisabled': {
    allowed: owners,
    input: ({ user }) => ({ userId: user, disabled: false }),
    unknown: { user: { input: (userId) => ({ userId, disabled: true }), code: 'staff.not_found' } },
  },
  'admin.staff.setRole': {
    allowed: owners,
    input: ({ user }) => ({ userId: user, role: 'support' }),
    unknown: { user: { input: (userId) => ({ userId, role: 'owner' }), code: 'staff.not_found' } },
  },
  'auth.acceptInvitation': {
    allowed: everybody,
    input: () => ({ token: NO_TOKEN, name: 'New', password: PASSWORD }),
  },
  'auth.confirmEmailChange': { allowed: everybody, input: () => ({ token: NO_TOKEN }) },
  'auth.register': {
    allowed: everybody,
    input: () => ({ email: newAddress(), name: 'New', password: PASSWORD }),
  },
  'auth.requestPasswordReset': { allowed: everybody, input: () => ({ email: newAddress() }) },
  'auth.resetPassword': { allowed: everybody, input: () => ({ token: NO_TOKEN, password: PASSWORD }) },
  'auth.session': { allowed: everybody, input: nothing },
  'auth.signIn': { allowed: everybody, input: () => ({ email: 'customera@example.com', password: PASSWORD }) },
  'auth.signOut': { allowed: everybody, input: nothing },
  'auth.verifyEmail': { allowed: everybody, input: () => ({ token: NO_TOKEN }) },
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
  'collections.get': {
    allowed: everybody,
    input: () => ({ slug: 'no-such-collection' }),
  },
  'collections.list': { allowed: everybody, input: nothing },
  'operator.createOwner': {
    allowed: ['operator'],
    input: () => ({ email: newAddress(), name: 'New', password: PASSWORD }),
  },
  'operator.migrations': { allowed: ['operator'], input: nothing },
  'operator.retryUndelivered': { allowed: ['operator'], input: nothing },
  'operator.seed': { allowed: ['operator'], input: nothing },
  'operator.undelivered': { allowed: ['operator'], input: nothing },
  'orders.list': { allowed: accounts, input: () => ({}) },
  'products.get': {
    allowed: everybody,
    input: ({ product }) => ({ id: product }),
    foreign: { product: { input: (id) => ({ id }), code: 'product.not_found' } },
  },
  'products.list': { allowed: everybody, input: () => ({}) },
  'products.related': {
    allowed: everybody,
    input: ({ product: id }) => ({ id }),
    foreign: { product: { input: (id) => ({ id }), code: 'product.not_found' } },
  },
  'products.suggest': { allowed: everybody, input: () => ({ search: 'mug' }) },
  'shop.get': { allowed: everybody, input: nothing },
}
