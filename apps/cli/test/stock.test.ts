import { createTradepostClient } from '@tradepost/client'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { shopifyFile, Workshop } from './workshop.ts'

const SKU = 'CLAY-PLANT-POT-LARGE'

let shop: Workshop
let floor: string

beforeAll(async () => {
  shop = await Workshop.open()
  const url = await shop.startServer()
  await shop.signInAsOwner(url)
  await shop.cli(['products', 'import', shopifyFile('home-and-garden.csv')])
  const client = createTradepostClient({ url, token: await shop.token() })
  floor = (await client.admin.locations.create.mutate({ name: 'Shop floor' })).id
})

afterAll(() => shop.close())

const stock = (...args: string[]) => shop.cli(['stock', ...args])
const json = async (...args: string[]) => JSON.parse((await stock(...args, '--json')).stdout)

test('cli: stock list shows people what is on hand, promised and free, and where', async () => {
  const { code, stdout } = await stock('list', '--search', 'clay-plant-pot-large')
  expect(code).toBe(0)
  expect(stdout).toMatch(
    /^SKU +Product +On hand +Promised +Free +State +Where\nCLAY-PLANT-POT-LARGE +Clay Plant Pot · Large +3 +0 +3 +low +Main warehouse 3\n/
  )
  const low = await json('list', '--low', '--limit', '2')
  expect(low).toMatchObject({ items: [{ isLow: true }, { isLow: true }], nextCursor: expect.any(String) })
  expect(await stock('list', '--location', 'shop FLOOR')).toMatchObject({ code: 0, stdout: 'No stock.\n' })
})

test('cli: stock receive, adjust, count and transfer change what lies where, and print it', async () => {
  const received = await stock('receive', SKU, '24', '--reason', 'Delivery 4711')
  expect(received.stdout).toMatch(
    /^Received 24 of CLAY-PLANT-POT-LARGE \(Clay Plant Pot\)\.\n\nLocation +On hand +Promised +Free\nMain warehouse +27 +0 +27\n$/
  )
  expect(await json('adjust', SKU, '-2', '--reason', 'Broken')).toMatchObject({ onHand: 25, available: 25 })
  expect(await json('count', SKU, '20')).toMatchObject({ onHand: 20 })
  const moved = await stock('transfer', SKU, '6', '--from', 'Main warehouse', '--to', floor)
  expect(moved.stdout).toMatch(/^Main warehouse +14 +0 +14\nShop floor +6 +0 +6$/m)
  expect(await json('count', SKU, '5', '--location', 'Shop floor')).toMatchObject({ onHand: 19 })

  const { stdout } = await stock('explain', SKU)
  expect(stdout).toMatch(/: 19 on hand, 0 promised, 19 free\.\nThe movements add up to it\.\n/)
  expect(stdout).toMatch(/ adjusted +Main warehouse +-2 = 25 +0 = 0 +– +Olive Owner +Broken$/m)
  const all = await json('explain', SKU, '--limit', '2', '--all')
  expect(all).toMatchObject({ addsUp: true, item: { sku: SKU, onHand: 19 }, nextCursor: null })
  expect(all.items.map(({ onHandDelta }: { onHandDelta: number }) => onHandDelta)).toEqual([-1, 6, -6, -5, -2, 24, 3])
})

test('cli: a stock command that is repeated with its --key moves nothing twice', async () => {
  const call = ['receive', SKU, '1', '--key', 'delivery-4712']
  const first = await json(...call)
  expect(await json(...call)).toEqual(first)
  const other = await stock('receive', SKU, '2', '--key', 'delivery-4712')
  expect(other).toMatchObject({ code: 1, stderr: expect.stringContaining('idempotency key') })
})

test('cli: stock refuses more than is free, and tells how many are; unknown names exit 1, wrong usage 2', async () => {
  const gone = await stock('adjust', SKU, '-999', '--reason', 'Gone')
  expect(gone).toMatchObject({
    code: 1,
    stderr: expect.stringMatching(/not that many free units there\. CLAY\S+ has \d+\./),
  })
  expect(await stock('count', 'NO-SUCH', '1')).toMatchObject({
    code: 1,
    stderr: expect.stringContaining('no such variant'),
  })
  const nowhere = await stock('receive', SKU, '1', '--location', 'Moon')
  expect(nowhere).toMatchObject({
    code: 1,
    stderr: expect.stringMatching(/no location “Moon”\.\n +Main warehouse +loc_/),
  })
  for (const args of [
    ['receive', SKU, '0'],
    ['receive', SKU, '1.5'],
    ['adjust', SKU, '-1'],
    ['transfer', SKU, '1'],
  ]) {
    expect((await stock(...args)).code, args.join(' ')).toBe(2)
  }
})

test('cli: stock rebuild tells that all counters add up', async () => {
  expect((await stock('rebuild')).stdout).toMatch(/^\d+ variants looked at, 0 counters mended\.\n$/)
  expect(await json('rebuild')).toMatchObject({ mendedCount: 0, mended: [], unmended: [] })
})

test('cli: a key with inventory:read sees stock and may not move it', async () => {
  const { key } = await shop.makeKey('Scanner', 'inventory:read')
  const env = { TRADEPOST_TOKEN: key, TRADEPOST_URL: JSON.parse((await shop.cli(['whoami', '--json'])).stdout).url }
  expect((await shop.cli(['stock', 'list'], { env })).code).toBe(0)
  expect((await shop.cli(['stock', 'receive', SKU, '1'], { env })).code).toBe(3)
})
