import { execFile } from 'node:child_process'
import { once } from 'node:events'
import { promisify } from 'node:util'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { importProducts, newGuest, orderInput, ownerToken, signInAsOwner } from './buyers.ts'
import { outcomeOf } from './proof-shop.ts'
import type { RunningServer } from './run-server.ts'
import { makeShopFolder, runServer, spawnServer } from './run-server.ts'

let shop: ReturnType<typeof makeShopFolder>
beforeEach(() => {
  shop = makeShopFolder()
})
afterEach(() => shop.remove())

/** Limits the file size of a process. This has the same effect as a full disk and needs no separate disk. */
const limitFiles = ({ process: { pid } }: RunningServer, bytes: number | 'unlimited') =>
  promisify(execFile)('prlimit', [`--pid=${pid}`, `--fsize=${bytes}:unlimited`])

const readiness = async ({ url }: RunningServer) => (await fetch(`${url}/health/ready`)).status

test('full disk: writes and sign-in answer storage.full, reads go on, and all is well again without a restart', async () => {
  const server = await runServer(shop.folder, { LOG_LEVEL: 'error' })
  const owner = await signInAsOwner(server)
  const [mug = 'var_none'] = await importProducts(owner, { mug: 10 })
  const guest = newGuest(server.url)
  await guest.cart.addItem.mutate({ variantId: mug })
  expect(await readiness(server)).toBe(200)

  await limitFiles(server, 1024)
  const refused = await Promise.all([
    outcomeOf(guest.cart.addItem.mutate({ variantId: mug })),
    outcomeOf(guest.orders.place.mutate(orderInput('key-on-a-full-disk'))),
    outcomeOf(ownerToken(server)),
    outcomeOf(importProducts(owner, { lamp: 1 })),
  ])
  expect(refused).toEqual(['storage.full', 'storage.full', 'storage.full', 'storage.full'])
  const answer = await fetch(`${server.url}/trpc/cart.addItem`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', origin: server.url },
    body: JSON.stringify({ variantId: mug }),
  })
  expect(answer.status).toBe(503)
  expect(await answer.json()).toMatchObject({
    error: { data: { code: 'storage.full', details: { retryAfterMs: expect.any(Number) } } },
  })
  expect(await readiness(server)).toBe(503)
  expect((await guest.products.get.query({ slug: 'mug' })).title).toBe('mug')
  expect((await owner.admin.orders.list.query({})).items).toEqual([])

  await limitFiles(server, 'unlimited')
  await expect.poll(() => readiness(server), { timeout: 20_000 }).toBe(200)
  const { order } = await guest.orders.place.mutate(orderInput('key-on-a-full-disk'))
  expect(order.lines).toMatchObject([{ quantity: 1 }])
  await server.stop()
})

test.each(['new', 'old'])(
  'full disk: at the start on a %s file the reason is told, and not another process',
  async (age) => {
    if (age === 'old') await (await runServer(shop.folder)).stop()
    const child = spawnServer(shop.folder, { PORT: '0' }, { under: ['prlimit', '--fsize=0'] })
    let told = ''
    child.stderr?.on('data', (chunk: Buffer) => (told += chunk.toString()))
    const [code] = await once(child, 'close')
    expect(code).toBe(1)
    expect(told).not.toContain('Another Tradepost process')
    expect(told).toMatch(/cannot be written .*see that the disk has space left/)
  }
)
