import { randomBytes } from 'node:crypto'
import type { Deps } from '@tradepost/commerce'
import { makePlaceOrder, makeSessions } from '@tradepost/commerce'
import type { Database } from '@tradepost/db'
import { makeArgon2Passwords, makeDiskMedia, makeTestPayments } from '@tradepost/integrations'
import type { Logger } from 'pino'
import type { Settings } from './env.ts'

/** Everything a request may need, made once. */
export interface Services {
  readonly deps: Deps
  readonly placeOrder: ReturnType<typeof makePlaceOrder>
  readonly log: Logger
  /** Whether the shop is reached by HTTPS, so that cookies can say so. */
  readonly secure: boolean
  /** Proves the operator of this machine; null where the database is not on it. */
  readonly operatorSecret: string | null
}

/** Puts the adapters that the settings ask for behind the ports of commerce. */
export const makeServices = async (
  settings: Settings,
  { db, log, operatorSecret }: { db: Database; log: Logger; operatorSecret: string | null }
): Promise<Services> => {
  const deps: Deps = {
    db,
    now: Date.now,
    random: (bytes) => randomBytes(bytes),
    passwords: await makeArgon2Passwords(),
    payments: makeTestPayments(),
    media: makeDiskMedia(settings.mediaDir),
    sessions: makeSessions(db),
  }
  const secure = settings.publicUrl?.startsWith('https:') ?? false
  return { deps, placeOrder: makePlaceOrder(deps), log, secure, operatorSecret }
}
