import type { Page } from '@playwright/test'
import { expect } from '@playwright/test'
import { signInAsStaff } from './back-desk.ts'
import { cards, fillCheckout, payWith, placedNumber, putInCart } from './buying.ts'
import { test } from './shop.ts'

const widths = [320, 390, 768, 1024, 1440]

interface Visit {
  readonly path: string
  /** How many pages of its kind come before it. */
  readonly before: number
}

/** Gives the kind of a page: its address without what names one product, order or the like. */
const kindOf = (path: string): string =>
  path
    .replace(/\?.*/, '')
    .replace(/\/[a-z]+_[0-9a-z]{26}/g, '/$id')
    .replace(/^\/(products|collections)\/.+/, '/$1/$slug')

/** Goes to a page as its links do, which is quicker than loading it, and waits until nothing of it is still loading. */
const open = async (page: Page, path: string) => {
  await page.evaluate(`__TSR_ROUTER__.navigate({ href: ${JSON.stringify(path)} })`)
  await expect(page.getByRole('main')).toBeVisible()
  await expect(page.locator('[aria-busy="true"]')).toHaveCount(0)
}

/** Tells what makes the page scroll sideways at a width: how far, and which scrollers let hidden text out of themselves. */
const faultsAt = async (page: Page, width: number): Promise<string[]> => {
  await page.setViewportSize({ width, height: 900 })
  return page.evaluate(async () => {
    // Two frames later, whatever listens to the size has answered it.
    for (let frame = 0; frame < 2; frame += 1) await new Promise((next) => requestAnimationFrame(next))
    const isLoose = (element: Element) => {
      const { overflowX, overflowY, position } = getComputedStyle(element)
      return position === 'static' && [overflowX, overflowY].some((overflow) => /auto|scroll/.test(overflow))
    }
    const loose = [...document.body.querySelectorAll(':not(textarea, select, option)')].filter(isLoose)
    const { scrollWidth, clientWidth } = document.documentElement
    return [
      ...(scrollWidth > clientWidth ? [`scrolls by ${scrollWidth - clientWidth} px`] : []),
      ...loose.map(({ tagName, className }) => `a scroller has no position of its own: ${tagName} ${className}`),
    ]
  })
}

const pathsOn = (page: Page): Promise<string[]> =>
  page.evaluate(() =>
    [...document.querySelectorAll('a')]
      .filter((link) => link.origin === location.origin && !link.hasAttribute('download'))
      .map((link) => link.pathname + link.search)
  )

/** Visits pages and all that they lead to, and gives what scrolls sideways. Of a kind seen twice, the others are measured at 320 alone. */
const crawl = async (page: Page, starts: readonly string[], isPart: (visit: Visit) => boolean) => {
  const queue: Visit[] = starts.map((path) => ({ path, before: 0 }))
  const counts = new Map(starts.map((path) => [kindOf(path), 1]))
  const faults: string[] = []
  for (const { path, before } of queue) {
    await open(page, path)
    for (const found of await pathsOn(page)) {
      const visit = { path: found, before: counts.get(kindOf(found)) ?? 0 }
      if (queue.some((each) => each.path === found) || !isPart(visit)) continue
      counts.set(kindOf(found), visit.before + 1)
      queue.push(visit)
    }
    for (const width of before < 2 ? widths : [320])
      for (const fault of await faultsAt(page, width)) faults.push(`${path} at ${width}: ${fault}`)
  }
  return { faults, paths: queue.map(({ path }) => path), kinds: [...counts.keys()] }
}

const blank = '<svg xmlns="http://www.w3.org/2000/svg" width="1" height="1"/>'

test.beforeEach(async ({ page }) => {
  // Pictures have their places before they come, and every width would ask for other ones.
  await page.route(/^http:.*\/media\//, (route) => route.fulfill({ contentType: 'image/svg+xml', body: blank }))
})

const isFew = ({ before }: Visit) => before < 2

test('no page of the shop scrolls sideways at any width, collections, cart, checkout and order included', async ({
  page,
  shop,
}) => {
  test.setTimeout(300_000)
  await putInCart(page, shop, { title: 'Wide kettle' })
  await fillCheckout(page, 'wide@example.com')
  await payWith(page, cards.good)
  await placedNumber(page)
  const orderPath = new URL(page.url()).pathname
  await putInCart(page, shop, { title: 'Wider kettle' })
  const public_ = ['sign-in', 'sign-up', 'forgot-password', 'reset-password', 'verify-email', 'confirm-email']
  const starts = ['/', '/products', '/collections', '/cart', '/checkout', '/orders', '/track', '/no-such-page']
  const { faults, kinds, paths } = await crawl(
    page,
    [...starts, ...public_.map((name) => `/${name}`), '/accept-invitation', orderPath, `${orderPath}/invoice`],
    (visit) => (isFew(visit) || visit.path.startsWith('/collections/')) && !/^\/(?:admin|dev)/.test(visit.path)
  )
  expect(faults).toEqual([])
  const { items } = await shop.owner.collections.list.query()
  expect(paths).toEqual(expect.arrayContaining(items.map(({ slug }) => `/collections/${slug}`)))
  expect(kinds).toEqual(expect.arrayContaining(['/products/$slug', '/orders/$id', '/orders/$id/invoice']))
})

test('no page of the back office or of an account scrolls sideways at any width', async ({ page, shop }) => {
  test.setTimeout(300_000)
  await putInCart(page, shop, { title: 'Widest kettle' })
  await fillCheckout(page, 'widest@example.com')
  await payWith(page, cards.good)
  await placedNumber(page)
  await signInAsStaff(page, '/admin')
  const account = ['', '/addresses', '/security', '/sessions', '/data'].map((part) => `/account${part}`)
  const made = ['products', 'collections', 'promotions', 'shipping'].map((part) => `/admin/${part}/new`)
  const { faults, kinds } = await crawl(
    page,
    ['/admin', ...made, ...account],
    (visit) => isFew(visit) && visit.path.startsWith('/admin')
  )
  expect(faults).toEqual([])
  const pages = ['products', 'orders', 'returns', 'collections', 'media', 'import', 'promotions', 'shipping', 'shop']
  const others = ['stock', 'staff', 'keys', 'audit', 'security', 'products/$id', 'orders/$id', 'collections/$id']
  expect(kinds).toEqual(expect.arrayContaining([...pages, ...others].map((part) => `/admin/${part}`)))
})
