import { schema } from '@tradepost/db'
import { and, asc, eq, isNull, lte } from 'drizzle-orm'
import type { Deps } from '../deps.ts'
import type { PaymentProvider, ProviderEvent } from './payment-provider.ts'
import { providerOf } from './providers.ts'
import { settlePayment } from './settle-payment.ts'

const { payments, providerEvents } = schema

const BATCH = 20
const MAX_ATTEMPTS = 20
const FIRST_DELAY_MS = 1000
const MAX_DELAY_MS = 10 * 60 * 1000

/** Stores a provider's event once by its ID, and has it processed. A repeated delivery changes nothing. */
export const receiveProviderEvent = async (
  deps: Deps,
  provider: PaymentProvider['name'],
  { id, type, reference }: ProviderEvent
): Promise<void> => {
  const now = deps.now()
  const event = { provider, id, type, reference, receivedAt: now, attempts: 0, nextAttemptAt: now }
  // An event that names no payment needs no processing.
  const processedAt = reference === null ? now : null
  await deps.db.write((tx) =>
    tx
      .insert(providerEvents)
      .values({ ...event, processedAt })
      .onConflictDoNothing()
  )
  await deps.reached('event.stored')
  deps.wakePayments()
}

/**
 * Processes the events that are due. An event says only that something has happened. Its provider is asked for the
 * current state of the payment, so that events may come twice, late and in any order. Returns how many were settled.
 */
export const workProviderEvents = async (deps: Deps): Promise<number> => {
  const due = await deps.db.read
    .select()
    .from(providerEvents)
    .where(and(isNull(providerEvents.processedAt), lte(providerEvents.nextAttemptAt, deps.now())))
    .orderBy(asc(providerEvents.nextAttemptAt))
    .limit(BATCH)
  let settled = 0
  for (const event of due) {
    if (deps.stopping.aborted) break
    if (await work(deps, event)) settled++
  }
  return settled
}

type EventRow = typeof providerEvents.$inferSelect

const work = async (deps: Deps, event: EventRow): Promise<boolean> => {
  try {
    await settleEvent(deps, event)
  } catch (error) {
    // An event that a shutdown interrupts has not failed: it is processed after the next start.
    if (!deps.stopping.aborted) await noteFailure(deps, event, error)
    return false
  }
  await deps.reached('event.settled')
  await markEvent(deps, event, { processedAt: deps.now() })
  return true
}

const settleEvent = async (deps: Deps, { provider, reference }: EventRow): Promise<void> => {
  const name = provider as PaymentProvider['name']
  const [payment] = await deps.db.read
    .select({ id: payments.id })
    .from(payments)
    .where(and(eq(payments.provider, name), eq(payments.providerReference, reference ?? '')))
  // The event may arrive before the answer that contains the reference.
  if (!payment) throw new Error('No payment of the shop has this reference yet.')
  const state = await providerOf(deps, name).find(reference ?? '')
  await deps.reached('payment.found')
  if (state) await settlePayment(deps, { paymentId: payment.id, state })
}

const noteFailure = async (deps: Deps, event: EventRow, error: unknown): Promise<void> => {
  const attempts = event.attempts + 1
  const delayMs = Math.min(FIRST_DELAY_MS * 2 ** (attempts - 1), MAX_DELAY_MS)
  await markEvent(deps, event, {
    attempts,
    nextAttemptAt: deps.now() + delayMs,
    lastError: String(error instanceof Error ? error.message : error).slice(0, 500),
    processedAt: attempts >= MAX_ATTEMPTS ? deps.now() : null,
  })
}

const markEvent = async (deps: Deps, { provider, id }: EventRow, to: Partial<EventRow>): Promise<void> => {
  await deps.db.write((tx) =>
    tx
      .update(providerEvents)
      .set(to)
      .where(and(eq(providerEvents.provider, provider), eq(providerEvents.id, id)))
  )
}
