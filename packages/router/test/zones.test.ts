import { afterAll, beforeAll, expect, test } from 'vitest'
import { someShipping, someShopSettings } from './some-settings.ts'
import type { Account, ApiCaller, TestShop } from './test-shop.ts'
import { failureOf, makeTestShop, only } from './test-shop.ts'

let shop: TestShop
let owner: Account
let staff: ApiCaller['admin']

beforeAll(async () => {
  shop = await makeTestShop()
  owner = await shop.signUp('olive', 'owner')
  staff = owner.api.admin
})

afterAll(() => shop.close())

const restZone = async () => {
  const rest = (await staff.zones.list()).items.at(-1)
  if (!rest?.isRest) throw new Error('The zone of the rest of the world is the last of the list.')
  return rest
}
const codeOf = async (call: Promise<unknown>) => (await failureOf(call)).code
const entriesOf = async (id: string) => (await staff.audit.list({ about: id })).items
const vat = { name: 'VAT', basisPoints: 1900, taxClass: 'standard' as const }

test('zones: a new shop has one zone, the rest of the world, which names no country, can be renamed and stays', async () => {
  const rest = await restZone()
  expect(await codeOf(staff.zones.update({ ...fieldsOf(rest), countryCodes: ['FR'] }))).toBe('zone.is_rest')
  expect(await codeOf(staff.zones.delete({ id: rest.id }))).toBe('zone.is_rest')
  const renamed = await staff.zones.update({ ...fieldsOf(rest), name: 'Rest of the world', taxRates: [] })
  expect(renamed).toEqual({ ...rest, name: 'Rest of the world', taxRates: [], version: rest.version + 1 })
  expect(await restZone()).toEqual(renamed)
})

const fieldsOf = ({ id, version, name, taxRates }: Awaited<ReturnType<typeof restZone>>) => ({
  id,
  version,
  name,
  taxRates: taxRates.map(({ name, basisPoints, taxClass }) => ({ name, basisPoints, taxClass })),
})

test('zones: a zone is saved whole, its countries once and in order, its tax rates in the order given', async () => {
  const shippingVat = { name: 'VAT on freight', basisPoints: 700, taxClass: 'shipping' as const }
  const made = await staff.zones.create({
    name: 'Nordics',
    countryCodes: ['SE', 'DK', 'SE', 'FI'],
    taxRates: [vat, shippingVat],
  })
  expect(made).toMatchObject({ isRest: false, countryCodes: ['DK', 'FI', 'SE'], version: 1 })
  expect(made.taxRates).toMatchObject([vat, shippingVat])
  const saved = await staff.zones.update({
    id: made.id,
    version: 1,
    name: 'Sweden',
    countryCodes: ['SE'],
    taxRates: [],
  })
  expect(saved).toEqual({ id: made.id, name: 'Sweden', isRest: false, countryCodes: ['SE'], taxRates: [], version: 2 })
  const again = await staff.zones.create({ name: 'Denmark', countryCodes: ['DK'] })
  expect(again.countryCodes).toEqual(['DK'])
})

test('zones: saving what is there already makes no new version and no entry of the audit log', async () => {
  const input = { name: 'Unchanged', countryCodes: ['JP', 'KR'], taxRates: [vat] }
  const made = await staff.zones.create(input)
  const same = await staff.zones.update({ id: made.id, version: 1, ...input, countryCodes: ['KR', 'JP'] })
  expect(same).toEqual(made)
  expect(await entriesOf(made.id)).toHaveLength(1)
})

test('zones: a country lies in one zone only, and the refusal names the country and the zone that has it', async () => {
  await staff.zones.create({ name: 'Alps', countryCodes: ['CH', 'LI'] })
  const other = await staff.zones.create({ name: 'Benelux', countryCodes: ['BE', 'NL', 'LU'] })
  const taken = { code: 'zone.country_taken', details: { countryCode: 'LI', zoneName: 'Alps' } }
  expect(await failureOf(staff.zones.create({ name: 'Small ones', countryCodes: ['MC', 'LI'] }))).toEqual(taken)
  const moved = staff.zones.update({ id: other.id, version: 1, name: 'Benelux', countryCodes: ['BE', 'LI'] })
  expect(await failureOf(moved)).toEqual(taken)
  const { items } = await staff.zones.list()
  expect(items.find(({ id }) => id === other.id)).toEqual(other)
  expect(items.some(({ name }) => name === 'Small ones')).toBe(false)
})

