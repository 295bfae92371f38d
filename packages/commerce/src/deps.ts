import type { IdKind, IdOf, MediaType, PictureFormat } from '@tradepost/contract'
import { makeId } from '@tradepost/contract'
import type { Database } from '@tradepost/db'
import type { Sessions } from './auth/sessions.ts'
import type { ImportFiles } from './imports/import-files.ts'
import type { PaymentProvider } from './payments/payment-provider.ts'
import type { Quotas } from './quotas/quotas.ts'

/** Who needs password work done. Clients take turns, and known clients go first. */
export interface PasswordTurn {
  /** Identifies the client: its network, or the ID of a signed-in user. */
  readonly client: string
  /** Whether the client has already proved something: a known browser, a mailed link or a session. */
  readonly isKnown: boolean
}

/**
 * Hashes passwords so that they are slow to guess, and verifies them. Both run off the event loop. Both throw `busy` if
 * too many calls are already waiting, for this client or overall.
 */
export interface PasswordHasher {
  readonly hash: (password: string, turn: PasswordTurn) => Promise<string>
  /** Verifies a password. For an unknown account (`null`), takes as long and returns false. */
  readonly verify: (hash: string | null, password: string, turn: PasswordTurn) => Promise<boolean>
}

/** Stores the files that the shop displays, by name. The extension of the name is the file type. */
export interface MediaStore {
  /** Stores a file, replacing any file of the same name, and returns the URL that it is served at. */
  readonly put: (name: string, content: string | Uint8Array) => Promise<string>
  /** Removes a file. Does nothing if the file does not exist. */
  readonly remove: (name: string) => Promise<void>
}

/** A picture at one width and in one format, as a complete file. */
export interface Rendition {
  readonly width: number
  readonly format: PictureFormat
  readonly bytes: Uint8Array
}

/** An uploaded picture after decoding, with its renditions. `width` and `height` are those of the widest rendition. */
export interface ProcessedImage {
  readonly type: MediaType
  readonly width: number
  readonly height: number
  readonly renditions: readonly Rendition[]
}

/** Decodes uploaded pictures and produces renditions without any other embedded data. */
export interface ImageProcessor {
  /** Throws `media.unsupported`, `media.too_many_pixels`, and `busy` if too many calls are already waiting. */
  readonly process: (bytes: Uint8Array) => Promise<ProcessedImage>
}

/** An email. `id` stays the same on a retry, so that a receiver can recognize duplicates. */
export interface Mail {
  readonly id: string
  readonly to: string
  readonly subject: string
  readonly text: string
  readonly html: string
}

/**
 * Sends mail. Throws {@link MailUnavailable} if no mail can be handed over now, and any other error if this mail was
 * rejected. The caller retries in both cases.
 */
export interface Mailer {
  readonly send: (mail: Mail) => Promise<void>
}

/** The mail server is unreachable or accepts no mail at all, so there is no point in trying other mails now. */
export class MailUnavailable extends Error {
  override readonly name = 'MailUnavailable'
}

/** The points between steps that must survive a crash: everything before a point is done, and nothing after it. */
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

/** Everything that operations need from outside, passed in by the composition root. */
export interface Deps {
  readonly db: Database
  /** Returns the current time, in milliseconds since 1970. */
  readonly now: () => number
  readonly random: (bytes: number) => Uint8Array
  readonly passwords: PasswordHasher
  /** The payment providers of the shop, in the order in which their payment methods are offered. */
  readonly payments: readonly PaymentProvider[]
  /** The key that the browser creates Stripe’s element with; null if cards are not paid through Stripe. */
  readonly stripePublishableKey: string | null
  /** Wakes the worker that settles payments and refunds. */
  readonly wakePayments: () => void
  /**
   * Called at each named point between two steps of an act on money, stock or orders. Tests pause, race or crash there.
   */
  readonly reached: (point: ActPoint) => Promise<void>
  readonly media: MediaStore
  readonly images: ImageProcessor
  readonly mailer: Mailer
  /** The base URL of the shop for links in mails, without a trailing slash. */
  readonly publicUrl: string
  readonly sessions: Sessions
  /** Limits how often a client may act. */
  readonly quotas: Quotas
  readonly importFiles: ImportFiles
  /** Wakes the worker that processes imports. */
  readonly wakeImports: () => void
  /** Aborted when the process is about to stop. Long-running work ends when it fires. */
  readonly stopping: AbortSignal
}

interface Last {
  ms: number
  made: number
}

const MOST_IN_ONE_MS = 0xff_ff
// Keyed by the source of randomness, because each shop in a process has its own clock.
const lastOf = new WeakMap<Deps['random'], Last>()

/** Makes all new IDs sort after those of the given time, even if the clock is behind it. */
export const continueIdsAfter = ({ random }: Pick<Deps, 'random'>, ms: number): void => {
  const last = lastOf.get(random)
  if (!last || last.ms < ms) lastOf.set(random, { ms, made: MOST_IN_ONE_MS })
}

/**
 * Creates an ID that sorts by the clock of `deps` and, within one millisecond, in order of creation: 16 of its random
 * bits are a counter. Lines and histories written in one transaction are read back in that order. If the clock was set
 * back, IDs continue from the latest one.
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

/** Formats a time as the API returns it. */
export const toInstant = (ms: number): string => new Date(ms).toISOString()
