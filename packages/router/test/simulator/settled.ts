import {
  deliverOutbox,
  expireOrders,
  ProviderUnavailable,
  receiveProviderEvent,
  recoverPayments,
  workProviderEvents,
} from '@tradepost/commerce'
import { CodedError } from '@tradepost/contract'
import { startServer } from './server.ts'
import type { World } from './world.ts'
import { callKeyed, look, note } from './world.ts'

const HOUR_MS = 3_600_000
const MAX_ROUNDS = 60

/** Records a job's errors as faults, unless a provider did not answer: the next run asks it again. */
export const judgeJob = (world: World, name: string, error: unknown): void => {
  const errors: unknown[] = error instanceof AggregateError ? error.errors : [error]
  const isSilence = (one: unknown) =>
    one instanceof ProviderUnavailable || (one instanceof CodedError && one.code === 'payment.provider_unavailable')
  for (const one of errors.filter((one) => !isSilence(one)))
    world.wrongs.push(`${name} failed: ${one instanceof Error ? (one.stack ?? one.message) : String(one)}`)
  note(world, `${name} failed ${errors.length}`)
}

/** Runs one job of the shop once, and records its result or its failure. */
export const runJob = async (world: World, name: keyof typeof jobs): Promise<void> => {
  try {
    note(world, `${name} ${JSON.stringify(await jobs[name](world))}`)
  } catch (error) {
    judgeJob(world, name, error)
  }
}

/** Delivers a random provider event that is due. */
const deliverEvent = async ({ ledger, clock, dice, server }: World): Promise<number> => {
  const due = ledger.events.filter(({ at }) => at <= clock.now)
  const sent = dice.some(due)
  if (!sent) return 0
  ledger.events.splice(ledger.events.indexOf(sent), 1)
  await receiveProviderEvent(server.deps, sent.provider, sent.event)
  return 1
}

const jobs = {
  recoverPayments: ({ server }: World) => recoverPayments(server.deps, 30_000),
  // A process that has just started has no payments in progress yet.
  recoverAtStart: ({ server }: World) => recoverPayments(server.deps, 0),
  workProviderEvents: ({ server }: World) => workProviderEvents(server.deps),
  expireOrders: ({ server }: World) => expireOrders(server.deps),
  deliverOutbox: ({ server }: World) => deliverOutbox(server.deps),
  deliverEvent,
}

/** The jobs to choose from, repeated by their weight. */
export const jobNames = [
  'recoverPayments',
  'workProviderEvents',
  'workProviderEvents',
  'expireOrders',
  'deliverOutbox',
  'deliverEvent',
  'deliverEvent',
] as const

const OPEN = `
  select 'order', id from orders where status = 'pending_payment'
  union all select 'payment', id || ' ' || status from payments where status in ('capturing', 'voiding')
    or (status = 'pending' and (provider <> 'manual' or provider_reference is null))
  union all select 'refund', id from refunds where status = 'pending'
  union all select 'event', id from provider_events where processed_at is null
  union all select 'outbox', id from outbox where delivered_at is null and dead_at is null`

/**
 * Settles a world: turns faults off and runs the jobs hour by hour until no work is left. Then repeats every answered
 * keyed call.
 */
export const settle = async (world: World): Promise<void> => {
  Object.assign(world.faults, { crash: 0, down: 0, lost: 0, mail: 0 })
  world.server = startServer(world)
  for (let round = 0; round < MAX_ROUNDS; round += 1) {
    world.clock.now += HOUR_MS
    while (world.ledger.events.some(({ at }) => at <= world.clock.now)) await deliverEvent(world)
    await runJob(world, 'recoverPayments')
    await runJob(world, 'workProviderEvents')
    await runJob(world, 'expireOrders')
    while ((await deliverOutbox(world.server.deps)).delivered > 0);
    if (look(world, OPEN).length === 0 && world.ledger.events.length === 0) break
  }
  for (const row of look(world, OPEN)) world.wrongs.push(`never settled: ${row.join(' ')}`)
  for (const keyed of world.keyed.filter(({ answer }) => answer !== null)) await callKeyed(world, keyed)
}

/** Compares the shop's payments with the providers' ledgers, and records differences as faults. */
export const compareBooks = (world: World): void => {
  const rows = new Map(
    look(
      world,
      `select p.id, p.status, p.captured_amount, p.refunded_amount, o.status, o.number, p.provider_reference
         from payments p join orders o on o.id = p.order_id`
    ).map((row) => [String(row[0]), row])
  )
  for (const payment of world.ledger.payments.values()) {
    const { asked, reference, captured, status } = payment
    const [, own, ownCaptured, ownRefunded, order, number, known] = rows.get(asked.idempotencyKey) ?? []
    const refunded = world.ledger.refunded(payment)
    const seen = `${String(number)} ${reference}: provider ${status} ${captured}-${refunded}, shop ${String(own)} ${String(ownCaptured)}-${String(ownRefunded)}, order ${String(order)}`
    const isSame = ownCaptured === captured && ownRefunded === refunded
    if (!isSame) world.wrongs.push(`the books differ: ${seen}`)
    if (captured - refunded > 0 && (order === 'canceled' || order === 'expired'))
      world.wrongs.push(`money is kept of an order that is over: ${seen}`)
    if (status === 'authorized' && own !== 'authorized') world.wrongs.push(`money is held for nothing: ${seen}`)
    if (own === 'authorized' && status !== 'authorized') world.wrongs.push(`nothing is held: ${seen}`)
    if (known !== null && known !== reference) world.wrongs.push(`another payment is known: ${seen}`)
  }
}

const ACTS_AND_KEYS = `
  select procedure, sum(acts) as acts, sum(keys) as keys from (
    select procedure, 1 as acts, 0 as keys from audit_log union all select procedure, 0, 1 from idempotency_keys
  ) where procedure like 'admin.orders.%' group by procedure having sum(acts) <> sum(keys)`

/** Checks that each idempotency key of staff acts on orders performed exactly one act. */
export const countActs = (world: World): void => {
  for (const row of look(world, ACTS_AND_KEYS)) world.wrongs.push(`acts and keys differ: ${row.join(' ')}`)
}
