import type { IdKind, IdOf, MediaType, PictureFormat } from '@tradepost/contract'
import { makeId } from '@tradepost/contract'
import type { Database } from '@tradepost/db'
import type { Sessions } from './auth/sessions.ts'
import type { ImportFiles } from './imports/import-files.ts'
import type { PaymentProvider } from './payments/payment-provider.ts'
import type { Quotas } from './quotas/quotas.ts'

/** Whose work a password is: clients take turns, and those who are known come first. */
export interface PasswordTurn {
  /** What the client is counted by: its network, or the id of a signed-in user. */
  readonly client: string
  /** Whether the client has proved something already: a known browser, a mailed link, a session. */
  readonly isKnown: boolean
}

/**
 * Turns passwords into hashes that are slow to guess, and checks them; both run off the event loop. Both throw `busy` where
 * too many wait already, of this client or of all.
 */
export interface PasswordHasher {
  readonly hash: (password: string, turn: PasswordTurn) => Promise<string>
  /** Checks a password; with `null` for an unknown account it takes as long and answers false. */
  readonly verify: (hash: string | null, password: string, turn: PasswordTurn) => Promise<boolean>
}

/** Keeps files that the shop shows, by name; the name's ending is the file's type. */
export interface MediaStore {
  /** Keeps a file, in the place of an older one of the name, and gives the address it is served at. */
  readonly put: (name: string, content: string | Uint8Array) => Promise<string>
  /** Forgets a file; one that is not there is forgotten already. */
  readonly remove: (name: string) => Promise<void>
}

/** One width of a picture in one format, as a whole file. */
export interface Rendition {
  readonly width: number
  readonly format: PictureFormat
  readonly bytes: Uint8Array
}

/** An upload that was read: what it is, and what is kept of it. The size is that of the widest rendition. */
export interface ProcessedImage {
  readonly type: MediaType
  readonly width: number
  readonly height: number
  readonly renditions: readonly Rendition[]
}

/** Reads pictures that people send and makes of them what the shop shows, without whatever else they carry. */
export interface ImageProcessor {
  /** Throws `media.unsupported`, `media.too_many_pixels`, and `busy` where too many wait already. */
  readonly process: (bytes: Uint8Array) => Promise<ProcessedImage>
}

/** One mail; `id` stays the same when it is sent again, so that a receiver can tell. */
export interface Mail {
  readonly id: string
  readonly to: string
  readonly subject: string
  readonly text: string
  readonly html: string
}

/**
 * Sends mail. Throws {@link MailUnavailable} where no mail can be handed over now, any other error where this one was not
 * taken; it is asked again in both cases.
 */
export interface Mailer {
  readonly send: (mail: Mail) => Promise<void>
}

/** The mail server cannot be reached or takes no mail at all, so the other mails need not be tried now. */
export class MailUnavailable extends Error {
  override readonly name = 'MailUnavailable'
}

/** The points between the steps of acts that a crash must not tear apart: what is done there is done, what follows is not. */
export const actPoints = [
  'checkout.begin',
  'checkout.reserved',
  'checkout.asked',
  'checkout.settled',
  'payment.found',
  'capture.marked',
  'capture.asked',
  'capture.settled',
  'refund.requested',
  'refund.asked',
  'refund.settled',
  'void.marked',
  'void.asked',
  'void.settled',
  'expire.found',
  'expire.released',
  'event.stored',
  'event.settled',
  'outbox.told',
] as const

export type ActPoint = (typeof actPoints)[number]

/** Everything a verb needs from outside, handed in by the composition root. */
export interface Deps {
  readonly db: Database
  /** Now, in milliseconds since 1970. */
  readonly now: () => number
  readonly random: (bytes: number) => Uint8Array
  readonly passwords: PasswordHasher
  /** The payment providers of the shop, in the order in which their ways of paying are offered. */
  readonly payments: readonly PaymentProvider[]
  /** What a browser makes Stripe’s element with; null where cards are not paid by Stripe. */
  readonly stripePublishableKey: string | null
  /** Tells whoever settles payments and refunds that one waits. */
  readonly wakePayments: () => void
  /** Called at each named point between two steps of an act on money, stock or orders: tests stop, race or crash there. */
  readonly reached: (point: ActPoint) => Promise<void>
  readonly media: MediaStore
  readonly images: ImageProcessor
  readonly mailer: Mailer
  /** The address of the shop that links in mails lead to, without a slash at its end. */
  readonly publicUrl: string
  readonly sessions: Sessions
  /** Bounds what one client may do. */
  readonly quotas: Quotas
  readonly importFiles: ImportFiles
  /** Tells whoever works off the imports that one waits. */
  readonly wakeImports: () => void
  /** Aborted when the process is about to stop: what goes on for long ends itself then. */
  readonly stopping: AbortSignal
}

interface Last {
  ms: number
  made: number
}

const MOST_IN_ONE_MS = 0xff_ff
// By their source of randomness, for each shop of a process has a clock of its own.
const lastOf = new WeakMap<Deps['random'], Last>()

/** Has ids that are made from now on sort after those of a time, also where the clock is behind it. */
export const continueIdsAfter = ({ random }: Pick<Deps, 'random'>, ms: number): void => {
  const last = lastOf.get(random)
  if (!last || last.ms < ms) lastOf.set(random, { ms, made: MOST_IN_ONE_MS })
}

/**
 * Makes a new id that sorts by the clock of `deps` and, within one millisecond, in the order of making: 16 of its random
 * bits count. Lines and histories written in one transaction are read back in that order. Where the clock has stepped back,
 * its ids go on from the latest.
 */
export const newId = <K extends IdKind>(deps: Pick<Deps, 'now' | 'random'>, kind: K): IdOf<K> => {
  const last = lastOf.get(deps.random) ?? { ms: 0, made: 0 }
  const now = deps.now()
  const isNext = now > last.ms || last.made === MOST_IN_ONE_MS
  last.made = isNext ? 0 : last.made + 1
  if (isNext) last.ms = Math.max(now, last.ms + 1)
  lastOf.set(deps.random, last)
  const first = last.made >> 8
  const second = last.made
  return makeId(kind, last.ms, (length) => {
    const bytes = new Uint8Array(length)
    bytes.set(deps.random(length - 2), 2)
    bytes[0] = first
    bytes[1] = second
    return bytes
  })
}

/** Writes an instant as the wire has it. */
export const toInstant = (ms: number): string => new Date(ms).toISOString()
