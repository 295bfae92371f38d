import type { Page } from '@playwright/test'
import { expect } from '@playwright/test'
import type { TradepostClient } from '@tradepost/client'
import type { AdminOrder, IdOf, Order } from '@tradepost/contract'
import { formatMoney } from '@tradepost/contract'
import { newGuest, orderInput } from '../../server/test/buyers.ts'
import { makeProduct } from './back-desk.ts'
import type { Shop } from './shop.ts'

/** The coupon code for ten percent off in the shop of these tests. */
export const CODE = 'DESK10'

/** Sets up Norway (25 % tax included in prices, shipping for €7.90) and a coupon. Repeated calls change nothing. */
export const setUpSelling = async ({ owner: { admin } }: Shop): Promise<void> => {
  const { items } = await admin.promotions.list.query({ search: CODE })
  if (items.length > 0) return
  const taxRates = [{ name: 'MVA', basisPoints: 2500, taxClass: 'standard' as const }]
  const { id: zoneId } = await admin.zones.create.mutate({ name: 'Norway', countryCodes: ['NO'], taxRates })
  const rates = [{ currency: 'EUR' as const, freeFromAmount: null, steps: [{ maxWeightGrams: null, amount: 790 }] }]
  await admin.shipping.create.mutate({ zoneId, name: 'By parcel', rates })
  await admin.promotions.create.mutate({
    title: 'Ten percent',
    code: CODE,
    reward: { kind: 'percent', basisPoints: 1000, on: { kind: 'everything' } },
  })
}

/** Sets whether card payments are only authorized, or captured at once. */
export const setCapture = async ({ owner: { admin } }: Shop, captureMode: 'automatic' | 'manual'): Promise<void> => {
  const { currency: _fixed, ...settings } = await admin.settings.shop.query()
  await admin.settings.setShop.mutate({ ...settings, captureMode })
}

/** An order to work on, and the guest who placed it. */
export interface Bought {
  readonly guest: TradepostClient
  readonly order: Order
}

interface Wish {
  readonly word: string
  /** Titles of the products to create, and the number of units to buy of each. */
  readonly units: Readonly<Record<string, number>>
  readonly code?: string
}

/** Creates products and places a guest's order for them, shipped to Norway. */
export const buy = async (shop: Shop, { word, units, code }: Wish): Promise<Bought> => {
  const guest = newGuest(shop.server.url)
  for (const [title, quantity] of Object.entries(units)) {
    const { variants } = await makeProduct(shop, title)
    const variantId = variants[0]?.id
    if (!variantId) throw new Error('There is no variant to buy.')
    await guest.cart.addItem.mutate({ variantId, quantity })
  }
  if (code !== undefined) await guest.cart.applyCoupon.mutate({ code })
  const input = orderInput(`desk-${word}`)
  const shippingAddress = { ...input.shippingAddress, city: 'Oslo', postalCode: '0150', countryCode: 'NO' }
  const { order } = await guest.orders.place.mutate({ ...input, email: `${word}@example.com`, shippingAddress })
  return { guest, order }
}

/** Reads an order from the shop. */
export const readOrder = ({ owner }: Shop, id: IdOf<'order'>): Promise<AdminOrder> =>
  owner.admin.orders.get.query({ id })

/** Finds an order by its number in the list, and opens it. */
export const openOrder = async (page: Page, { number }: Pick<Order, 'number'>): Promise<void> => {
  await page.goto('/admin/orders')
  const search = page.getByRole('searchbox', { name: 'Find by number or e-mail address' })
  await search.fill(number.toLowerCase())
  await search.press('Enter')
  const rows = page.getByRole('list', { name: 'Orders' }).getByRole('listitem')
  await expect(rows).toHaveCount(1)
  await rows.getByRole('link', { name: number }).click()
  await expect(page.getByRole('heading', { level: 1, name: `Order ${number}` })).toBeVisible()
}

/** Expects every total on the page to equal the one in the shop, to the minor unit. */
export const expectTotals = async (page: Page, shop: Shop, id: IdOf<'order'>): Promise<AdminOrder> => {
  const order = await readOrder(shop, id)
  const { totals, discounts, taxes, paid, refunded, outstanding } = order
  const minus = (amount: AdminOrder['paid']) => `−${formatMoney(amount)}`
  const expected = [
    formatMoney(totals.subtotal),
    ...discounts.map(({ amount }) => minus(amount)),
    formatMoney(totals.shipping),
    formatMoney(totals.total),
    ...taxes.map(({ amount }) => formatMoney(amount)),
    formatMoney(paid),
    ...(refunded.amount > 0 ? [minus(refunded)] : []),
    ...(outstanding.amount > 0 ? [formatMoney(outstanding)] : []),
  ]
  await expect(page.getByLabel('Totals', { exact: true }).getByRole('definition')).toHaveText(expected)
  return order
}

/** Opens the dialog of an action. */
export const openAct = async (page: Page, act: string) => {
  await page.getByRole('button', { name: act, exact: true }).click()
  const dialog = page.getByRole('dialog')
  await expect(dialog).toBeVisible()
  return dialog
}
