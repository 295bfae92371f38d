import type { IdOf } from '@tradepost/contract'
import type { Tx } from '@tradepost/db'
import { schema } from '@tradepost/db'
import { and, eq, inArray, isNotNull, or } from 'drizzle-orm'
import type { Deps } from '../deps.ts'
import type { ProviderPayment } from './payment-provider.ts'
import { ProviderRefused } from './payment-provider.ts'
import { readPayment } from './payment-rows.ts'
import { orUnavailable, providerOf } from './providers.ts'

const { payments } = schema

/** Marks an authorized payment or an open invoice as being captured. Returns false if another act got there first. */
export const markCapturing = async (
  tx: Tx,
  deps: Deps,
  { id, amount }: { id: IdOf<'payment'>; amount: number }
): Promise<boolean> => {
  const marked = await tx
    .update(payments)
    .set({ status: 'capturing', capturingAmount: amount, updatedAt: deps.now() })
    .where(and(eq(payments.id, id), or(eq(payments.status, 'authorized'), isOpenInvoice)))
    .returning({ id: payments.id })
  return marked.length > 0
}

/** Matches open invoices: issued, and neither paid nor voided. */
export const isOpenInvoice = and(
  eq(payments.provider, 'manual'),
  eq(payments.status, 'pending'),
  isNotNull(payments.providerReference)
)

/** Marks the payments of an order that have taken no money as being voided. Returns their IDs. */
export const markVoiding = async (tx: Tx, deps: Deps, orderId: IdOf<'order'>): Promise<IdOf<'payment'>[]> => {
  const marked = await tx
    .update(payments)
    .set({ status: 'voiding', updatedAt: deps.now() })
    .where(and(eq(payments.orderId, orderId), inArray(payments.status, ['pending', 'authorized'])))
    .returning({ id: payments.id })
  return marked.map(({ id }) => id)
}

/**
 * Asks the provider to capture a payment that was marked for it, and returns its new state. Throws
 * `payment.provider_unavailable`.
 */
export const askCapture = async (deps: Deps, id: IdOf<'payment'>): Promise<ProviderPayment> => {
  await deps.reached('capture.marked')
  const payment = await readPayment(deps.db.read, id)
  const { provider, providerReference, capturingAmount, amount: whole, updatedAt } = payment
  const reference = providerReference ?? ''
  const own = providerOf(deps, provider)
  const amount = capturingAmount ?? whole
  // Each mark has its own key, because providers repeat a refusal for the same key.
  const asked = own.capture({ idempotencyKey: `${id}-capture-${updatedAt}`, reference, amount })
  const state = await orUnavailable(asked.catch((error: unknown) => afterRefusal(deps, id, error)))
  await deps.reached('capture.asked')
  return state
}

/**
 * Asks the provider to void a payment that was marked for it. Returns null if the provider is not known to have it.
 * Throws `payment.provider_unavailable`.
 */
export const askVoid = async (deps: Deps, id: IdOf<'payment'>): Promise<ProviderPayment | null> => {
  await deps.reached('void.marked')
  const { provider, providerReference: reference } = await readPayment(deps.db.read, id)
  if (reference === null) return null
  const own = providerOf(deps, provider)
  const asked = own.void({ idempotencyKey: `${id}-void`, reference })
  const state = await orUnavailable(asked.catch((error: unknown) => afterRefusal(deps, id, error)))
  await deps.reached('void.asked')
  return state
}

/** Returns the state of a payment after a refusal: the provider refuses because it has already decided otherwise. */
const afterRefusal = async (deps: Deps, id: IdOf<'payment'>, error: unknown): Promise<ProviderPayment> => {
  if (!(error instanceof ProviderRefused)) throw error
  const { provider, providerReference } = await readPayment(deps.db.read, id)
  const state = providerReference === null ? null : await providerOf(deps, provider).find(providerReference)
  if (!state) throw error
  return state
}
