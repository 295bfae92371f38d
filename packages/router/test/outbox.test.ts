import type { Deps, Mail } from '@tradepost/commerce'
import { deliverOutbox } from '@tradepost/commerce'
import { schema } from '@tradepost/db'
import { eq } from 'drizzle-orm'
import { afterEach, beforeEach, expect, test } from 'vitest'
import type { TestShop } from './test-shop.ts'
import { makeClock, makeTestShop, newVisitor, only, orderInput, PASSWORD } from './test-shop.ts'

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
  expect(await deliverOutbox(shop.deps)).toEqual({ delivered: 1, failed: 0 })
  expect(await deliverOutbox(shop.deps)).toEqual({ delivered: 0, failed: 0 })
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

test('outbox: what fails is tried again after 2, 4, 8 … seconds and an hour at most, 12 times, and then kept as dead', async () => {
  isDown = true
  await register()
  const delays: number[] = []
  for (let attempt = 1; attempt <= 12; attempt++) {
    expect(await deliverOutbox(shop.deps)).toEqual({ delivered: 0, failed: 1 })
    const { next_attempt_at, attempts } = row()
    expect(attempts).toBe(attempt)
    const delay = Number(next_attempt_at) - clock.now()
    delays.push(delay)
    clock.pass(delay - 1)
    expect(await deliverOutbox(shop.deps)).toEqual({ delivered: 0, failed: 0 })
    clock.pass(1)
  }
  for (const [index, delay] of delays.entries()) {
    const least = Math.min(2000 * 2 ** index, 3_600_000)
    expect(delay).toBeGreaterThanOrEqual(least)
    expect(delay).toBeLessThanOrEqual(least * 1.5)
  }
  expect(row()).toMatchObject({ last_error: 'the mail server is down', delivered_at: null })
  expect(row()['dead_at']).not.toBeNull()
  isDown = false
  clock.pass(24 * 3_600_000)
  expect(await deliverOutbox(shop.deps)).toEqual({ delivered: 0, failed: 0 })
  expect(sent).toEqual([])
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
  expect(await deliverOutbox(picky)).toEqual({ delivered: 1, failed: 1 })
  expect(sent.map(({ to }) => to)).toEqual(['bob@example.com'])
})

test('outbox: a mail for what has vanished meanwhile is dropped, not tried for ever', async () => {
  await register()
  const { registrations } = schema
  await shop.deps.db.write((tx) => tx.delete(registrations).where(eq(registrations.email, 'ada@example.com')))
  await shop.as().auth.requestPasswordReset({ email: 'nobody@example.com' })
  expect(await deliverOutbox(shop.deps)).toEqual({ delivered: 2, failed: 0 })
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
