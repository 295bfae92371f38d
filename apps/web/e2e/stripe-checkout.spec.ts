import type { Page } from '@playwright/test'
import { expect } from '@playwright/test'
import { type FakeStripe, startFakeStripe } from '../../../packages/integrations/src/testing/fake-stripe.ts'
import { signInAsOwner } from '../../server/test/buyers.ts'
import type { RunningServer } from '../../server/test/run-server.ts'
import { makeShopFolder, runServer } from '../../server/test/run-server.ts'
import { expectAccessible } from './accessibility.ts'
import { makeProduct } from './back-desk.ts'
import { placedNumber } from './buying.ts'
import { test as base } from './shop.ts'

/** Replaces https://js.stripe.com/v3/: a single input field, and a card that is sent to the fake Stripe. */
const script = `window.Stripe = (key) => ({
  elements: ({ clientSecret }) => ({
    clientSecret,
    create: () => {
      const listeners = {}
      const input = Object.assign(document.createElement('input'), { id: 'stripe-card' })
      const label = Object.assign(document.createElement('label'), { htmlFor: 'stripe-card', textContent: 'Stripe card' })
      return {
        on: (event, listener) => { listeners[event] = listener },
        mount: (place) => { place.append(label, input); setTimeout(() => listeners.ready()) },
        destroy: () => { label.remove(); input.remove() },
      }
    },
  }),
  confirmPayment: async ({ elements }) => {
    const status = await window.giveCard(elements.clientSecret, document.querySelector('#stripe-card').value)
    return status === 'requires_payment_method' ? { error: { message: 'Your card was declined.' } } : {}
  },
  handleNextAction: async () => ({}),
})`

interface StripeShop {
  readonly server: RunningServer
  readonly stripe: FakeStripe
}

const test = base.extend<{ stripeShop: StripeShop }>({
  // Playwright reads the fixtures that a function needs from its first parameter.
  // eslint-disable-next-line no-empty-pattern
  stripeShop: async ({}, use) => {
    const stripe = await startFakeStripe()
    const { folder, remove } = makeShopFolder()
    const server = await runServer(folder, {
      LOG_LEVEL: 'error',
      STRIPE_SECRET_KEY: stripe.secretKey,
      STRIPE_PUBLISHABLE_KEY: stripe.publishableKey,
      STRIPE_WEBHOOK_SECRET: stripe.webhookSecret,
      STRIPE_API_BASE: stripe.url,
    })
    await use({ server, stripe })
    await server.stop()
    await stripe.stop()
    remove()
  },
})

const goToPay = async (page: Page, shop: StripeShop) => {
  await fillDesk(page, shop)
  await page.getByRole('button', { name: /^Go on to pay €/ }).click()
  await expect(page.getByRole('heading', { name: 'Pay by card' })).toBeVisible()
}

const fillDesk = async (page: Page, { server, stripe }: StripeShop) => {
  await page.route('https://js.stripe.com/v3/', (route) =>
    route.fulfill({ contentType: 'application/javascript', body: script })
  )
  await page.exposeFunction('giveCard', (secret: string, card: string) => stripe.confirmFromBrowser(secret, card))
  const owner = await signInAsOwner(server)
  const { slug } = await makeProduct({ owner }, 'Stripe doodad', { amount: 4900 })
  await page.goto(`${server.url}/products/${slug}`)
  await page.getByRole('button', { name: /^Add to cart/ }).click()
  await page
    .getByRole('dialog')
    .getByRole('link', { name: /Checkout/ })
    .click()
  await page.getByLabel('E-mail address').fill('sol@example.com')
  const fields = { Name: 'Sol Stripe', 'Street and number': '2 Quay', 'Postal code': 'D01', City: 'Dublin' }
  for (const [label, value] of Object.entries(fields)) await page.getByLabel(label, { exact: true }).fill(value)
  await page.getByLabel('Country').selectOption('IE')
}

test('a card is given to Stripe’s own fields alone: a declined one is told there, another one pays, once', async ({
  page,
  stripeShop,
}) => {
  await goToPay(page, stripeShop)
  const card = page.getByLabel('Stripe card')
  await expect(card).toBeVisible()
  await expectAccessible(page)
  await card.fill('4000000000000002')
  await page.getByRole('button', { name: /^Pay €/ }).click()
  await expect(page.getByText('declined').first()).toBeVisible()
  await page.reload()
  await expect(page.getByText('The card was declined. Try another one.')).toBeVisible()
  await card.fill('4242424242424242')
  await page.getByRole('button', { name: /^Pay €/ }).click()
  await placedNumber(page)
  await expect(page.getByText('Paid', { exact: false }).first()).toBeVisible()
  expect(stripeShop.stripe.ledger()).toHaveLength(1)
})

test('where Stripe’s script does not load, the payment can be tried again or given up', async ({
  page,
  stripeShop,
}) => {
  await goToPay(page, stripeShop)
  await page.unroute('https://js.stripe.com/v3/')
  await page.reload()
  await expect(page.getByRole('heading', { name: 'That did not load' })).toBeVisible()
  await page.getByRole('button', { name: 'Give up this payment' }).click()
  await page.getByRole('dialog').getByRole('button', { name: 'Give up' }).click()
  await expect(page.getByRole('heading', { name: 'Checkout' })).toBeVisible()
  await expect(page.getByRole('button', { name: /^Go on to pay €/ })).toBeVisible()
})

test('while Stripe does not answer, nothing is lost: the same button goes on once it does, and one payment is opened', async ({
  page,
  stripeShop,
}) => {
  await fillDesk(page, stripeShop)
  const { faults } = stripeShop.stripe
  faults.add({ kind: 'status', status: 503 }, { times: 20 })
  await page.getByRole('button', { name: /^Go on to pay €/ }).click()
  await expect(page.getByText('Who takes the payments does not answer at the moment.')).toBeVisible()
  await expectAccessible(page)
  faults.clear()
  await page.getByRole('button', { name: /^Go on to pay €/ }).click()
  await expect(page.getByRole('heading', { name: 'Pay by card' })).toBeVisible()
  await page.getByLabel('Stripe card').fill('4242424242424242')
  await page.getByRole('button', { name: /^Pay €/ }).click()
  await placedNumber(page)
  expect(stripeShop.stripe.ledger()).toHaveLength(1)
})
