import { readRows } from './read-rows.ts'

/** What the books of a payment provider say of one payment; `reference` is the provider's own id of it. */
export interface BookedPayment {
  readonly reference: string
  readonly status: string
  readonly captured: number
  readonly refunded: number
}

// The shop's words and those of Stripe for the same things; that nothing came of a payment has many names.
const meanings: Readonly<Record<string, string>> = {
  captured: 'taken',
  succeeded: 'taken',
  authorized: 'held',
  requires_capture: 'held',
  voided: 'over',
  canceled: 'over',
  failed: 'over',
  pending: 'open',
  processing: 'open',
  requires_action: 'open',
  requires_payment: 'open',
  requires_payment_method: 'open',
}

const meaningOf = (status: string): string => meanings[status] ?? status

/**
 * Compares the shop's payments with the books of its provider, both ways: each payment is open, held, taken or over in both,
 * for the same sums, and none took money that the shop does not know. For shops in which no call is under way.
 */
export const findFaultsOfBooks = (databasePath: string, books: readonly BookedPayment[]): string[] => {
  const rows = readRows(
    databasePath,
    `SELECT coalesce(provider_reference, 'test_' || id) AS reference, status, captured_amount AS captured,
      refunded_amount AS refunded FROM payments WHERE provider <> 'manual'`
  )
  const known = new Map(books.map((payment) => [payment.reference, payment]))
  const own = new Set(rows.map(({ reference }) => reference))
  const unknown = books.filter(({ reference, captured }) => captured > 0 && !own.has(reference))
  const faults = rows.filter(({ reference, status, captured, refunded }) => {
    // What the provider never heard of has come to nothing, or nothing yet.
    const none = { status: status === 'pending' ? 'pending' : 'voided', captured: 0, refunded: 0 }
    const booked = known.get(String(reference)) ?? none
    const isSame = booked.captured === captured && booked.refunded === refunded
    return !isSame || meaningOf(booked.status) !== meaningOf(String(status))
  })
  return [
    ...unknown.map((payment) => `books: the shop knows nothing of ${JSON.stringify(payment)}`),
    ...faults.map(
      (row) =>
        `books: the shop says ${JSON.stringify(row)}, the provider ${JSON.stringify(known.get(String(row['reference'])))}`
    ),
  ]
}
