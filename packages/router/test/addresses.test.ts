import { MAX_ADDRESSES } from '@tradepost/contract'
import { afterEach, beforeEach, expect, test } from 'vitest'
import type { Account, TestShop } from './test-shop.ts'
import { failureOf, makeTestShop, someAddress } from './test-shop.ts'

let shop: TestShop
let ada: Account

beforeEach(async () => {
  shop = await makeTestShop()
  ada = await shop.signUp('ada')
})

afterEach(() => shop.close())

const at = (line1: string) => ({ ...someAddress, line1 })
const linesOf = ({ items }: Awaited<ReturnType<Account['api']['account']['addresses']['list']>>) =>
  items.map(({ address, isDefault }) => `${address.line1}${isDefault ? ' *' : ''}`)

test('addresses: the first is the default, which then moves where it is told to, and there is always one', async () => {
  const { addresses } = ada.api.account
  expect(linesOf(await addresses.add({ address: at('one') }))).toEqual(['one *'])
  expect(linesOf(await addresses.add({ address: at('two') }))).toEqual(['one *', 'two'])
  const added = await addresses.add({ address: at('three'), isDefault: true })
  expect(linesOf(added)).toEqual(['three *', 'one', 'two'])
  const two = added.items[2]?.id
  const three = added.items[0]?.id
  if (!two || !three) throw new Error('no addresses')
  expect(linesOf(await addresses.update({ id: two, address: at('2'), isDefault: true }))).toEqual([
    '2 *',
    'one',
    'three',
  ])
  expect(linesOf(await addresses.update({ id: two, address: at('zwei') }))).toEqual(['zwei *', 'one', 'three'])
  expect(linesOf(await addresses.remove({ id: two }))).toEqual(['one *', 'three'])
  expect(linesOf(await addresses.remove({ id: three }))).toEqual(['one *'])
})

test('addresses: an account keeps twenty, also where more are added at once', async () => {
  const adding = Array.from({ length: MAX_ADDRESSES + 5 }, (_, n) =>
    ada.api.account.addresses.add({ address: at(`no ${n}`) })
  )
  const answers = await Promise.allSettled(adding)
  expect(answers.filter(({ status }) => status === 'fulfilled')).toHaveLength(MAX_ADDRESSES)
  expect(await failureOf(ada.api.account.addresses.add({ address: someAddress }))).toEqual({
    code: 'address.too_many',
    details: { max: MAX_ADDRESSES },
  })
})

test('addresses: are nobody else’s to see', async () => {
  await ada.api.account.addresses.add({ address: someAddress })
  const bob = await shop.signUp('bob')
  expect(await bob.api.account.addresses.list()).toEqual({ items: [] })
})

test('profile: the name changes, and nothing else can be changed with it (A04)', async () => {
  expect(await ada.api.account.profile.update({ name: '  Ada  Lovelace ' })).toMatchObject({ name: 'Ada  Lovelace' })
  const hostile = { name: 'Eve', role: 'owner', email: 'eve@example.com' }
  expect((await failureOf(ada.api.account.profile.update(hostile))).code).toBe('input.invalid')
  expect((await ada.api.auth.session()).user).toMatchObject({ name: 'Ada  Lovelace', role: 'customer' })
})
