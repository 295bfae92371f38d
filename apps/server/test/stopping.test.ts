import { once } from 'node:events'
import { createServer } from 'node:net'
import type { AddressInfo } from 'node:net'
import { statSync } from 'node:fs'
import { join } from 'node:path'
import { startFakeStripe, startMailCatcher } from '@tradepost/integrations/testing'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { readRows } from '../../../packages/router/test/read-rows.ts'
import { importProducts, newGuest, signInAsOwner } from './buyers.ts'
import { goodCard, outcomeOf } from './proof-shop.ts'
import { makeShopFolder, runServer } from './run-server.ts'
import { orderByStripe } from './stripe-shop.ts'

let shop: ReturnType<typeof makeShopFolder>
const toClose: (() => unknown)[] = []
beforeEach(() => {
  shop = makeShopFolder()
})
afterEach(async () => {
  for (const close of toClose.splice(0)) await close()
  shop.remove()
})

// The limit that the shop promises. Otherwise a silent server would delay the stop up to its own timeouts.
const STOP_MS = 10_000

/** Starts a server that accepts connections and never responds. */
const startSilence = async () => {
  const connections = new Set<{ destroy: () => void }>()
  const server = createServer((socket) => {
    connections.add(socket)
    socket.on('error', () => {})
  })
  await once(server.listen(0, '127.0.0.1'), 'listening')
  toClose.push(() => {
    for (const socket of connections) socket.destroy()
    server.close()
  })
  return { port: (server.address() as AddressInfo).port, count: () => connections.size }
}

const timed = async (stop: () => Promise<number | null>) => {
  const startedAt = performance.now()
  const code = await stop()
  return { code, ms: performance.now() - startedAt }
}

const account = { email: 'waits@shop.test', name: 'Waits', password: 'a password that waits' }

test('stop: a mail server that says nothing holds it up for 10 s at most, and the mail leaves after the next start', async () => {
  const silence = await startSilence()
  const first = await runServer(shop.folder, { SMTP_URL: `smtp://127.0.0.1:${silence.port}` })
  for (const n of [1, 2, 3])
    await newGuest(first.url).auth.register.mutate({ ...account, email: `waits-${n}@shop.test` })
  await expect.poll(silence.count, { timeout: 10_000 }).toBe(1)
  const { code, ms } = await timed(() => first.stop())
  expect(code).toBe(0)
  expect(ms).toBeLessThan(STOP_MS)
  const catcher = await startMailCatcher()
  toClose.push(catcher.close)
  const second = await runServer(shop.folder, { SMTP_URL: catcher.url })
  await expect.poll(() => catcher.caught.length, { timeout: 20_000 }).toBe(3)
  await second.stop()
})

test('stop: a Stripe that says nothing holds it up for 10 s at most, and what it cut off is settled after the next start', async () => {
  const fake = await startFakeStripe()
  toClose.push(fake.stop)
  const env = {
    STRIPE_SECRET_KEY: fake.secretKey,
    STRIPE_WEBHOOK_SECRET: fake.webhookSecret,
    STRIPE_PUBLISHABLE_KEY: fake.publishableKey,
    STRIPE_API_BASE: fake.url,
  }
  const first = await runServer(shop.folder, env)
  const owner = await signInAsOwner(first)
  const [lamp = 'var_none'] = await importProducts(owner, { lamp: 10 })
  const paid = []
  for (const key of ['the-first-buyer', 'the-second-buyer', 'the-third-buyer']) {
    const guest = newGuest(first.url)
    await guest.cart.addItem.mutate({ variantId: lamp })
    const { payment } = await guest.checkout.start.mutate(orderByStripe(key))
    paid.push(payment.clientSecret ?? '')
  }
  fake.faults.add({ kind: 'blackhole' }, { times: 1000 })
  fake.webhooks.sendTo(`${first.url}/webhooks/stripe`)
  for (const secret of paid) fake.confirmFromBrowser(secret, goodCard)
  const asked = fake.requests.length
  const guest = newGuest(first.url)
  await guest.cart.addItem.mutate({ variantId: lamp })
  const hanging = outcomeOf(guest.checkout.start.mutate(orderByStripe('the-last-buyer')))
  // The job that processes events and a buyer's call both wait for Stripe.
  await expect.poll(() => fake.requests.length - asked, { timeout: 10_000 }).toBeGreaterThanOrEqual(2)
  const { code, ms } = await timed(() => first.stop())
  expect(code).toBe(0)
  expect(ms).toBeLessThan(STOP_MS)
  expect(await hanging).toBe('payment.provider_unavailable')
  fake.faults.clear()
  fake.webhooks.sendTo(null)
  const second = await runServer(shop.folder, env)
  const placed = () => readRows(second.databasePath, "SELECT id FROM orders WHERE status = 'placed'").length
  await expect.poll(placed, { timeout: 40_000 }).toBe(3)
  await second.stop()
})

test('stop: the database file alone holds everything, and its log is empty', async () => {
  const server = await runServer(shop.folder)
  const owner = await signInAsOwner(server)
  await importProducts(owner, { lamp: 10, mug: 10 })
  await server.stop()
  expect(statSync(join(shop.folder, 'shop.db-wal'), { throwIfNoEntry: false })?.size ?? 0).toBe(0)
})
