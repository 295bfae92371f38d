import { afterAll, beforeAll, expect, test } from 'vitest'
import { callByPath } from './procedure-list.ts'
import type { Account, TestShop } from './test-shop.ts'
import { makeTestShop, wireErrorOf } from './test-shop.ts'

let shop: TestShop
let owner: Account
beforeAll(async () => {
  shop = await makeTestShop()
  owner = await shop.signUp('owner', 'owner')
})
afterAll(() => shop.close())

const lists = [
  'products.list',
  'orders.list',
  'admin.orders.list',
  'admin.orders.returns.list',
  'admin.audit.list',
  'admin.promotions.list',
  'admin.inventory.list',
]
const cursorOf = (...at: unknown[]) => Buffer.from(JSON.stringify(at)).toString('base64url')
const strangers = [
  cursorOf(1, 1),
  cursorOf('ord_00000000000000000000000000', 'ord_00000000000000000000000000'),
  cursorOf('x', 'x'),
  cursorOf('', ''),
  cursorOf(1.5, 2),
  cursorOf(1e300, 1e300),
  cursorOf([1], {}),
  cursorOf(),
  cursorOf("' OR 1=1 --", -1),
  'not base64 at all!',
  'bnVsbA',
]

test.each(lists)(
  'paging: %s answers a cursor of another list or of nobody, or refuses it, and never fails inside',
  async (path) => {
    const codes: string[] = []
    for (const cursor of strangers) {
      const code = await callByPath(owner.api, path, { cursor }).then(
        () => 'ok',
        (error: unknown) => wireErrorOf(error).code
      )
      codes.push(code)
    }
    expect(codes.filter((code) => code !== 'ok' && code !== 'input.invalid')).toEqual([])
    expect(codes).toContain('input.invalid')
  }
)
