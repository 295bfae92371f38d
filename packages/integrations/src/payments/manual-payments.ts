import type { PaymentProvider, ProviderPayment } from '@tradepost/commerce'
import { manualReferenceOf, ProviderRefused } from '@tradepost/commerce'
import { Currency, fail } from '@tradepost/contract'

/**
 * Creates the provider for invoices, which are paid by bank transfer and refunded by hand. There is no service behind
 * it: a capture records that staff have seen the money, a refund that staff have sent it back, and the shop's own
 * tables are the only ledger. The provider stores nothing, so `find` returns no payment, the reference contains amount
 * and currency, and an act that is done twice is not detected.
 */
export const makeManualPayments = (): PaymentProvider => ({
  name: 'manual',
  method: 'invoice',
  needsBrowser: false,
  create: async ({ idempotencyKey, amount, currency }) => {
    checkAmount(amount)
    return paymentOf(manualReferenceOf(idempotencyKey, { amount, currency }))
  },
  recover: async () => null,
  find: async () => null,
  capture: async ({ reference, amount }) => {
    checkAmount(amount)
    const open = paymentOf(reference)
    if (amount > open.amount) throw new ProviderRefused('The amount is above that of the invoice.')
    return { ...open, status: 'captured', capturedAmount: amount }
  },
  refund: async ({ idempotencyKey, reference, amount }) => {
    checkAmount(amount)
    if (amount > paymentOf(reference).amount) throw new ProviderRefused('The amount is above that of the invoice.')
    return { reference: `manual_refund_${idempotencyKey}`, status: 'succeeded', amount }
  },
  void: async ({ reference }) => ({ ...paymentOf(reference), status: 'voided' }),
  parseWebhook: async () => {
    throw fail('webhook.invalid_signature')
  },
})

const paymentOf = (reference: string): ProviderPayment => {
  const [, code, digits] = /^manual_([A-Z]{3})_(\d{1,16})_/.exec(reference) ?? []
  const currency = Currency.safeParse(code)
  if (!currency.success) throw new ProviderRefused('There is no such payment.')
  return {
    reference,
    status: 'requires_payment',
    amount: Number(digits),
    currency: currency.data,
    capturedAmount: 0,
    refundedAmount: 0,
    failure: null,
    clientSecret: null,
  }
}

const checkAmount = (amount: number): void => {
  if (!Number.isSafeInteger(amount) || amount <= 0) throw new ProviderRefused('The amount must be whole and above 0.')
}