test('zones: of two who save the same version the second is refused and told what it is now', async () => {
  const made = await staff.zones.create({ name: 'Contested', countryCodes: ['AU'] })
  const first = await staff.zones.update({ id: made.id, version: 1, name: 'First', countryCodes: ['AU', 'NZ'] })
  const second = staff.zones.update({ id: made.id, version: 1, name: 'Second', countryCodes: [] })
  expect(await failureOf(second)).toEqual({ code: 'zone.conflict', details: { current: first } })
  expect(await codeOf(staff.zones.update({ id: made.id, version: 3, name: 'Third' }))).toBe('zone.conflict')
})

test('zones: a deleted one gives its countries back and takes its rates and ways of shipping along', async () => {
  const made = await staff.zones.create({ name: 'Short-lived', countryCodes: ['CL'], taxRates: [vat] })
  const { id } = await staff.shipping.create({ zoneId: made.id, ...someShipping })
  await staff.zones.delete({ id: made.id })
  expect(shop.rows('SELECT 1 FROM tax_rates WHERE zone_id = ?', made.id)).toEqual([])
  expect((await staff.shipping.list()).items.some((method) => method.id === id)).toBe(false)
  expect(await codeOf(staff.zones.delete({ id: made.id }))).toBe('zone.not_found')
  expect(await codeOf(staff.zones.update({ id: made.id, version: 1, name: 'Gone' }))).toBe('zone.not_found')
  expect((await staff.zones.create({ name: 'Chile', countryCodes: ['CL'] })).countryCodes).toEqual(['CL'])
})

test.each([
  { name: '' },
  { name: 'X', countryCodes: ['de'] },
  { name: 'X', countryCodes: ['DEU'] },
  { name: 'X', taxRates: [{ ...vat, basisPoints: 10_001 }] },
  { name: 'X', taxRates: [{ ...vat, basisPoints: 19.5 }] },
  { name: 'X', taxRates: [{ ...vat, taxClass: 'books' }] },
  { name: 'X', taxRates: [{ ...vat, id: `txr_${'0'.repeat(26)}` }] },
  { name: 'X', taxRates: Array.from({ length: 11 }, () => vat) },
  { name: 'X', isRest: true },
])('zones: %j is refused at the field it is about', async (input) => {
  // Typed callers cannot send this.
  const untyped = input as Parameters<typeof staff.zones.create>[0]
  expect(await codeOf(staff.zones.create(untyped))).toBe('input.invalid')
})

const byWeight = {
  currency: 'EUR' as const,
  freeFromAmount: 10_000,
  steps: [
    { maxWeightGrams: 1000, amount: 490 },
    { maxWeightGrams: 31_500, amount: 1290 },
  ],
}

test('shipping: a way of shipping is saved whole, and of two who save one version the second is told what it is now', async () => {
  const { id: zoneId } = await staff.zones.create({ name: 'Sent by weight' })
  const made = await staff.shipping.create({ zoneId, ...someShipping, description: '2 to 4 days', rates: [byWeight] })
  expect(made).toMatchObject({ zoneId, version: 1, rates: [byWeight], description: '2 to 4 days' })
  const change = { id: made.id, version: 1, ...someShipping, taxClass: null, isActive: false }
  const saved = await staff.shipping.update(change)
  expect(saved).toEqual({ ...someShipping, id: made.id, zoneId, taxClass: null, isActive: false, version: 2 })
  const late = staff.shipping.update({ ...change, name: 'Late' })
  expect(await failureOf(late)).toEqual({ code: 'shipping_method.conflict', details: { current: saved } })
  expect(await staff.shipping.update({ ...change, version: 2 })).toEqual(saved)
  expect(await entriesOf(made.id)).toHaveLength(2)
  await staff.shipping.delete({ id: made.id })
  expect(await codeOf(staff.shipping.delete({ id: made.id }))).toBe('shipping_method.not_found')
  expect(await codeOf(staff.shipping.update({ ...change, version: 2 }))).toBe('shipping_method.not_found')
})

