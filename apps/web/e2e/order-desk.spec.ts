import { expect } from '@playwright/test'
import { formatMoney } from '@tradepost/contract'
import { expectAccessible } from './accessibility.ts'
import { makeProduct, signInAsStaff } from './back-desk.ts'
import { buy, CODE, expectTotals, openAct, openOrder, readOrder, setCapture, setUpSelling } from './order-desk.ts'
import { test } from './shop.ts'

test.use({ shopName: 'order desk' })

test.beforeEach(({ shop }) => setUpSelling(shop))

test('staff send an order in two parcels, refund a unit and take a return back; every total is the shop’s', async ({
  page,
  shop,
  isMobile,
}) => {
  const word = isMobile ? 'parcels-phone' : 'parcels'
  const [lamp, tray] = [`Lamp ${word}`, `Tray ${word}`]
  const { guest, order } = await buy(shop, { word, units: { [lamp]: 3, [tray]: 1 }, code: CODE })
  await signInAsStaff(page, '/admin')
  await expect(page.getByRole('heading', { name: 'What waits' })).toBeVisible()
  await expectAccessible(page)
  await page.getByRole('link', { name: /Orders to send/ }).click()
  await expect(page.getByRole('list', { name: 'Orders' }).getByText(order.number)).toBeVisible()
  await expectAccessible(page)
  await openOrder(page, order)
  await expectTotals(page, shop, order.id)
  await expectAccessible(page)

  let dialog = await openAct(page, 'Send a parcel')
  await dialog.getByRole('button', { name: 'None' }).click()
  await dialog.getByRole('button', { name: 'Send 0 units' }).click()
  await expect(dialog.getByText('Choose one unit at least.')).toBeVisible()
  await dialog.getByRole('textbox', { name: `Units of ${lamp}` }).fill('2')
  await dialog.getByLabel('Carrier').fill('Posten')
  await dialog.getByLabel('Tracking number').fill('NO-4711')
  await dialog.getByLabel('Tracking link').fill('https://example.com/NO-4711')
  await expectAccessible(page)
  await dialog.getByRole('button', { name: 'Send 2 units' }).click()
  await expect(dialog).toBeHidden()
  await expect(page.getByRole('button', { name: 'Send a parcel' })).toBeFocused()
  await expect(page.getByRole('link', { name: 'Posten NO-4711' })).toBeVisible()
  await expect(page.getByText('2 of 3 sent')).toBeVisible()
  await expect(page.getByRole('button', { name: 'Edit', exact: true })).toBeHidden()

  dialog = await openAct(page, 'Send a parcel')
  await dialog.getByRole('button', { name: 'Send 2 units' }).click()
  await expect(page.getByRole('list', { name: 'Parcels' }).getByText(`1 × ${tray}`)).toBeVisible()
  await expect(page.getByText('All sent')).toHaveCount(2)

  dialog = await openAct(page, 'Refund')
  await dialog
    .getByRole('group', { name: `Units of ${tray}` })
    .getByRole('button', { name: 'One more' })
    .click()
  await dialog.getByLabel('Reason').fill('Arrived broken')
  // €19.00 less ten percent, tax included.
  await expect(dialog.getByText('It comes to €17.10.')).toBeVisible()
  await dialog.getByLabel(/^Refund the shipping, €7\.90$/).check()
  await expect(dialog.getByText('It comes to €25.00.')).toBeVisible()
  await expectAccessible(page)
  await dialog.getByRole('button', { name: 'Refund €25.00' }).click()
  await expect(dialog).toBeHidden()
  await expect(page.getByRole('list', { name: 'Refunds' }).getByText('Arrived broken')).toBeVisible()
  const refunded = await expectTotals(page, shop, order.id)
  expect(refunded.refunded).toEqual({ amount: 2500, currency: 'EUR' })

  const line = order.lines.find(({ productTitle }) => productTitle === lamp)
  if (!line) throw new Error('The line is not there.')
  const lines = [{ lineId: line.id, quantity: 2 }]
  const asked = { idempotencyKey: `return-${word}`, lines, reason: 'damaged' as const, note: 'One has a crack.' }
  await guest.orders.requestReturn.mutate({ id: order.id, ...asked })
  await page.goto('/admin/returns')
  await expectAccessible(page)
  await page.getByRole('link', { name: order.number }).click()
  dialog = await openAct(page, 'Approve')
  await dialog.getByRole('button', { name: 'Approve' }).click()
  dialog = await openAct(page, 'Receive')
  await dialog
    .getByRole('group', { name: `Units of ${lamp}` })
    .getByRole('button', { name: 'One less' })
    .click()
  await expect(dialog.getByText('1 unit can be sold again. 1 unit written off.')).toBeVisible()
  await expectAccessible(page)
  await dialog.getByRole('button', { name: 'Receive' }).click()
  await expect(page.getByText('1 unit back on the shelf, 1 unit written off')).toBeVisible()
  const received = await expectTotals(page, shop, order.id)
  expect(received.refunded).toEqual({ amount: 2500 + 2 * 1710, currency: 'EUR' })
  const stock = await shop.owner.admin.products.list.query({ search: lamp })
  // Four were on hand, three were sold, one was returned undamaged.
  expect(stock.items[0]?.available).toBe(2)

  dialog = await openAct(page, 'Complete')
  await dialog.getByRole('button', { name: 'Complete' }).click()
  await expect(page.getByText('Completed', { exact: true }).first()).toBeVisible()
  await page.getByLabel('New note').fill('Praised the packing')
  await page.getByRole('button', { name: 'Add note' }).click()
  const timeline = page.getByRole('list', { name: 'Timeline' })
  await expect(timeline.getByRole('listitem').first()).toContainText('Praised the packing')
  await expect(timeline.getByRole('listitem').first()).toContainText('Internal')
  // A target that the header covers while the page is scrolled would count as too small.
  await page.evaluate(() => window.scrollTo(0, 0))
  await expectAccessible(page)
})

