import type { Actor, KnownIds, Row } from './authorization-matrix.ts'
import { someShipping, someShopSettings } from './some-settings.ts'

const readers: readonly Actor[] = ['support', 'manager', 'owner', 'keyWithScope', 'keyWithoutRefund']
const managers: readonly Actor[] = ['manager', 'owner', 'keyWithScope', 'keyWithoutRefund']
const owners: readonly Actor[] = ['owner', 'keyWithScope', 'keyWithoutRefund']

const nothing = () => undefined
let made = 0

const percentOff = (on: object) => ({ kind: 'percent', basisPoints: 1000, on })

const ofPromotion = {
  input: ({ promotion: id }: KnownIds) => ({ id }),
  unknown: { promotion: { input: (id: string) => ({ id }), code: 'promotion.not_found' } },
}

/** The rows of promotions, zones, shipping and settings in the authorization matrix. */
export const pricingSettingsMatrix: Readonly<Record<string, Row>> = {
  'admin.promotions.create': {
    allowed: managers,
    input: () => ({ title: 'A promotion', reward: { kind: 'free_shipping' } }),
    unknown: {
      product: {
        input: (id) => ({ title: 'Off', reward: percentOff({ kind: 'products', ids: [id] }) }),
        code: 'product.not_found',
      },
      collection: {
        input: (id) => ({ title: 'Off', reward: percentOff({ kind: 'collections', ids: [id] }) }),
        code: 'collection.not_found',
      },
    },
  },
  'admin.promotions.delete': { allowed: managers, ...ofPromotion },
  'admin.promotions.get': { allowed: readers, ...ofPromotion },
  'admin.promotions.list': { allowed: readers, input: () => ({}) },
  'admin.promotions.update': {
    allowed: managers,
    input: ({ promotion: id }) => ({ id, version: 1, title: 'Renamed', reward: { kind: 'free_shipping' } }),
    unknown: {
      promotion: {
        input: (id) => ({ id, version: 1, title: 'Renamed', reward: { kind: 'free_shipping' } }),
        code: 'promotion.not_found',
      },
      product: {
        input: (own, { promotion: id }) => ({
          id,
          version: 1,
          title: 'Off',
          reward: percentOff({ kind: 'products', ids: [own] }),
        }),
        code: 'product.not_found',
      },
      collection: {
        input: (own, { promotion: id }) => ({
          id,
          version: 1,
          title: 'Off',
          reward: percentOff({ kind: 'collections', ids: [own] }),
        }),
        code: 'collection.not_found',
      },
    },
  },
  'admin.settings.setShop': { allowed: owners, input: () => someShopSettings },
  'admin.settings.shop': { allowed: owners, input: nothing },
  'admin.shipping.arrange': {
    allowed: owners,
    input: ({ zone: zoneId, shippingMethod }) => ({ zoneId, ids: [shippingMethod] }),
    unknown: {
      zone: {
        input: (zoneId, { shippingMethod }) => ({ zoneId, ids: [shippingMethod] }),
        code: 'zone.not_found',
      },
      shippingMethod: {
        input: (id, { zone: zoneId }) => ({ zoneId, ids: [id] }),
        code: 'shipping_method.not_found',
      },
    },
  },
  'admin.shipping.create': {
    allowed: owners,
    input: ({ zone: zoneId }) => ({ zoneId, ...someShipping }),
    unknown: { zone: { input: (zoneId) => ({ zoneId, ...someShipping }), code: 'zone.not_found' } },
  },
  'admin.shipping.delete': {
    allowed: owners,
    input: ({ shippingMethod: id }) => ({ id }),
    unknown: { shippingMethod: { input: (id) => ({ id }), code: 'shipping_method.not_found' } },
  },
  'admin.shipping.list': { allowed: owners, input: nothing },
  'admin.shipping.update': {
    allowed: owners,
    input: ({ shippingMethod: id }) => ({ id, version: 1, ...someShipping }),
    unknown: {
      shippingMethod: { input: (id) => ({ id, version: 1, ...someShipping }), code: 'shipping_method.not_found' },
    },
  },
  'admin.zones.create': { allowed: owners, input: () => ({ name: `Zone ${++made}` }) },
  'admin.zones.delete': {
    allowed: owners,
    input: ({ zone: id }) => ({ id }),
    unknown: { zone: { input: (id) => ({ id }), code: 'zone.not_found' } },
  },
  'admin.zones.list': { allowed: owners, input: nothing },
  'admin.zones.update': {
    allowed: owners,
    input: ({ zone: id }) => ({ id, version: 1, name: 'Renamed' }),
    unknown: { zone: { input: (id) => ({ id, version: 1, name: 'Renamed' }), code: 'zone.not_found' } },
  },
}
