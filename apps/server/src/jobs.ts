import { setTimeout as pause } from 'node:timers/promises'
import {
  expireOrders,
  interruptImports,
  learnRelated,
  recoverPayments,
  reindexProducts,
  removeOldImports,
  removeOldRows,
  tidySearchIndex,
  workImports,
  workProviderEvents,
} from '@tradepost/commerce'
import { makeDelivery } from './mail-delivery.ts'
import type { Services } from './services.ts'

const RECOVER_EVERY_MS = 10_000
const OPEN_FOR_MS = 30_000
const EXPIRE_EVERY_MS = 2000
const SETTLE_EVERY_MS = 500
const DELIVER_EVERY_MS = 500
const LOOK_FOR_IMPORTS_EVERY_MS = 2000
const REINDEX_EVERY_MS = 500
const LEARN_EVERY_MS = 5000
const TIDY_EVERY_MS = 60 * 60 * 1000
const REMOVE_EVERY_MS = 60_000
// Lets requests be answered between two steps.
const TIDY_PAUSE_MS = 50

/** The background jobs. `stop` ends them and waits for work in progress. */
export interface Jobs {
  readonly stop: () => Promise<void>
}

/**
 * Starts the jobs, which among other things settle what a crash left open, remove expired records and deliver the
 * outbox.
 */
export const startJobs = async (services: Services): Promise<Jobs> => {
  // This process has opened nothing yet. If it alone owns the database, everything pending was left by a process that
  // died.
  const recovered = recover(services, services.operatorSecret === null ? OPEN_FOR_MS : 0).catch((error: unknown) =>
    services.log.error({ err: error }, 'not all that was left open could be settled: it is tried again')
  )
  // A remote provider may not answer for a long time: the shop opens without waiting for it.
  if (!services.deps.payments.some(({ name }) => name === 'stripe')) await recovered
  const imports = repeat(services, LOOK_FOR_IMPORTS_EVERY_MS, () => workImports(services.deps))
  services.importWork.wake = imports.wake
  const settling = repeat(services, SETTLE_EVERY_MS, (isStopping) =>
    untilDone(() => workProviderEvents(services.deps), isStopping)
  )
  services.paymentWork.wake = settling.wake
  const jobs = [
    imports,
    settling,
    repeat(services, EXPIRE_EVERY_MS, (isStopping) => untilDone(() => expireOrders(services.deps), isStopping)),
    repeat(services, RECOVER_EVERY_MS, () => recover(services, OPEN_FOR_MS)),
    repeat(services, REINDEX_EVERY_MS, (isStopping) => untilDone(() => reindexProducts(services.deps), isStopping)),
    repeat(services, LEARN_EVERY_MS, (isStopping) => untilDone(() => learnRelated(services.deps), isStopping)),
    repeat(services, TIDY_EVERY_MS, (isStopping) => tidy(services, isStopping)),
    repeat(services, DELIVER_EVERY_MS, makeDelivery(services)),
    repeat(services, REMOVE_EVERY_MS, (isStopping) => removeOld(services, isStopping)),
  ]
  if (!services.canMail) services.log.warn('mail waits in the outbox until SMTP_URL is set')
  return {
    stop: async () => {
      await Promise.all(jobs.map(({ stop }) => stop()))
    },
  }
}

const recover = async ({ deps, log }: Services, olderThanMs: number): Promise<void> => {
  const recovered = await recoverPayments(deps, olderThanMs)
  if (recovered > 0) log.warn({ recovered }, 'settled payments that were left open')
  const interrupted = await interruptImports(deps, olderThanMs)
  if (interrupted > 0) log.warn({ interrupted }, 'imports were interrupted: they can be started again')
  await removeOldImports(deps)
}

/** Repeats a small step until no work is left. */
const untilDone = async (step: () => Promise<number>, isStopping: () => boolean): Promise<void> => {
  while (!isStopping() && (await step()) > 0);
}

const tidy = async ({ deps }: Services, isStopping: () => boolean): Promise<void> => {
  while (!isStopping() && (await tidySearchIndex(deps))) await pause(TIDY_PAUSE_MS)
}

const removeOld = async ({ deps }: Services, isStopping: () => boolean): Promise<void> => {
  while (!isStopping() && (await removeOldRows(deps)) > 0) await pause(TIDY_PAUSE_MS)
}

/**
 * Runs work repeatedly, with a pause after each run. A failure is logged and does not end the repetition. `wake` skips
 * the rest of a pause.
 */
const repeat = ({ log }: Services, pauseMs: number, work: (isStopping: () => boolean) => Promise<void>) => {
  let stopped = false
  let isAwaited = false
  let running = Promise.resolve()
  let timer: NodeJS.Timeout | undefined
  const next = () => {
    timer = undefined
    isAwaited = false
    running = work(() => stopped)
      .catch((error: unknown) => log.error({ err: error }, 'a job failed'))
      .finally(() => {
        if (!stopped) timer = setTimeout(next, isAwaited ? 0 : pauseMs)
      })
  }
  timer = setTimeout(next, pauseMs)
  return {
    wake: () => {
      isAwaited = true
      if (stopped || !timer) return
      clearTimeout(timer)
      next()
    },
    stop: async () => {
      stopped = true
      clearTimeout(timer)
      await running
    },
  }
}
