import type { MailCatcher } from '@tradepost/integrations/testing'
import { startMailCatcher } from '@tradepost/integrations/testing'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { ProofShop } from './proof-shop.ts'
import { goodCard, numbers, openProofShop, orderBy, outcomeOf, tally } from './proof-shop.ts'

// An order has three events: it was started, it was paid, it was placed. The last one sends a mail.
const ANNOUNCED = 3

let catcher: MailCatcher
let shop: ProofShop
let mug: `var_${string}`
beforeAll(async () => {
  // It outlives the server, like a customer's mail server.
  catcher = await startMailCatcher()
  shop = await openProofShop({ SMTP_URL: catcher.url })
  mug = await shop.product('mug', 100)
})
afterAll(async () => {
  await shop.close()
  await catcher.close()
})

const dead = () => expect.poll(() => shop.server().process.signalCode, { timeout: 20_000 }).toBe('SIGKILL')
const allTold = () =>
  expect
    .poll(() => shop.rows('SELECT id FROM outbox WHERE delivered_at IS NULL'), { timeout: 30_000, interval: 100 })
    .toEqual([])

const headerOf = (mail: string, name: string) => new RegExp(`^${name}: (.+?)\\r?$`, 'im').exec(mail)?.[1] ?? ''

/** Counts the mails to an address by their Message-ID, by which receivers recognize duplicates. */
const cameTo = (address: string): number[] => {
  const own = catcher.caught.filter((mail) => headerOf(mail, 'To') === address)
  return Object.values(tally(own.map((mail) => headerOf(mail, 'Message-ID'))))
}

test('crash: a worker that dies between telling and noting, at each event of an order: one mail, sent again under its id where it had left', async () => {
  await allTold()
  const came: number[][] = []
  for (const told of numbers(ANNOUNCED)) {
    const address = `told-${told}@example.com`
    const guest = shop.guest()
    await guest.cart.addItem.mutate({ variantId: mug })
    await shop.restart({ CRASH_AT: `outbox.told:${told + 1}` })
    const place = () => outcomeOf(guest.orders.place.mutate(orderBy(`told-${told}-key`, goodCard, address)))
    const outcome = await place()
    await dead()
    await shop.restart()
    if (outcome !== 'ok') expect(await place()).toBe('ok')
    await allTold()
    came.push(cameTo(address))
  }
  expect(came).toEqual([[1], [1], [2]])
  expect(shop.faults()).toEqual([])
})

test('crash: a server that dies again and again after the same mail sends it again each time, and notes it in the end', async () => {
  const address = 'again-and-again@example.com'
  const guest = shop.guest()
  await guest.cart.addItem.mutate({ variantId: mug })
  await shop.restart({ CRASH_AT: `outbox.told:${ANNOUNCED}` })
  await outcomeOf(guest.orders.place.mutate(orderBy('again-and-again', goodCard, address)))
  await dead()
  for (const _ of numbers(2)) {
    // Nothing else is queued, so the first event sent is this mail again, perhaps even before the server listens.
    await shop.restart({ CRASH_AT: 'outbox.told' }).catch(() => {})
    await dead()
  }
  await shop.restart()
  await allTold()
  expect(cameTo(address)).toEqual([4])
  expect(shop.faults()).toEqual([])
})
