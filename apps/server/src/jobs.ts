import { deliverOutbox, recoverPayments, removeOldRegistrations } from '@tradepost/commerce'
import type { Services } from './services.ts'

const RECOVER_EVERY_MS = 30_000
const OPEN_FOR_MS = 60_000
const DELIVER_EVERY_MS = 500

/** What the shop does by itself. `stop` ends it and waits for what is under way. */
export interface Jobs {
  readonly stop: () => Promise<void>
}

/** Starts the jobs: settles what a crash left open, forgets what has run out, and delivers the outbox. */
export const startJobs = async (services: Services): Promise<Jobs> => {
  // Nothing of this process is open yet: where it alone owns the database, whatever is pending was left by one that died.
  await recover(services, services.operatorSecret === null ? OPEN_FOR_MS : 0)
  const jobs = [repeat(services, RECOVER_EVERY_MS, () => recover(services, OPEN_FOR_MS))]
  if (services.canMail) jobs.push(repeat(services, DELIVER_EVERY_MS, () => deliver(services)))
  else services.log.warn('mail waits in the outbox until SMTP_URL is set')
  return {
    stop: async () => {
      await Promise.all(jobs.map((stop) => stop()))
    },
  }
}

const recover = async ({ deps, log }: Services, olderThanMs: number): Promise<void> => {
  const recovered = await recoverPayments(deps, olderThanMs)
  if (recovered > 0) log.warn({ recovered }, 'settled payments that were left open')
  await deps.sessions.removeExpired()
  await removeOldRegistrations(deps)
}

const deliver = async ({ deps, log }: Services): Promise<void> => {
  for (;;) {
    const { delivered, failed } = await deliverOutbox(deps)
    if (failed > 0) log.warn({ failed }, 'events could not be delivered and will be tried again')
    if (delivered === 0) return
  }
}

/** Runs work again and again, a pause after each; one that fails is logged and does not end it. */
const repeat = ({ log }: Services, pauseMs: number, work: () => Promise<void>) => {
  let stopped = false
  let running = Promise.resolve()
  let timer: NodeJS.Timeout | undefined
  const next = () => {
    running = work()
      .catch((error: unknown) => log.error({ err: error }, 'a job failed'))
      .finally(() => {
        if (!stopped) timer = setTimeout(next, pauseMs)
      })
  }
  timer = setTimeout(next, pauseMs)
  return async () => {
    stopped = true
    clearTimeout(timer)
    await running
  }
}
