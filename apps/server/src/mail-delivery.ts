import { deliverOutbox } from '@tradepost/commerce'
import type { Services } from './services.ts'

const FIRST_PAUSE_MS = 1000
const LONGEST_PAUSE_MS = 15_000

/**
 * Returns the job that delivers the outbox. While the mail server accepts nothing, one mail is tried after a pause that
 * doubles up to 15 s, and the others wait. All of them are sent within a minute of its recovery.
 */
export const makeDelivery = ({ deps, log, canMail }: Services): ((isStopping: () => boolean) => Promise<void>) => {
  let pauseMs = 0
  let downSince = 0
  const mayMail = (): boolean => canMail && performance.now() - downSince >= pauseMs
  return async (isStopping) => {
    while (!isStopping()) {
      const isMailing = mayMail()
      const { delivered, failed, isMailDown } = await deliverOutbox(deps, { canMail: isMailing })
      if (isMailDown) {
        if (pauseMs === 0) log.warn('the mail server takes no mail: it is tried again until it does')
        pauseMs = Math.min(Math.max(pauseMs * 2, FIRST_PAUSE_MS), LONGEST_PAUSE_MS)
        downSince = performance.now()
      } else if (isMailing && delivered + failed > 0) {
        pauseMs = 0
      }
      if (failed > 0 && !isMailDown) log.warn({ failed }, 'events could not be delivered and will be tried again')
      if (delivered === 0) return
    }
  }
}
