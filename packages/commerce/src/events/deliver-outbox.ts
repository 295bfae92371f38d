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

/** The outcome of delivering the due events. */
export interface Delivery {
  readonly delivered: number
  readonly failed: number
  /** Whether the mail server accepted nothing at all. Other due mails were not tried then. */
  readonly isMailDown: boolean
}

/**
 * Delivers the due events in the order in which they were written. A failed delivery is retried after a growing delay
 * of at most one hour, or 30 seconds if the mail server is down. It is abandoned one week after the first failure, and
 * its error is kept. Events are delivered at least once: a crash between sending and recording sends again. If
 * `canMail` is false, mails wait without being tried.
 */
export const deliverOutbox = async (deps: Deps, { canMail } = { canMail: true }): Promise<Delivery> => {
  const isOpen = and(isNull(outbox.deliveredAt), isNull(outbox.deadAt), lte(outbox.nextAttemptAt, deps.now()))
  const due = await deps.db.read
    .select()
    .from(outbox)
    .where(and(isOpen, canMail ? undefined : eq(outbox.topic, MEDIA_DELETED)))
    // Sorts by rowid: IDs begin with the clock, which can be set back.
    .orderBy(sql`outbox.rowid`)
    .limit(BATCH)
  const done = { delivered: 0, failed: 0 }
  for (const event of due) {
    const outcome = await deliver(deps, event)
    // An event interrupted by the shutdown is delivered after the next start.
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

/** Performs an event's task or sends its mails. An event without either counts as delivered. */
const tell = async (deps: Deps, { id, topic, payload, attempts }: Event): Promise<void> => {
  if (topic === MEDIA_DELETED) return removeMediaFiles(deps, payload as unknown as MediaRemoval)
  const compose = composerOf(topic)
  const content = compose && (await compose(deps, payload))
  if (!content) return
  const { name } = await readShop(deps.db.read)
  for (const [index, one] of [content].flat().entries()) {
    if (!(await isWithinQuota(deps, { attempts }, one))) continue
    // When a retry sends a mail again, its ID is the same as before.
    await deps.mailer.send(layOutMail(index === 0 ? id : `${id}-${index}`, name, one))
  }
}

/**
 * Only `writeMail`, `recordStatus`, `writeOrderEvent` and similar functions write payloads, in the shape that is read
 * here.
 */
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
