import { once } from 'node:events'
import type { IncomingMessage } from 'node:http'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { text } from 'node:stream/consumers'
import { Stripe } from 'stripe'
import { afterEach, expect, test } from 'vitest'
import type { FakeStripe } from './fake-stripe.ts'
import { startFakeStripe } from './fake-stripe.ts'

const undo: (() => Promise<void> | void)[] = []
afterEach(async () => {
  for (const act of undo.splice(0)) await act()
})

const start = async () => {
  const fake = await startFakeStripe()
  undo.push(fake.stop)
  const { hostname, port } = new URL(fake.url)
  const config = { host: hostname, port, protocol: 'http', maxNetworkRetries: 0, telemetry: false } as const
  return { fake, stripe: new Stripe(fake.secretKey, config) }
}

/** Starts a shop that verifies events with Stripe's own code. It responds 200, or 400 if the signature is wrong. */
const startReceiver = async (fake: FakeStripe) => {
  const got: string[] = []
  const take = async (request: IncomingMessage): Promise<number> => {
    const body = await text(request)
    try {
      const signature = String(request.headers['stripe-signature'])
      got.push(Stripe.webhooks.constructEvent(body, signature, fake.webhookSecret).type)
      return 200
    } catch {
      return 400
    }
  }
  const server = createServer((request, response) => {
    void take(request).then((status) => response.writeHead(status).end())
  })
  await once(server.listen(0, '127.0.0.1'), 'listening')
  undo.push(() => {
    server.closeAllConnections()
    server.close()
  })
  fake.webhooks.sendTo(`http://127.0.0.1:${(server.address() as AddressInfo).port}/webhooks/stripe`)
  return got
}

/** Sends a request as Stripe.js does for a buyer. */
const fromBrowser = async (
  fake: FakeStripe,
  secret: string,
  more: { path?: string; form?: Record<string, string> }
) => {
  const [id = ''] = secret.split('_secret')
  const form = { client_secret: secret, key: fake.publishableKey, 'payment_method_data[type]': 'card', ...more.form }
  const url = `${fake.url}/v1/payment_intents/${id}${more.path ?? '/confirm'}`
  const response = await fetch(url, { method: 'POST', body: new URLSearchParams(form) })
  return {
    response,
    body: (await response.json()) as { status?: string; error?: { code: string; decline_code?: string } },
  }
}

const withResolvers = () => {
  let resolve: () => void = () => undefined
  const promise = new Promise<void>((done) => {
    resolve = done
  })
  return { promise, resolve }
}

const card = (number: string) => ({ 'payment_method_data[card][number]': number })

const newPayment = { amount: 1000, currency: 'eur' }

test('a browser of another origin confirms with its client secret and publishable key, and learns no more than it may', async () => {
  const { fake, stripe } = await start()
  const { client_secret: secret } = await stripe.paymentIntents.create({
    ...newPayment,
    metadata: { order_id: 'ord_1' },
  })
  const { response, body } = await fromBrowser(fake, secret ?? '', { form: card('4242424242424242') })
  expect(response.headers.get('access-control-allow-origin')).toBe('*')
  expect(body).toMatchObject({ status: 'succeeded' })
  expect(body).not.toHaveProperty('metadata')
  expect(fake.ledger()).toMatchObject([{ orderId: 'ord_1', charges: 1, captured: 1000 }])
  const asked = await fetch(`${fake.url}/v1/payment_intents/x/confirm`, { method: 'OPTIONS' })
  expect([asked.status, asked.headers.get('access-control-allow-methods')]).toEqual([204, 'GET, POST, OPTIONS'])
})

test('a browser is told why a card was refused, passes a challenge, and gets nowhere with another secret or key', async () => {
  const { fake, stripe } = await start()
  const { client_secret: secret } = await stripe.paymentIntents.create(newPayment)
  const declined = await fromBrowser(fake, secret ?? '', { form: card('4000000000009995') })
  expect(declined.response.status).toBe(402)
  expect(declined.body.error).toMatchObject({ code: 'card_declined', decline_code: 'insufficient_funds' })
  expect(await fromBrowser(fake, `${secret}x`, {})).toMatchObject({ response: { status: 400 } })
  expect(await fromBrowser(fake, secret ?? '', { form: { key: 'pk_test_other' } })).toMatchObject({
    response: { status: 401 },
  })
  const challenged = await fromBrowser(fake, secret ?? '', { form: card('4000002500003155') })
  expect(challenged.body.status).toBe('requires_action')
  const passed = await fromBrowser(fake, secret ?? '', { path: '/challenge', form: { passed: 'true' } })
  expect(passed.body.status).toBe('succeeded')
  const again = await fromBrowser(fake, secret ?? '', { form: card('4242424242424242') })
  expect(again.body.error?.code).toBe('payment_intent_unexpected_state')
  expect(fake.ledger()).toMatchObject([{ charges: 1 }])
})

