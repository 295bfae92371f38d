import type { NewPayment } from '@tradepost/commerce'
import { ProviderRefused } from '@tradepost/commerce'
import { expect, test } from 'vitest'
import { makeManualPayments } from './manual-payments.ts'

const payments = makeManualPayments()

const order: NewPayment = {
  idempotencyKey: 'pay_1',
  orderId: 'ord_01',
  orderNumber: 'T-1001',
  email: 'ada@example.com',
  amount: 2599,
  currency: 'KWD',
  capture: 'automatic',
  cardNumber: null,
}

test('an invoice holds no money until staff has seen it, and the same key is the same invoice', async () => {
  const invoice = await payments.create(order)
  expect(invoice).toEqual({
    reference: 'manual_KWD_2599_pay_1',
    status: 'requires_payment',
    amount: 2599,
    currency: 'KWD',
    capturedAmount: 0,
    refundedAmount: 0,
    failure: null,
    clientSecret: null,
  })
  expect(await payments.create(order)).toEqual(invoice)
  expect(await payments.find(invoice.reference)).toBeNull()
})

test('staff has seen the money, a part of it, sent it back, or given up', async () => {
  const { reference } = await payments.create(order)
  const act = { idempotencyKey: 'act_1', reference }
  const seen = { reference, amount: 2599, currency: 'KWD' }
  expect(await payments.capture({ ...act, amount: 2599 })).toMatchObject({
    ...seen,
    status: 'captured',
    capturedAmount: 2599,
  })
  expect(await payments.capture({ ...act, amount: 2000 })).toMatchObject({ ...seen, capturedAmount: 2000 })
  const refund = await payments.refund({ ...act, amount: 5 })
  expect(refund).toEqual({ reference: 'manual_refund_act_1', status: 'succeeded', amount: 5 })
  expect(await payments.void(act)).toMatchObject({ ...seen, status: 'voided', capturedAmount: 0 })
})

test('more than the invoice, nothing at all, and what is no invoice are refused', async () => {
  const { reference } = await payments.create(order)
  const act = { idempotencyKey: 'act_1', reference }
  await expect(payments.capture({ ...act, amount: 2600 })).rejects.toThrow(ProviderRefused)
  await expect(payments.refund({ ...act, amount: 2600 })).rejects.toThrow(ProviderRefused)
  await expect(payments.capture({ ...act, amount: 0 })).rejects.toThrow(ProviderRefused)
  await expect(payments.create({ ...order, amount: 0.5 })).rejects.toThrow(ProviderRefused)
  for (const strange of ['pi_1', 'manual_XYZ_1_pay_1', 'manual_KWD_']) {
    await expect(payments.void({ ...act, reference: strange })).rejects.toThrow(ProviderRefused)
  }
})

test('no webhook is its own', async () => {
  await expect(payments.parseWebhook('{}', null)).rejects.toMatchObject({ code: 'webhook.invalid_signature' })
})
