import { readFileSync } from 'node:fs'
import { test as base } from '@playwright/test'
import type { TradepostClient } from '@tradepost/client'
import type { IdOf } from '@tradepost/contract'
import { importCsv, newGuest, orderInput, signInAsOwner } from '../../server/test/buyers.ts'
import type { RunningServer } from '../../server/test/run-server.ts'
import { makeShopFolder, runServer } from '../../server/test/run-server.ts'

/** The built server with the demo catalog and both of Shopify's sample files, and its owner's client. */
export interface Shop {
  readonly server: RunningServer
  readonly folder: string
  readonly owner: TradepostClient
  /** Buys one unit as another guest. */
  readonly rivalBuys: (variantId: IdOf<'variant'> | undefined) => Promise<void>
}

// The sample files' pictures are on a host that tests cannot reach, and Chromium also logs every typed refusal.
const isExpected = /net::ERR|responded with a status of (?:4\d\d|503)/

const samples = new URL('../../../packages/commerce/test/data/', import.meta.url)

const importSamples = async (owner: TradepostClient): Promise<void> => {
  for (const name of ['apparel.csv', 'home-and-garden.csv'])
    await importCsv(owner, readFileSync(new URL(name, samples), 'utf8'))
}

/** The options that a test file sets for its worker. */
interface WorkerOptions {
  shop: Shop
  /** Set by a file whose shop would disturb the others: it then gets a separate worker, and so a separate shop. */
  shopName: string
}

/** A test with its worker's shop and a page on it. It fails on any error in the browser's console. */
export const test = base.extend<{ strictConsole: void }, WorkerOptions>({
  shopName: ['the one of all', { scope: 'worker', option: true }],
  shop: [
    // Playwright reads the fixtures that a function needs from its first parameter.
    // eslint-disable-next-line no-empty-pattern
    async ({}, use) => {
      const { folder, remove } = makeShopFolder()
      const demo = { SEED_DEMO: 'true', PUBLIC_DEMO: 'true', DEV_MAILBOX: 'true' }
      const server = await runServer(folder, { ...demo, LOG_LEVEL: 'error' })
      const owner = await signInAsOwner(server)
      await importSamples(owner)
      const rivalBuys = async (variantId: IdOf<'variant'> | undefined) => {
        if (!variantId) throw new Error('There is no variant to buy.')
        const rival = newGuest(server.url)
        await rival.cart.addItem.mutate({ variantId, quantity: 1 })
        await rival.orders.place.mutate(orderInput(`rival-${variantId}`))
      }
      await use({ server, folder, owner, rivalBuys })
      await server.stop()
      remove()
    },
    { scope: 'worker', timeout: 60_000 },
  ],
  baseURL: async ({ shop }, use) => use(shop.server.url),
  strictConsole: [
    async ({ page }, use) => {
      const errors: string[] = []
      page.on('pageerror', (error) => errors.push(error.message))
      page.on('console', (message) => {
        if (message.type() === 'error' && !isExpected.test(message.text())) errors.push(message.text())
      })
      await page.route('https://**', (route) => route.abort())
      await use()
      if (errors.length > 0) throw new Error(`The browser reported errors:\n${errors.join('\n')}`)
    },
    { auto: true },
  ],
})
