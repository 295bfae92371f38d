import type { Browser, Page } from '@playwright/test'
import { expect } from '@playwright/test'
import type { Shop } from './shop.ts'
import { fillSignIn } from './visitors.ts'

const ownerPassword = 'a long owner password'

/** Opens a page of the back office and signs in as the owner. */
export const signInAsStaff = async (page: Page, path: string) => {
  await page.goto(path)
  await fillSignIn(page, { email: 'owner@shop.test' }, ownerPassword)
  await expect(page.getByRole('navigation', { name: 'Back office' })).toBeVisible()
}

/** Draws a real image file in the browser. */
export const drawPicture = async (page: Page, mimeType: 'image/png' | 'image/jpeg', colour: string) => {
  const base64 = await page.evaluate(
    ([type, fill]) => {
      const canvas = document.createElement('canvas')
      canvas.width = 800
      canvas.height = 800
      const context = canvas.getContext('2d')
      if (context === null) throw new Error('No canvas.')
      context.fillStyle = fill ?? 'red'
      context.fillRect(0, 0, 800, 800)
      context.fillStyle = 'white'
      context.fillRect(200, 200, 400, 400)
      return canvas.toDataURL(type).split(',')[1] ?? ''
    },
    [mimeType, colour]
  )
  return { mimeType, name: `drawn-${colour}.${mimeType.slice('image/'.length)}`, buffer: Buffer.from(base64, 'base64') }
}

/** Opens a separate browser context for another staff member. */
export const secondDesk = async (browser: Browser, shop: Shop) => {
  const context = await browser.newContext({ baseURL: shop.server.url })
  return { context, page: await context.newPage() }
}

/** Creates a product through the API, for tests that are about something else. */
export const makeProduct = (
  shop: Pick<Shop, 'owner'>,
  title: string,
  part: { tags?: string[]; amount?: number; dollars?: number } = {}
) =>
  shop.owner.admin.products.create.mutate({
    idempotencyKey: `journey-${title.replaceAll(/\W/g, '-')}`,
    title,
    status: 'active',
    tags: part.tags ?? [],
    variants: [{ optionValues: [], prices: pricesOf(part), onHand: 4 }],
  })

const pricesOf = ({ amount = 1900, dollars }: { amount?: number; dollars?: number }) => [
  { currency: 'EUR' as const, amount },
  ...(dollars === undefined ? [] : [{ currency: 'USD' as const, amount: dollars }]),
]
