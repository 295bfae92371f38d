import type { Deps, Mailer } from '@tradepost/commerce'
import {
  makePlaceOrder,
  makeQuotas,
  makeSessions,
  receiveProviderEvent,
  refusePublishedPasswords,
} from '@tradepost/commerce'
import type { Database } from '@tradepost/db'
import type { Mailbox } from '@tradepost/integrations'
import {
  makeArgon2Passwords,
  makeDiskImportFiles,
  makeDiskMedia,
  makeMailbox,
  makeRandom,
  makeS3Media,
  makeSharpImages,
  makeSmtpMailer,
} from '@tradepost/integrations'
import type { Logger } from 'pino'
import { RecentStaff } from './admission/recent-staff.ts'
import { cookieNames } from './cookies.ts'
import { makeCrashPoint } from './crash-point.ts'
import type { Settings } from './env.ts'
import { makePayments } from './payments.ts'

/** The services that all requests share. */
export interface Services {
  readonly deps: Deps
  readonly placeOrder: ReturnType<typeof makePlaceOrder>
  readonly log: Logger
  /** Whether the shop is served over HTTPS, so that cookies can be `Secure`. */
  readonly secure: boolean
  /** The origin besides the shop itself that serves images; null if the shop serves all of them. */
  readonly pictureOrigin: string | null
  /** Whether Stripe processes card payments; its script and frames must then be allowed. */
  readonly takesStripe: boolean
  /** Authenticates the operator of this machine; null if the database is not on this machine. */
  readonly operatorSecret: string | null
  /** Stores and shows mail in development; null if mail is sent, or waits for an SMTP server. */
  readonly mailbox: Mailbox | null
  /** Whether mail can be sent. If not, it waits in the outbox without attempts. */
  readonly canMail: boolean
  /** Remembers recent sessions of staff, whose requests take precedence. */
  readonly recentStaff: RecentStaff
  /**
   * The address that the process listens on, empty until it listens. Links in mails use it if PUBLIC_URL is not set.
   */
  readonly place: { listeningUrl: string }
  /** Aborted when the server stops: long-running work then ends. */
  readonly stopping: AbortController
  /** Wakes the job that works on imports, once it has started. */
  readonly importWork: { wake: () => void }
  /** Wakes the job that settles payments, once it has started. */
  readonly paymentWork: { wake: () => void }
  readonly stopPayments: () => void
}

/** Connects the adapters that the settings select to the ports of commerce. */
export const makeServices = async (
  settings: Settings,
  { db, log, operatorSecret }: { db: Database; log: Logger; operatorSecret: string | null }
): Promise<Services> => {
  const place = { listeningUrl: '' }
  const stopping = new AbortController()
  const importWork = { wake: () => {} }
  const paymentWork = { wake: () => {} }
  const canMail = settings.devMailbox || settings.smtpUrl !== null
  const mailbox = settings.devMailbox ? makeMailbox() : null
  const sources = { db, now: Date.now, random: makeRandom(), quotas: makeClientQuotas(settings) }
  const adapters = await makeSlowAdapters(settings)
  // Do not await anything between this and `deps`: an event that a crash left unreported arrives at once.
  const payments = await makePayments(settings, stopping.signal, (event) => {
    // The job that settles open payments recovers an event that cannot be stored now.
    receiveProviderEvent(deps, 'test', event).catch((error: unknown) => log.warn({ err: error }, 'an event was lost'))
  })
  const deps: Deps = {
    ...sources,
    ...adapters,
    payments: payments.providers,
    stripePublishableKey: settings.stripe?.publishableKey ?? null,
    wakePayments: () => paymentWork.wake(),
    reached: makeCrashPoint(settings.crashAt),
    sessions: makeSessions(sources),
    mailer: mailbox ?? makeMailer(settings, stopping.signal),
    importFiles: makeDiskImportFiles(settings.importDir),
    wakeImports: () => importWork.wake(),
    stopping: stopping.signal,
    get publicUrl() {
      return settings.publicUrl ?? place.listeningUrl
    },
  }
  const secure = settings.publicUrl?.startsWith('https:') ?? false
  const known = {
    log,
    secure,
    pictureOrigin: settings.s3 ? new URL(settings.s3.publicUrl).origin : null,
    takesStripe: settings.stripe !== null,
    operatorSecret,
    mailbox,
    canMail,
    recentStaff: new RecentStaff(cookieNames(secure).session),
    place,
    stopping,
    importWork,
    paymentWork,
  }
  return { deps, placeOrder: makePlaceOrder(deps), stopPayments: payments.stop, ...known }
}

const makeClientQuotas = ({ clientQuotaFactor: factor }: Settings) => makeQuotas({ now: Date.now, factor })

/** Creates the adapters that are slow to start. */
const makeSlowAdapters = async ({
  s3,
  mediaDir,
  seedDemo,
}: Settings): Promise<Pick<Deps, 'images' | 'media' | 'passwords'>> => ({
  passwords: seedDemo ? await makeArgon2Passwords() : refusePublishedPasswords(await makeArgon2Passwords()),
  images: makeSharpImages(),
  media: s3 ? await makeS3Media(s3) : makeDiskMedia(mediaDir),
})

const makeMailer = ({ smtpUrl, mailFrom }: Settings, stopping: AbortSignal): Mailer =>
  smtpUrl === null ? unsetMailer : makeSmtpMailer({ url: smtpUrl, from: mailFrom, stopping })

const unsetMailer: Mailer = { send: () => Promise.reject(new Error('Mail cannot be sent: SMTP_URL is not set.')) }
