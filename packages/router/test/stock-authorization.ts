import { FIRST_LOCATION } from '@tradepost/contract'
import type { Actor, Row } from './authorization-matrix.ts'

const readers: readonly Actor[] = [
  'support',
  'warehouse',
  'manager',
  'owner',
  'keyWithScope',
  'keyWithoutRefund',
  'keyWithoutScope',
]
const keepers: readonly Actor[] = ['warehouse', 'manager', 'owner', 'keyWithScope', 'keyWithoutRefund']
const nothing = () => undefined
let made = 0

const stockAct = (more: object, variantId: string | undefined, locationId: string | undefined = FIRST_LOCATION) => ({
  idempotencyKey: `key-${++made}-of-stock-matrix`,
  variantId,
  locationId,
  reason: 'tried',
  ...more,
})
const ofStock = (more: object): Row => ({
  allowed: keepers,
  input: ({ variant }) => stockAct(more, variant),
  unknown: {
    variant: { input: (id) => stockAct(more, id), code: 'variant.not_found' },
    location: { input: (id, { variant }) => stockAct(more, variant, id), code: 'location.not_found' },
  },
})
const transfer = (variantId: string | undefined, toLocationId: string | undefined) => ({
  idempotencyKey: `key-${++made}-of-stock-matrix`,
  variantId,
  fromLocationId: FIRST_LOCATION,
  toLocationId,
  quantity: 1,
  reason: 'tried',
})
const locationUpdate = (id: string | undefined) => ({ id, version: 1, name: 'Renamed', position: 9, isActive: true })

/** The rows of stock and locations in the authorization matrix. */
export const stockAuthorization: Readonly<Record<string, Row>> = {
  'admin.inventory.adjust': ofStock({ delta: 1 }),
  'admin.inventory.count': ofStock({ counted: 20 }),
  'admin.inventory.explain': {
    allowed: readers,
    input: ({ variant }) => ({ variantId: variant }),
    unknown: {
      variant: { input: (variantId) => ({ variantId }), code: 'variant.not_found' },
      location: {
        input: (locationId, { variant }) => ({ variantId: variant, locationId }),
        code: 'location.not_found',
      },
    },
  },
  'admin.inventory.list': {
    allowed: readers,
    input: () => ({}),
    unknown: { location: { input: (locationId) => ({ locationId }), code: 'location.not_found' } },
  },
  'admin.inventory.rebuild': {
    allowed: keepers,
    input: () => ({ idempotencyKey: `key-${++made}-of-stock-matrix` }),
  },
  'admin.inventory.receive': ofStock({ quantity: 1 }),
  'admin.inventory.transfer': {
    allowed: keepers,
    input: ({ variant, location }) => transfer(variant, location),
    unknown: {
      variant: { input: (id, { location }) => transfer(id, location), code: 'variant.not_found' },
      location: { input: (id, { variant }) => transfer(variant, id), code: 'location.not_found' },
    },
  },
  'admin.locations.create': { allowed: keepers, input: () => ({ name: 'Shop floor' }) },
  'admin.locations.list': { allowed: readers, input: nothing },
  'admin.locations.update': {
    allowed: keepers,
    input: ({ location }) => locationUpdate(location),
    unknown: { location: { input: locationUpdate, code: 'location.not_found' } },
  },
}
