import { CodedError } from '@tradepost/contract'
import { expect, test } from 'vitest'
import type { QuotaKind } from './quota-table.ts'
import { quotaTable } from './quota-table.ts'
import type { Quotas } from './quotas.ts'
import { makeQuotas } from './quotas.ts'

// The keys of the table are exactly the kinds; `Object.keys` loses their type.
const kinds = Object.keys(quotaTable) as QuotaKind[]

const makeAt = (factor = 1) => {
  let now = 1_800_000_000_000
  const quotas = makeQuotas({ now: () => now, factor })
  return { quotas, pass: (ms: number) => void (now += ms) }
}

/** Takes until the quota refuses. Returns how often it granted and how long the caller must wait. */
const takeAll = (
  quotas: Quotas,
  kind: QuotaKind,
  callerOf: (n: number) => { address: string; buyer: string | null }
) => {
  for (let granted = 0; granted < 100_000; granted++) {
    try {
      quotas.take(kind, callerOf(granted))
    } catch (error) {
      if (!(error instanceof CodedError) || error.code !== 'rate_limited') throw error
      return { granted, retryAfterMs: Number(Object(error.details).retryAfterMs) }
    }
  }
  throw new Error(`${kind} has no limit.`)
}

test.each(kinds)(
  'quota %s: a network is granted so many at once, whoever it says it is, and one more after the wait',
  (kind) => {
    const { quotas, pass } = makeAt()
    const caller = (n: number) => ({ address: '192.0.2.7', buyer: `guest-${n}` })
    const { granted, retryAfterMs } = takeAll(quotas, kind, caller)
    expect(granted).toBe(Math.min(...quotaTable[kind].network.map(({ atOnce }) => atOnce)))
    expect(retryAfterMs).toBeGreaterThan(0)
    quotas.take(kind, { address: '192.0.2.8', buyer: 'guest-of-another-network' })
    pass(retryAfterMs - 1)
    expect(takeAll(quotas, kind, caller).granted).toBe(0)
    pass(1)
    expect(takeAll(quotas, kind, caller).granted).toBe(1)
  }
)

test.each(kinds.filter((kind) => quotaTable[kind].buyer.length > 0))(
  'quota %s: a guest or account is granted so many, from however many networks it calls',
  (kind) => {
    const { quotas } = makeAt()
    const caller = (n: number) => ({ address: `10.${(n >> 16) & 255}.${(n >> 8) & 255}.${n & 255}`, buyer: 'ada' })
    const { granted } = takeAll(quotas, kind, caller)
    expect(granted).toBe(Math.min(...quotaTable[kind].buyer.map(({ atOnce }) => atOnce)))
    expect(granted).toBeLessThan(Math.min(...quotaTable[kind].network.map(({ atOnce }) => atOnce)))
  }
)

test('quota: an IPv6 client is counted by its /64, and by its /48 four times as wide', () => {
  const at = (address: string) => ({ address, buyer: null })
  const most = Math.min(...quotaTable.order.network.map(({ atOnce }) => atOnce))
  const { quotas } = makeAt()
  expect(takeAll(quotas, 'order', (n) => at(`2001:db8:1:1::${(n + 1).toString(16)}`)).granted).toBe(most)
  expect(takeAll(quotas, 'order', (n) => at(`2001:db8:1:${(n + 2).toString(16)}::1`)).granted).toBe(3 * most)
  quotas.take('order', at('2001:db8:2:1::1'))
})

test('quota: the factor multiplies what is granted', () => {
  const caller = () => ({ address: '192.0.2.7', buyer: null })
  expect(takeAll(makeAt(10).quotas, 'guest', caller).granted).toBe(10 * quotaTable.guest.network[0].atOnce)
})

test('quota: a refused call is not counted, and a clock that steps back locks nobody out for longer', () => {
  const { quotas, pass } = makeAt()
  const caller = () => ({ address: '192.0.2.7', buyer: null })
  const { retryAfterMs } = takeAll(quotas, 'order', caller)
  for (let n = 0; n < 50; n++) expect(takeAll(quotas, 'order', caller).retryAfterMs).toBe(retryAfterMs)
  pass(-10 * 24 * 60 * 60 * 1000)
  const longest = Math.max(...quotaTable.order.network.map(({ everyMs }) => everyMs))
  expect(takeAll(quotas, 'order', caller).retryAfterMs).toBeLessThanOrEqual(longest)
})

test('quota: however many networks call, the memory of them is bounded', () => {
  const { quotas } = makeAt()
  for (let n = 0; n < 150_000; n++) {
    quotas.take('guest', { address: `10.${(n >> 16) & 255}.${(n >> 8) & 255}.${n & 255}`, buyer: null })
  }
  expect(quotas.size()).toBeLessThanOrEqual(100_001)
})
