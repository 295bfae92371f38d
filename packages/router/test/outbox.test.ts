import type { Deps, Mail } from '@tradepost/commerce'
import { deliverOutbox, MailUnavailable } from '@tradepost/commerce'
import { schema } from '@tradepost/db'
import { eq } from 'drizzle-orm'
import { afterEach, beforeEach, expect, test } from 'vitest'
import type { TestShop } from './test-shop.ts'
import { makeClock, makeTestShop, newVisitor, only, orderInput, PASSWORD } from './test-shop.ts'

const DAY_MS = 24 * 3_600_000

let shop: TestShop
let clock: ReturnType<typeof makeClock>
let sent: Mail[]
let isDown: boolean

beforeEach(async () => {
  clock = makeClock()
  sent = []
  isDown = false
  const mailer = {
    send: async (mail: Mail) => {
      if (isDown) throw new Error('the mail server is down')
      sent.push(mail)
    },
  }
  shop = await makeTestShop({ now: clock.now, mailer })
})

afterEach(() => shop.close())

const register = () => shop.as().auth.register({ email: 'ada@example.com', name: 'Ada', password: PASSWORD })
const row = () => only(shop.rows('SELECT * FROM outbox'))

const placeOrder = async () => {
  const api = shop.as(newVisitor())
  const mug = only(await shop.addProduct({ slug: 'mug', title: 'Mug', price: '10.00', onHand: 5 }))
  await api.cart.addItem({ variantId: mug, quantity: 2 })
  return (await api.orders.place(orderInput('a-mailed-order'))).order
}

test('outbox: one mail an event, and none the second time', async () => {
  await register()
  expect(await deliverOutbox(shop.deps)).toMatchObject({ delivered: 1, failed: 0 })
  expect(await deliverOutbox(shop.deps)).toMatchObject({ delivered: 0, failed: 0 })
  expect(sent.map(({ to }) => to)).toEqual(['ada@example.com'])
})