test('a key replays its answer and says so, refuses another request, and is in use until the first is done', async () => {
  const { fake, stripe } = await start()
  const create = (amount: number) => stripe.paymentIntents.create({ ...newPayment, amount }, { idempotencyKey: 'k' })
  const first = await create(1000)
  const second = await create(1000)
  expect(second).toEqual(first)
  expect(first.lastResponse.headers['idempotent-replayed']).toBeUndefined()
  expect(second.lastResponse.headers['idempotent-replayed']).toBe('true')
  expect(second.lastResponse.requestId).toMatch(/^req_/)
  await expect(create(2000)).rejects.toMatchObject({ type: 'StripeIdempotencyError', statusCode: 400 })
  const { promise: until, resolve: goOn } = withResolvers()
  fake.faults.add({ kind: 'wait', until })
  const slow = stripe.paymentIntents.create(newPayment, { idempotencyKey: 'slow' })
  await expect.poll(() => fake.requests.length).toBe(4)
  const other = stripe.paymentIntents.create(newPayment, { idempotencyKey: 'slow' })
  await expect(other).rejects.toMatchObject({ code: 'idempotency_key_in_use', statusCode: 409 })
  goOn()
  await slow
})

test('what Stripe would not take is refused: unknown parameters, amounts, currencies, keys and states', async () => {
  const { stripe } = await start()
  const strange = { ...newPayment, colour: 'red' }
  await expect(stripe.paymentIntents.create(strange)).rejects.toMatchObject({
    code: 'parameter_unknown',
    param: 'colour',
  })
  const fraction = stripe.paymentIntents.create({ ...newPayment, amount: 0.5 })
  await expect(fraction).rejects.toMatchObject({ code: 'parameter_invalid_integer' })
  const dinars = stripe.paymentIntents.create({ amount: 5124, currency: 'kwd' })
  await expect(dinars).rejects.toMatchObject({ statusCode: 400, param: 'amount' })
  const { id } = await stripe.paymentIntents.create(newPayment)
  const captured = stripe.paymentIntents.capture(id)
  await expect(captured).rejects.toMatchObject({ code: 'payment_intent_unexpected_state', payment_intent: { id } })
  await expect(stripe.refunds.create({ payment_intent: 'pi_no' })).rejects.toMatchObject({ code: 'resource_missing' })
  await expect(stripe.customers.list()).rejects.toMatchObject({ statusCode: 404 })
})

test('refunds are listed in pages', async () => {
  const { fake, stripe } = await start()
  const { id, client_secret: secret } = await stripe.paymentIntents.create(newPayment)
  fake.confirmFromBrowser(secret ?? '', '4242424242424242')
  for (let amount = 1; amount <= 5; amount += 1) await stripe.refunds.create({ payment_intent: id, amount })
  const all = await stripe.refunds.list({ payment_intent: id, limit: 2 }).autoPagingToArray({ limit: 100 })
  expect(all.map(({ amount }) => amount)).toEqual([5, 4, 3, 2, 1])
})

test('events arrive signed, in the order they happened in', async () => {
  const { fake, stripe } = await start()
  const got = await startReceiver(fake)
  const { client_secret: secret } = await stripe.paymentIntents.create(newPayment)
  fake.confirmFromBrowser(secret ?? '', 'bank_debit')
  await fake.webhooks.settled()
  expect(got).toEqual(['payment_intent.created', 'payment_intent.processing'])
  expect(fake.webhooks.reports.map(({ status }) => status)).toEqual([200, 200])
})

test('events are kept back, sent in any order, doubled, dropped, and spoiled as a test wishes', async () => {
  const { fake, stripe } = await start()
  const got = await startReceiver(fake)
  const { webhooks } = fake
  webhooks.hold()
  webhooks.drop('payment_intent.processing')
  const { id, client_secret: secret } = await stripe.paymentIntents.create(newPayment)
  fake.confirmFromBrowser(secret ?? '', 'bank_debit')
  fake.finishProcessing(id, true)
  expect(got).toEqual([])
  await webhooks.release((held) => held.toReversed())
  expect(got).toEqual(['payment_intent.succeeded', 'payment_intent.created'])
  const [event] = webhooks.events
  if (!event) throw new Error('Nothing has happened.')
  await Promise.all([webhooks.send(event), webhooks.send(event)])
  expect(got).toHaveLength(4)
  const spoiled = [
    await webhooks.send(event, { secret: 'whsec_other' }),
    await webhooks.send(event, { isUnsigned: true }),
    await webhooks.send(event, { ageSeconds: 400 }),
    await webhooks.send(event, { alter: (body) => body.replace('1000', '1001') }),
  ]
  expect(spoiled.map(({ status }) => status)).toEqual([400, 400, 400, 400])
  expect(got).toHaveLength(4)
})

test('connections are refused and accepted again at the same address, and a stopped fake leaves nothing behind', async () => {
  const { fake, stripe } = await start()
  await fake.refuseConnections()
  await expect(fetch(fake.url)).rejects.toThrow()
  await fake.acceptConnections()
  await stripe.paymentIntents.create(newPayment)
  fake.faults.add({ kind: 'blackhole' })
  fake.faults.add({ kind: 'delay', ms: 3_600_000 })
  const waiting = Promise.allSettled([
    stripe.paymentIntents.create(newPayment),
    stripe.paymentIntents.create(newPayment),
  ])
  await expect.poll(() => fake.requests.length).toBe(3)
  await fake.stop()
  expect((await waiting).map(({ status }) => status)).toEqual(['rejected', 'rejected'])
})
