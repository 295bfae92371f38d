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

/** Everything a request may need, made once. */
export interface Services {
  readonly deps: Deps
  readonly placeOrder: ReturnType<typeof makePlaceOrder>
  readonly log: Logger
  /** Whether the shop is reached by HTTPS, so that cookies can say so. */
  readonly secure: boolean
  /** Where browsers get pictures from beside the shop itself; null where it serves all of them. */
  readonly pictureOrigin: string | null
  /** Whether cards are paid by Stripe, whose own script and frames then take them. */
  readonly takesStripe: boolean
  /** Proves the operator of this machine; null where the database is not on it. */
  readonly operatorSecret: string | null
  /** Where mail is kept and shown; null where it is sent, or waits for an SMTP server. */
  readonly mailbox: Mailbox | null
  /** Whether mail can leave; where it cannot, it waits in the outbox without being tried. */
  readonly canMail: boolean
  /** Knows the sessions of staff that called lately, whose requests go first. */
  readonly recentStaff: RecentStaff
  /** Where the process listens, known once it does: links in mails lead there where no PUBLIC_URL is set. */
  readonly place: { listeningUrl: string }
  /** Aborted by `stop`: what goes on for long then ends itself. */
  readonly stopping: AbortController
  /** Wakes whoever works off the imports, once somebody does. */
  readonly importWork: { wake: () => void }
  /** Wakes whoever settles payments, once somebody does. */
  readonly paymentWork: { wake: () => void }
  readonly stopPayments: () => void
}

/** Puts the adapters that the settings ask for behind the ports of commerce. */
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
  // Nothing is awaited between this and `deps`: an event that was left untold by a crash comes at once.
  const payments = await makePayments(settings, stopping.signal, (event) => {
    // What cannot be stored now is found out by the job that settles what is open.
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

/** Makes what keeps passwords and pictures, which takes its time. */
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