test('outbox: an order is confirmed once, in text and HTML, to whom it was placed by', async () => {
  const order = await placeOrder()
  await deliverOutbox(shop.deps)
  const mail = only(sent)
  expect(mail).toMatchObject({ to: 'guest@example.com', subject: `Your order ${order.number}` })
  expect(mail.text).toContain('2 × Mug  €20.00')
  expect(mail.text).toMatch(/https:\/\/shop\.test\/track#[0-9a-z]{40}\n/)
  expect(mail.html).toContain('https://shop.test/track#')
})

test('outbox: a mail server that is down delays mails and no order', async () => {
  isDown = true
  const order = await placeOrder()
  expect(order.status).toBe('placed')
  const { failed } = await deliverOutbox(shop.deps)
  expect(failed).toBe(1)
  isDown = false
  clock.pass(4000)
  await deliverOutbox(shop.deps)
  expect(sent).toHaveLength(1)
})

test('outbox: what fails is tried again after 2, 4, 8 … seconds and an hour at most, given up after a week, and kept', async () => {
  isDown = true
  await register()
  const first = clock.now()
  for (let attempt = 1; row()['dead_at'] === null; attempt++) {
    expect(await deliverOutbox(shop.deps)).toMatchObject({ delivered: 0, failed: 1 })
    const { next_attempt_at, attempts } = row()
    expect(attempts).toBe(attempt)
    const delay = Number(next_attempt_at) - clock.now()
    const least = Math.min(2000 * 2 ** (attempt - 1), 3_600_000)
    expect(delay).toBeGreaterThanOrEqual(least)
    expect(delay).toBeLessThanOrEqual(least * 1.5)
    clock.pass(delay - 1)
    if (row()['dead_at'] === null) expect(await deliverOutbox(shop.deps)).toMatchObject({ delivered: 0, failed: 0 })
    clock.pass(1)
  }
  expect(clock.now() - first).toBeGreaterThan(7 * DAY_MS)
  expect(row()).toMatchObject({ last_error: 'the mail server is down', delivered_at: null })
  isDown = false
  clock.pass(24 * 3_600_000)
  expect(await deliverOutbox(shop.deps)).toMatchObject({ delivered: 0, failed: 0 })
  expect(sent).toEqual([])
})

test('outbox: an outage of the mail server of six days loses nothing, costs one attempt at a time, and ends at once', async () => {
  const tried: string[] = []
  let isOut = true
  const deps: Deps = {
    ...shop.deps,
    mailer: {
      send: async (mail) => {
        tried.push(mail.to)
        if (isOut) throw new MailUnavailable('connect ECONNREFUSED')
        sent.push(mail)
      },
    },
  }
  const people = ['ada', 'bob', 'cem']
  for (const name of people) {
    await shop.as().auth.register({ email: `${name}@example.com`, name, password: PASSWORD })
  }
  for (let hour = 0; hour < 6 * 24; hour++) {
    expect(await deliverOutbox(deps)).toEqual({ delivered: 0, failed: 1, isMailDown: true })
    clock.pass(3_600_000)
  }
  expect(tried).toHaveLength(6 * 24)
  await deliverOutbox(deps)
  isOut = false
  clock.pass(60_000)
  expect(await deliverOutbox(deps)).toEqual({ delivered: 3, failed: 0, isMailDown: false })
  expect(sent.map(({ to }) => to)).toEqual(people.map((name) => `${name}@example.com`))
})

test('outbox: what was given up is listed for the operator, and sent when it is retried', async () => {
  isDown = true
  await register()
  await deliverOutbox(shop.deps)
  clock.pass(8 * DAY_MS)
  await deliverOutbox(shop.deps)
  const operator = shop.as(newVisitor({ isOperator: true })).operator
  const { items, total } = await operator.undelivered()
  expect(total).toBe(1)
  expect(only(items)).toMatchObject({ topic: 'mail.registration', attempts: 2, lastError: 'the mail server is down' })
  expect(only(items).givenUpAt).not.toBeNull()
  isDown = false
  expect(await operator.retryUndelivered()).toEqual({ retried: 1 })
  await deliverOutbox(shop.deps)
  expect(sent).toHaveLength(1)
  expect(await operator.undelivered()).toEqual({ items: [], total: 0 })
})

test('outbox: a delivery that the end of the process cuts off is no failure, and is made by the next one', async () => {
  const stopping = new AbortController()
  const cutOff: Deps = {
    ...shop.deps,
    stopping: stopping.signal,
    mailer: {
      send: async () => {
        stopping.abort()
        throw new MailUnavailable('cut off')
      },
    },
  }
  await register()
  await deliverOutbox(cutOff)
  expect(row()).toMatchObject({ attempts: 0, last_error: null, delivered_at: null })
  await deliverOutbox(shop.deps)
  expect(sent).toHaveLength(1)
})

test('outbox: a link that could not be mailed is void: only the one that arrived opens', async () => {
  const tokens: string[] = []
  const failing: Deps = {
    ...shop.deps,
    mailer: {
      send: async ({ text }) => {
        tokens.push(/#([0-9a-z]{40})/.exec(text)?.[1] ?? '')
        throw new Error('cut off in the middle')
      },
    },
  }
  await register()
  await deliverOutbox(failing)
  clock.pass(4000)
  await deliverOutbox(shop.deps)
  const arrived = /#([0-9a-z]{40})/.exec(only(sent).text)?.[1] ?? ''
  await expect(shop.as().auth.verifyEmail({ token: only(tokens) })).rejects.toThrow(/used, has run out/)
  await shop.as().auth.verifyEmail({ token: arrived })
})

test('outbox: one mail that fails holds up no other', async () => {
  const picky: Deps = {
    ...shop.deps,
    mailer: {
      send: async (mail) => {
        if (mail.to === 'ada@example.com') throw new Error('no such mailbox')
        sent.push(mail)
      },
    },
  }
  await register()
  await shop.as().auth.register({ email: 'bob@example.com', name: 'Bob', password: PASSWORD })
  expect(await deliverOutbox(picky)).toMatchObject({ delivered: 1, failed: 1 })
  expect(sent.map(({ to }) => to)).toEqual(['bob@example.com'])
})

test('outbox: a mail for what has vanished meanwhile is dropped, not tried for ever', async () => {
  await register()
  const { registrations } = schema
  await shop.deps.db.write((tx) => tx.delete(registrations).where(eq(registrations.email, 'ada@example.com')))
  await shop.as().auth.requestPasswordReset({ email: 'nobody@example.com' })
  expect(await deliverOutbox(shop.deps)).toMatchObject({ delivered: 2, failed: 0 })
  expect(sent).toEqual([])
  expect(shop.rows('SELECT id FROM outbox WHERE delivered_at IS NULL')).toEqual([])
})

test('mail: names are text and never markup, and a line break makes no other header', async () => {
  await shop.as().auth.register({ email: 'ada@example.com', name: '<b>Ada</b> & "Co"', password: PASSWORD })
  await deliverOutbox(shop.deps)
  const { html, subject, to, text } = only(sent)
  expect(html).toContain('Hello &lt;b&gt;Ada&lt;/b&gt; &amp; &quot;Co&quot;,')
  expect(html).not.toContain('<b>')
  expect(text).toContain('Hello <b>Ada</b>')
  expect(`${subject}${to}`).not.toMatch(/[\r\n]/)
})

test('outbox: a worker that dies between sending and noting sends again, under the same id, and nothing else', async () => {
  await register()
  await new Promise<void>((resolve) => {
    const reached = (): Promise<void> => {
      resolve()
      return new Promise(() => {})
    }
    void deliverOutbox({ ...shop.deps, reached })
  })
  expect(row()).toMatchObject({ delivered_at: null, attempts: 0 })
  await deliverOutbox(shop.deps)
  await deliverOutbox(shop.deps)
  expect(sent).toHaveLength(2)
  expect(new Set(sent.map(({ id }) => id)).size).toBe(1)
})
