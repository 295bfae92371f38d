import Sqlite from 'libsql'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { findBrokenInvariants } from './invariants.ts'
import type { TestShop } from './test-shop.ts'
import { declinedCard, failureOf, makeTestShop, newVisitor, only, orderInput } from './test-shop.ts'

let shop: TestShop

beforeAll(async () => {
  shop = await makeTestShop()
  const api = shop.as(newVisitor())
  await api.cart.addItem({ variantId: only(await shop.addProduct({ slug: 'mug', onHand: 9 })), quantity: 2 })
  const payment = { method: 'test_card' as const, cardNumber: declinedCard }
  await failureOf(api.orders.place(orderInput('declined-key', { payment })))
  await api.orders.place(orderInput('accepted-key'))
})

afterAll(() => shop.close())

test('a shop after a declined and a paid order breaks none', () => {
  expect(findBrokenInvariants(shop.path)).toEqual([])
})

const promotion = `VALUES ('prm_1', 'x', NULL, '{}', '[]', 0, 'combine', 0, 1, NULL, NULL, NULL, 1,`
const use = (status: string) =>
  `INSERT INTO promotion_uses SELECT 'prm_1', id, email, 0, 0, NULL FROM orders WHERE status = '${status}'`
const refunds = (lines: string, shipping: 0 | 1) => `INSERT INTO refunds
  SELECT 'rfd_' || l.id || n.value, l.order_id, p.id, NULL, 'pending', 1, 'EUR', 'x', ${lines}, ${shipping}, NULL, 'x', 0, 0
  FROM order_lines l JOIN payments p ON p.order_id = l.order_id JOIN json_each('[1, 2]') n`
const placed = "(SELECT id FROM orders WHERE status = 'placed')"

// Breaches that the database itself would refuse are forced past its checks: the judge must detect them anyway.
test.each([
  ['I1', 'UPDATE stock_levels SET on_hand = 1'],
  ['I2 the stock', 'UPDATE stock_levels SET on_hand = on_hand + 1'],
  ['I2 the stock over', 'UPDATE stock_totals SET on_hand = on_hand + 1'],
  ['I2 the stock', "DELETE FROM stock_movements WHERE kind = 'received'"],
  ['I2 an order', `UPDATE order_lines SET quantity = 3 WHERE order_id = ${placed}`],
  ['I3 the lines', `DELETE FROM order_lines WHERE order_id = ${placed}`],
  ['I3 total', 'UPDATE orders SET shipping_amount = shipping_amount + 1'],
  ['I4', "UPDATE payments SET amount = amount - 1 WHERE status = 'captured'"],
  ['I4 no unit', refunds("json_array(json_object('lineId', l.id, 'quantity', l.quantity))", 0)],
  ['I4 no unit', refunds("'[]'", 1)],
  ['I5', "UPDATE payments SET status = 'captured'"],
  ['I5', "UPDATE payments SET status = 'failed'"],
  ['I5 what an order says', "UPDATE orders SET payment_status = 'refunded'"],
  ['I5 what an order says', "UPDATE orders SET fulfilment_status = 'returned'"],
  ['I6 a promotion', `INSERT INTO promotions ${promotion} 1, 1, 0, 0)`],
  ['I6 no customer', `INSERT INTO promotions ${promotion} 2, 1, 0, 0); ${use('placed')}; ${use('canceled')}`],
  ['I6 a use', `INSERT INTO promotions ${promotion} 1, 1, 0, 0); ${use('canceled')}`],
  ['I6 every discount', `UPDATE orders SET discounts = '[{"promotionId":"prm_1","amount":0}]'`],
  ['I7 a cart is', "UPDATE carts SET status = 'open'"],
  ['I7 an idempotency', "UPDATE idempotency_keys SET subject_id = 'ord_gone'"],
  ['I7 an answered', 'UPDATE idempotency_keys SET answer = NULL'],
  ['I8 every step', "DELETE FROM outbox WHERE topic = 'order.placed'"],
  ['I8 every order', 'DELETE FROM order_history'],
  ['I9', `DELETE FROM orders WHERE id = ${placed}`],
  ['I11 a history is', "UPDATE order_history SET from_status = 'fulfilled' WHERE to_status = 'placed'"],
  ['I11 a history ends', "DELETE FROM order_history WHERE to_status = 'placed'"],
])('%s is seen: %s', (rule, breach) => {
  const copy = `${shop.path}-${rule}-${breach.length}.db`.replaceAll(/[^\w./-]/g, '-')
  const file = new Sqlite(shop.path)
  file.exec(`VACUUM INTO '${copy}'`)
  file.close()
  const broken = new Sqlite(copy)
  broken.exec('PRAGMA ignore_check_constraints = on')
  broken.exec('PRAGMA foreign_keys = off')
  broken.exec(breach)
  broken.close()
  expect(findBrokenInvariants(copy).filter((fault) => fault.startsWith(rule))).not.toEqual([])
})