test('shipping: ways of shipping stand in the order given, new ones last, and only those of the zone can be put in it', async () => {
  const { id: zoneId } = await staff.zones.create({ name: 'In order' })
  const make = async (name: string) => (await staff.shipping.create({ zoneId, ...someShipping, name })).id
  const [a, b, c] = [await make('A'), await make('B'), await make('C')]
  const { items } = await staff.shipping.arrange({ zoneId, ids: [c, a] })
  expect(items.map(({ name }) => name)).toEqual(['C', 'A', 'B'])
  await make('D')
  const listed = (await staff.shipping.list()).items.filter((method) => method.zoneId === zoneId)
  expect(listed.map(({ name }) => name)).toEqual(['C', 'A', 'B', 'D'])
  const { id: elsewhere } = await staff.zones.create({ name: 'Elsewhere' })
  expect(await codeOf(staff.shipping.arrange({ zoneId: elsewhere, ids: [b] }))).toBe('shipping_method.not_found')
})

test('shipping: a zone has fifty ways of shipping at most', async () => {
  const { id: zoneId } = await staff.zones.create({ name: 'Crowded' })
  for (let made = 0; made < 50; made++) await staff.shipping.create({ zoneId, ...someShipping })
  expect(await codeOf(staff.shipping.create({ zoneId, ...someShipping }))).toBe('input.invalid')
})

test.each([
  { rates: [] },
  { rates: [byWeight, byWeight] },
  { rates: [{ ...byWeight, steps: [] }] },
  { rates: [{ ...byWeight, steps: byWeight.steps.toReversed() }] },
  { rates: [{ ...byWeight, steps: [{ maxWeightGrams: null, amount: 1 }, ...byWeight.steps] }] },
  { rates: [{ ...byWeight, steps: [{ maxWeightGrams: 0, amount: 1 }] }] },
  { rates: [{ ...byWeight, steps: [{ maxWeightGrams: null, amount: -1 }] }] },
  { rates: [{ ...byWeight, note: 'x' }] },
  { description: 'a\u0000b' },
  { position: 1 },
])('shipping: %j is refused at the field it is about', async (part) => {
  const { id: zoneId } = await restZone()
  // Typed callers cannot send this.
  const untyped = { zoneId, ...someShipping, ...part } as Parameters<typeof staff.shipping.create>[0]
  expect(await codeOf(staff.shipping.create(untyped))).toBe('input.invalid')
})

test('settings: what is set is read back, and the shop’s own currency is never one of the further ones', async () => {
  const { currency } = await staff.settings.shop()
  const input = {
    ...someShopSettings,
    name: 'Fern & Finch',
    countryCode: 'CH',
    currencies: ['CHF' as const, currency, 'CHF' as const],
    pricesIncludeTax: false,
    taxRounding: 'per_line' as const,
    captureMode: 'manual' as const,
    reservationMinutes: 30,
  }
  const saved = await staff.settings.setShop(input)
  expect(saved).toEqual({ ...input, currency, currencies: ['CHF'] })
  expect(await staff.settings.shop()).toEqual(saved)
  await staff.settings.setShop(input)
  expect((await entriesOf('shop')).map(({ procedure }) => procedure)).toEqual(['admin.settings.setShop'])
  expect((await staff.settings.security()).requireStaffMfa).toBe(false)
})

test('settings: stock is shown as low from what the shop has set', async () => {
  await shop.addProduct({ slug: 'lamp', onHand: 5 })
  const levelAt = async (lowStockThreshold: number) => {
    await staff.settings.setShop({ ...someShopSettings, lowStockThreshold })
    return only((await shop.as().products.get({ slug: 'lamp' })).variants).availability.level
  }
  expect([await levelAt(4), await levelAt(5)]).toEqual(['in_stock', 'low_stock'])
})

test.each([
  { name: ' ' },
  { countryCode: 'Ireland' },
  { currencies: ['XXX'] },
  { reservationMinutes: 0 },
  { reservationMinutes: 1441 },
  { lowStockThreshold: -1 },
  { taxRoundingMode: 'ceil' },
  { requireStaffMfa: false },
  { currency: 'USD' },
])('settings: %j is refused at the field it is about', async (part) => {
  // Typed callers cannot send this.
  const untyped = { ...someShopSettings, ...part } as Parameters<typeof staff.settings.setShop>[0]
  expect(await codeOf(staff.settings.setShop(untyped))).toBe('input.invalid')
})