test('what is held on a card is taken in part; another order is edited, and a third one canceled', async ({
  page,
  shop,
  isMobile,
}) => {
  const word = isMobile ? 'money-phone' : 'money'
  await setCapture(shop, 'manual')
  const held = await buy(shop, { word: `held-${word}`, units: { [`Held ${word}`]: 2 } })
  await setCapture(shop, 'automatic')
  const edited = await buy(shop, { word: `edited-${word}`, units: { [`Kettle ${word}`]: 2, [`Cup ${word}`]: 1 } })
  const canceled = await buy(shop, { word: `canceled-${word}`, units: { [`Gone ${word}`]: 1 }, code: CODE })
  const extra = await makeProduct(shop, `Extra ${word}`, { amount: 4550 })

  await signInAsStaff(page, '/admin/orders')
  await openOrder(page, held.order)
  await expect(page.getByText('Authorized').first()).toBeVisible()
  let dialog = await openAct(page, 'Take the payment')
  await dialog.getByLabel('Amount (EUR)').fill('9999')
  await dialog.getByRole('button', { name: /^Take/ }).click()
  await expect(dialog.getByText('Enter at most €45.90.')).toBeVisible()
  await dialog.getByLabel('Amount (EUR)').fill('40')
  await expectAccessible(page)
  await dialog.getByRole('button', { name: 'Take €40.00' }).click()
  await expect(dialog).toBeHidden()
  expect((await expectTotals(page, shop, held.order.id)).paid).toEqual({ amount: 4000, currency: 'EUR' })

  await openOrder(page, edited.order)
  dialog = await openAct(page, 'Edit')
  await dialog
    .getByRole('group', { name: `Units of Kettle ${word}` })
    .getByRole('button', { name: 'One less' })
    .click()
  await dialog.getByRole('textbox', { name: `Units of Cup ${word}` }).fill('0')
  await dialog.getByRole('searchbox', { name: 'Add something' }).fill(`Extra ${word}`)
  await dialog.getByText(extra.title, { exact: true }).click()
  await dialog.getByRole('button', { name: `Add ${extra.title}` }).click()
  await dialog.getByLabel('Reason').fill('Asked for by phone')
  await expectAccessible(page)
  await dialog.getByRole('button', { name: 'Change the order' }).click()
  await expect(page.getByText('The order costs €7.50 more: €7.50 is still to be paid.')).toBeVisible()
  const more = await expectTotals(page, shop, edited.order.id)
  expect(more.outstanding).toEqual({ amount: 750, currency: 'EUR' })
  expect(more.lines.map(({ productTitle, quantity }) => [productTitle, quantity])).toEqual([
    [`Kettle ${word}`, 1],
    [extra.title, 1],
  ])
  dialog = await openAct(page, 'Note a payment')
  await dialog.getByRole('button', { name: 'Note €7.50' }).click()
  await expect(page.getByText('Still to be paid', { exact: true })).toBeHidden()
  await expectTotals(page, shop, edited.order.id)

  await openOrder(page, canceled.order)
  dialog = await openAct(page, 'Cancel order')
  await expect(dialog.getByText(`${CODE} can be used again.`)).toBeVisible()
  await expect(dialog.getByText(`${formatMoney(canceled.order.total)} is refunded.`)).toBeVisible()
  await expectAccessible(page)
  await dialog.getByRole('button', { name: 'Cancel the order' }).click()
  await expect(dialog.getByText('Say why.')).toBeVisible()
  await dialog.getByLabel('Reason').fill('Not to be had any more')
  await dialog.getByRole('button', { name: 'Cancel the order' }).click()
  await expect(page.getByText('Canceled', { exact: true }).first()).toBeVisible()
  const gone = await expectTotals(page, shop, canceled.order.id)
  expect(gone.refunded).toEqual(gone.total)
  await expect(page.getByRole('group', { name: 'Acts' })).toBeHidden()
})

test('an act that comes too late changes nothing, and the page says what has happened meanwhile', async ({
  page,
  shop,
  isMobile,
}) => {
  const word = isMobile ? 'late-phone' : 'late'
  await page.clock.install()
  const { order } = await buy(shop, { word, units: { [`Late ${word}`]: 2 } })
  await signInAsStaff(page, '/admin/orders')
  await openOrder(page, order)
  const dialog = await openAct(page, 'Send a parcel')
  const { addNote, cancel } = shop.owner.admin.orders
  await cancel.mutate({ id: order.id, idempotencyKey: `cancel-${word}`, reason: 'By another' })
  await dialog.getByRole('button', { name: 'Send 2 units' }).click()
  await expect(dialog).toBeHidden()
  await expect(page.getByRole('alert')).toContainText('The order is now in the status “Canceled”')
  await expect(page.getByRole('button', { name: 'Send a parcel' })).toBeHidden()
  await expectAccessible(page)
  expect((await readOrder(shop, order.id)).fulfilments).toEqual([])
  await addNote.mutate({ id: order.id, idempotencyKey: `note-${word}`, note: 'Called the customer.' })
  await page.clock.fastForward('00:16')
  await expect(page.getByText('Called the customer.')).toBeVisible()
})
