import { expect } from 'vitest'
import { someShipping, someShopSettings } from './some-settings.ts'
import type { ApiCaller } from './test-shop.ts'

/** An act of staff, and its expected values in the audit log. */
export interface Act {
  /** Makes the target. Returns the input and the ID that the log must name, or null if the act creates the target. */
  readonly prepare: () => Promise<{ input: unknown; target: string | null }>
  readonly before: unknown
  readonly after: unknown
}

const free = { kind: 'free_shipping' as const }
let made = 0

/** Returns one act of each mutation of promotions, zones, shipping and settings. */
export const pricingSettingsActs = (owner: () => ApiCaller): Readonly<Record<string, Act>> => {
  const makeZone = () => owner().admin.zones.create({ name: `Zone ${++made}` })
  const makeMethod = async () => owner().admin.shipping.create({ zoneId: (await makeZone()).id, ...someShipping })
  const makePromotion = () => owner().admin.promotions.create({ title: 'To be changed', reward: free })
  return {
    'admin.zones.create': {
      prepare: async () => ({ input: { name: 'Iceland', countryCodes: ['IS'] }, target: null }),
      before: null,
      after: { name: 'Iceland', countryCodes: ['IS'], taxRates: [] },
    },
    'admin.zones.update': {
      prepare: async () => {
        const { id } = await makeZone()
        const taxRates = [{ name: 'VAT', basisPoints: 2500, taxClass: 'standard' }]
        return { input: { id, version: 1, name: 'Norway', countryCodes: ['NO'], taxRates }, target: id }
      },
      before: { name: expect.stringMatching(/^Zone /), countryCodes: [], taxRates: [] },
      after: {
        name: 'Norway',
        countryCodes: ['NO'],
        taxRates: [{ name: 'VAT', basisPoints: 2500, taxClass: 'standard' }],
      },
    },
    'admin.zones.delete': {
      prepare: async () => {
        const { zoneId } = await makeMethod()
        return { input: { id: zoneId }, target: zoneId }
      },
      before: expect.objectContaining({ shippingMethods: [expect.objectContaining({ name: 'Parcel' })] }),
      after: null,
    },
    'admin.shipping.create': {
      prepare: async () => ({ input: { zoneId: (await makeZone()).id, ...someShipping }, target: null }),
      before: null,
      after: { zoneId: expect.stringMatching(/^zon_/), ...someShipping },
    },
    'admin.shipping.update': {
      prepare: async () => {
        const { id } = await makeMethod()
        return { input: { id, version: 1, ...someShipping, isActive: false }, target: id }
      },
      before: someShipping,
      after: { ...someShipping, isActive: false },
    },
    'admin.shipping.delete': {
      prepare: async () => {
        const { id } = await makeMethod()
        return { input: { id }, target: id }
      },
      before: expect.objectContaining(someShipping),
      after: null,
    },
    'admin.shipping.arrange': {
      prepare: async () => {
        const { zoneId } = await makeMethod()
        const { id } = await owner().admin.shipping.create({ zoneId, ...someShipping, name: 'Courier' })
        return { input: { zoneId, ids: [id] }, target: zoneId }
      },
      before: [expect.stringMatching(/^shm_/), expect.stringMatching(/^shm_/)],
      after: [expect.stringMatching(/^shm_/), expect.stringMatching(/^shm_/)],
    },
    'admin.promotions.create': {
      prepare: async () => ({ input: { title: 'New', code: 'hello', reward: free }, target: null }),
      before: null,
      after: expect.objectContaining({ title: 'New', code: 'HELLO', reward: free }),
    },
    'admin.promotions.update': {
      prepare: async () => {
        const { id } = await makePromotion()
        return { input: { id, version: 1, title: 'Changed', reward: free }, target: id }
      },
      before: expect.objectContaining({ title: 'To be changed', version: 1, usedCount: 0 }),
      after: expect.objectContaining({ title: 'Changed' }),
    },
    'admin.promotions.delete': {
      prepare: async () => {
        const { id } = await makePromotion()
        return { input: { id }, target: id }
      },
      before: expect.objectContaining({ title: 'To be changed' }),
      after: null,
    },
    'admin.settings.setShop': {
      prepare: async () => ({ input: { ...someShopSettings, name: 'Another name' }, target: 'shop' }),
      before: expect.objectContaining({ name: 'Tradepost' }),
      after: expect.objectContaining({ name: 'Another name' }),
    },
  }
}
