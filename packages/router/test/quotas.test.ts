import { makeQuotas } from '@tradepost/commerce'
import { makeId } from '@tradepost/contract'
import type { IdKind } from '@tradepost/contract'
import { idPrefixes } from '@tradepost/contract'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { authorizationMatrix } from './authorization-matrix.ts'
import { callByPath, listProcedures } from './procedure-list.ts'
import type { TestShop } from './test-shop.ts'
import { makeClock, makeTestShop, newVisitor, wireErrorOf } from './test-shop.ts'

const clock = makeClock()
let shop: TestShop
let made = 0

beforeAll(async () => {
  shop = await makeTestShop({ now: clock.now, quotas: makeQuotas({ now: clock.now, factor: 1 }) })
})
afterAll(() => shop.close())

// Well-formed IDs that do not exist.
const kinds = Object.keys(idPrefixes) as IdKind[]
const strangeIds = Object.fromEntries(kinds.map((kind) => [kind, makeId(kind, 0, (length) => new Uint8Array(length))]))

const publicMutations = listProcedures().filter(({ type, access }) => type === 'mutation' && access === 'public')

/** Calls as a new visitor from an address. Returns the error code, or null if the call succeeds. */
const callFrom = (address: string, path: string): Promise<string | null> => {
  // A new account for each try: few tries per account are allowed, and this tests the quota of the network.
  const account = { email: `person-${++made}@example.com`, password: 'not the password' }
  const input = path === 'auth.signIn' ? account : authorizationMatrix[path]?.input(strangeIds)
  return callByPath(shop.as(newVisitor({ address })), path, input).then(
    () => null,
    (error: unknown) => wireErrorOf(error).code
  )
}

const isLimited = (code: string | null) => code === 'rate_limited' || code === 'auth.rate_limited'

// One call more than the highest quota, that of carts.
const MOST_CALLS = 601

test('quotas: every mutation that anybody may call is in the list that is tried here', () => {
  expect(publicMutations.length).toBeGreaterThan(15)
})

test.each(publicMutations.map(({ path }) => path))(
  'quota: %s is refused to a network that calls again and again, and goes on answering others',
  async (path) => {
    const address = `2001:db8:${publicMutations.findIndex((one) => one.path === path)}::1`
    let calls = 0
    let code: string | null = null
    while (!isLimited(code) && calls < MOST_CALLS) {
      code = await callFrom(address, path)
      calls++
    }
    expect({ path, isLimited: isLimited(code) }).toEqual({ path, isLimited: true })
    expect(calls).toBeGreaterThan(5)
    expect(isLimited(await callFrom('198.51.100.1', path))).toBe(false)
  },
  60_000
)
