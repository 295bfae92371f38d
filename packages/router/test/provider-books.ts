import { readRows } from './read-rows.ts'

/** A payment in a provider's ledger; `reference` is the provider's own ID of it. */
export interface BookedPayment {
  readonly reference: string
  readonly status: string
  readonly captured: number
  readonly refunded: number
}

// Maps statuses of the shop and of Stripe to common names; a payment that took no money has many statuses.
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
 * Returns the differences between the shop's payments and its provider's ledger. Both must have the same status and
 * amounts for each payment, and the provider must not have captured payments that the shop does not know.
 * Call it only while no call is in progress in the shop.
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
    // A payment that the provider does not know must be voided, or still pending.
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
