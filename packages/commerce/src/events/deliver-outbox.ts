import { schema } from '@tradepost/db'
import { and, eq, isNull, lte, sql } from 'drizzle-orm'
import type { Deps } from '../deps.ts'
import { MailUnavailable } from '../deps.ts'
import type { Composer } from '../mail/compose-mail.ts'
import { composers } from '../mail/compose-mail.ts'
import { layOutMail } from '../mail/mail-layout.ts'
import { isWithinQuota } from '../mail/order-mail-quota.ts'
import type { MediaRemoval } from '../media/remove-media-files.ts'
import { MEDIA_DELETED, removeMediaFiles } from '../media/remove-media-files.ts'
import { readShop } from '../shop/read-shop.ts'

const { outbox } = schema

type Event = typeof outbox.$inferSelect

const BATCH = 20
const FIRST_DELAY_MS = 2000
const MAX_DELAY_MS = 60 * 60 * 1000
const UNAVAILABLE_DELAY_MS = 30_000
const GIVEN_UP_AFTER_MS = 7 * 24 * 60 * 60 * 1000

/** What became of the events that were due. */
export interface Delivery {
  readonly delivered: number
  readonly failed: number
  /** Whether the mail server took nothing at all; what else was due to be mailed was left untried. */
  readonly isMailDown: boolean
}

/**
 * Delivers the events that are due, in the order in which they were written. One whose delivery fails is tried again after a
 * growing delay of an hour at most, or after 30 s where the mail server is down, and given up with its error kept a week
 * after it first failed. Delivered at least once: a crash between sending and noting sends again. Where mail cannot leave,
 * what is mailed waits untried.
 */
export const deliverOutbox = async (deps: Deps, { canMail } = { canMail: true }): Promise<Delivery> => {
  const isOpen = and(isNull(outbox.deliveredAt), isNull(outbox.deadAt), lte(outbox.nextAttemptAt, deps.now()))
  const due = await deps.db.read
    .select()
    .from(outbox)
    .where(and(isOpen, canMail ? undefined : eq(outbox.topic, MEDIA_DELETED)))
    // By the database's own numbers: ids begin with the clock, which can be set back.
    .orderBy(sql`outbox.rowid`)
    .limit(BATCH)
  const done = { delivered: 0, failed: 0 }
  for (const event of due) {
    const outcome = await deliver(deps, event)
    // What the process was stopped in is delivered after the next start.
    if (outcome === 'interrupted') break
    if (outcome === 'delivered') done.delivered++
    else done.failed++
    if (outcome === 'mail_down') return { ...done, isMailDown: true }
  }
  return { ...done, isMailDown: false }
}

const deliver = async (deps: Deps, event: Event): Promise<'delivered' | 'failed' | 'mail_down' | 'interrupted'> => {
  try {
    await tell(deps, event)
  } catch (error) {
    if (deps.stopping.aborted) return 'interrupted'
    await noteFailure(deps, event, error)
    return error instanceof MailUnavailable ? 'mail_down' : 'failed'
  }
  await deps.reached('outbox.told')
  await deps.db.write((tx) => tx.update(outbox).set({ deliveredAt: deps.now() }).where(eq(outbox.id, event.id)))
  return 'delivered'
}

/** Does what an event asks for, or sends its mail; an event that nobody is told of is delivered by that. */
const tell = async (deps: Deps, { id, topic, payload, attempts }: Event): Promise<void> => {
  if (topic === MEDIA_DELETED) return removeMediaFiles(deps, payload as unknown as MediaRemoval)
  const compose = composerOf(topic)
  const content = compose && (await compose(deps, payload))
  if (!content) return
  const { name } = await readShop(deps.db.read)
  for (const [index, one] of [content].flat().entries()) {
    if (!(await isWithinQuota(deps, { attempts }, one))) continue
    // What is sent again after a failure half-way has the id that it had.
    await deps.mailer.send(layOutMail(index === 0 ? id : `${id}-${index}`, name, one))
  }
}

/** Payloads are written by `writeMail`, `recordStatus`, `writeOrderEvent` and their like alone, in the shape that is read here. */
const composerOf = (topic: string): Composer<Record<string, unknown>> | undefined =>
  Object.hasOwn(composers, topic)
    ? (composers[topic as keyof typeof composers] as unknown as Composer<Record<string, unknown>>)
    : undefined

const noteFailure = async (deps: Deps, event: Event, error: unknown): Promise<void> => {
  const now = deps.now()
  const attempts = event.attempts + 1
  const firstFailedAt = event.firstFailedAt ?? now
  const growing = Math.min(FIRST_DELAY_MS * 2 ** (attempts - 1), MAX_DELAY_MS)
  const delayMs = error instanceof MailUnavailable ? Math.min(growing, UNAVAILABLE_DELAY_MS) : growing
  const jitter = 1 + (deps.random(1)[0] ?? 0) / 512
  await deps.db.write((tx) =>
    tx
      .update(outbox)
      .set({
        attempts,
        firstFailedAt,
        nextAttemptAt: now + Math.round(delayMs * jitter),
        lastError: String(error instanceof Error ? error.message : error).slice(0, 500),
        deadAt: now - firstFailedAt >= GIVEN_UP_AFTER_MS ? now : null,
      })
      .where(eq(outbox.id, event.id))
  )
}
