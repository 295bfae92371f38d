import type { Promotion } from '@tradepost/contract'
import { expect, test } from 'vitest'
import { emptyPromotion, errorsAt, formOf, inputOf, newCode } from './promotion-form.ts'
import { stateOf } from './promotion-words.ts'

const everything = { kind: 'everything' as const }
const rewards: Promotion['reward'][] = [
  { kind: 'percent', basisPoints: 1250, on: { kind: 'products', ids: [`prd_${'0'.repeat(26)}`] } },
  { kind: 'amount', amounts: [{ currency: 'JPY', amount: 800 }], on: everything },
  { kind: 'free_shipping' },
  { kind: 'buy_get', buyQuantity: 2, buy: everything, getQuantity: 1, get: everything, basisPoints: 10_000 },
  { kind: 'buy_get', buyQuantity: 1, buy: everything, getQuantity: 1, get: everything, basisPoints: 2550 },
]

const saved: Promotion = {
  id: `prm_${'0'.repeat(26)}`,
  title: 'Saved',
  code: 'SAVED-1',
  reward: { kind: 'free_shipping' },
  minimumAmounts: [{ currency: 'EUR', amount: 2500 }],
  minimumQuantity: 3,
  stacking: 'alone',
  priority: -5,
  isActive: true,
  startsAt: '2026-11-20T21:55:00.000Z',
  endsAt: '2026-12-24T12:00:00.000Z',
  usageLimit: 100,
  perCustomerLimit: null,
  usedCount: 0,
  version: 1,
  createdAt: '2026-11-20T21:55:00.000Z',
  updatedAt: '2026-11-20T21:55:00.000Z',
}

test.each(rewards)('a promotion of $kind that was read goes out as it was', (reward) => {
  const { id: _id, usedCount: _used, version: _version, createdAt: _at, updatedAt: _then, ...fields } = saved
  expect(inputOf(formOf({ ...saved, reward }))).toEqual({ input: { ...fields, reward }, errors: {} })
})

test('faults stand at the fields they are about, in the order of the form, in words for who has typed', () => {
  const form = { ...emptyPromotion, code: 'x', percent: 'ten', minimumAmounts: { EUR: 'much' }, usageLimit: '0' }
  const { input, errors } = inputOf(form)
  expect(input).toBeNull()
  expect(errors).toEqual({
    title: 'Fill in this field.',
    code: 'Use 3 to 30 letters, digits, hyphens or underscores.',
    percent: 'Enter a percentage from 0.01 to 100.',
    'minimumAmounts.EUR': 'Enter an amount such as 19.00, or nothing.',
    usageLimit: 'Enter a whole number from 1 up, or nothing.',
  })
  expect(errorsAt([{ path: 'reward.amounts.0.amount', message: 'x' }], { ...form, amounts: { GBP: '1' } })).toEqual({
    'amounts.GBP': 'Enter an amount such as 19.00 in one currency at least.',
  })
})

test('a made-up code is one that the shop takes, and another each time', () => {
  const codes = Array.from({ length: 50 }, newCode)
  expect(new Set(codes).size).toBe(50)
  for (const code of codes) expect(code).toMatch(/^[0-9A-HJKMNP-TV-Z]{8}$/)
})

test('a promotion is scheduled, on, used up, ended or off', () => {
  const at = (iso: string, part: Partial<Promotion> = {}) => stateOf({ ...saved, ...part }, Date.parse(iso))
  expect(at('2026-11-20T21:54:59.999Z')).toBe('scheduled')
  expect(at('2026-11-20T21:55:00.000Z')).toBe('on')
  expect(at('2026-12-01T00:00:00.000Z', { usedCount: 100 })).toBe('used_up')
  expect(at('2026-12-24T12:00:00.000Z')).toBe('ended')
  expect(at('2026-12-01T00:00:00.000Z', { isActive: false })).toBe('off')
})
