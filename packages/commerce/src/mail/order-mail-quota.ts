import type { Deps } from '../deps.ts'
import { takeAllowances } from '../allowances.ts'
import type { MailContent } from './mail-layout.ts'
import { mailQuota } from './mail-quota.ts'

/**
 * Counts a mail that anybody can have sent to any address. Returns false if its recipient's quota is used up: then do
 * not send it. Only the first attempt counts, so that a mail server outage uses nothing up.
 */
export const isWithinQuota = async (
  deps: Deps,
  { attempts }: { readonly attempts: number },
  { to, isOnRequest = false }: MailContent
): Promise<boolean> => {
  if (!isOnRequest || attempts > 0) return true
  const { factor } = deps.quotas
  const { subject, atOnce, everyMs } = mailQuota({ recipient: to, kind: 'order' })
  const quota = { subject, atOnce: Math.ceil(atOnce * factor), everyMs: Math.ceil(everyMs / factor) }
  return deps.db.write(async (tx) => (await takeAllowances(tx, deps.now(), [quota])) === 0)
}
