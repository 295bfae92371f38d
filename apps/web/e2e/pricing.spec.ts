import { fileURLToPath } from 'node:url'
import { expect, test } from '@playwright/test'
import { priceCart, refundOf } from '@tradepost/contract'
import { build } from 'vite'
import { randomCart } from '../../../packages/contract/test/random-carts.ts'
import type * as entry from './pricing-entry.ts'

const web = fileURLToPath(new URL('..', import.meta.url))
const CARTS = 2000

declare global {
  /** The global name of the bundle on the page. */
  var pricing: typeof entry
  var priceOf: (pricing: typeof entry, text: string) => string
}

/** Bundles the pricing code with the web app's build settings into one script that a page can load. */
const bundlePricing = async (): Promise<string> => {
  const built = await build({
    root: web,
    configFile: `${web}vite.config.ts`,
    logLevel: 'error',
    publicDir: false,
    build: {
      write: false,
      lib: { entry: `${web}e2e/pricing-entry.ts`, formats: ['iife'], name: 'pricing', fileName: 'pricing' },
    },
  })
  const [output] = Array.isArray(built) ? built : [built]
  if (!output || !('output' in output)) throw new Error('The build gave no output.')
  return output.output[0].code
}

/** Returns the price of a cart, and the refund of one unit of each line with the shipping, as JSON. */
const priceOf = ({ priceCart, refundOf }: typeof entry, text: string): string => {
  const cart = priceCart(JSON.parse(text))
  const order = { ...cart, lines: cart.lines.map((line) => ({ ...line, total: line.subtotal })) }
  const lines = cart.lines.map(({ id }) => ({ lineId: id, quantity: 1 }))
  return JSON.stringify({ cart, refund: refundOf(order, [], { lines, includeShipping: true }) })
}

test('the browser’s bundle and the server price the same carts, and refunds of them, alike, byte for byte', async ({
  page,
  isMobile,
}) => {
  const texts = Array.from({ length: CARTS }, (_, n) => JSON.stringify(randomCart(isMobile ? 6 : 5, n)))
  await page.goto('about:blank')
  await page.addScriptTag({ content: await bundlePricing() })
  await page.addScriptTag({ content: `globalThis.priceOf = ${priceOf.toString()}` })
  const inBrowser: string[] = await page.evaluate(
    (carts) => carts.map((text) => globalThis.priceOf(globalThis.pricing, text)),
    texts
  )
  const onServer = texts.map((text) => priceOf({ priceCart, refundOf }, text))
  expect(inBrowser).toHaveLength(CARTS)
  expect(inBrowser.findIndex((text, n) => text !== onServer[n])).toBe(-1)
})
