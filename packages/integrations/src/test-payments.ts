import type { Charge, ChargeResult, PaymentProvider } from '@tradepost/commerce'
import { testCards } from '@tradepost/contract'

/**
 * Makes the embedded test provider: no money moves, and the card number alone decides what becomes of a charge, so that
 * the same charge asked twice has the same result. It keeps no ledger, so it knows of no charge after a restart.
 */
export const makeTestPayments = (): PaymentProvider => ({
  name: 'test',
  charge: async (charge) => decide(charge),
  find: async () => null,
})

const decide = ({ idempotencyKey, cardNumber }: Charge): ChargeResult => {
  const reference = `test_${idempotencyKey}`
  const outcome = Object.hasOwn(testCards, cardNumber) ? testCards[asTestCard(cardNumber)] : 'declined'
  if (outcome === 'succeeds') return { status: 'captured', reference }
  return { status: 'failed', reference, reason: outcome === 'insufficient_funds' ? outcome : 'card_declined' }
}

/** Called only for a number that `testCards` holds. */
const asTestCard = (cardNumber: string) => cardNumber as keyof typeof testCards
