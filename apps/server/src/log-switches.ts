import type { Logger } from 'pino'
import type { Settings } from './env.ts'

interface Switch {
  readonly setting: string
  readonly isOn: boolean
  readonly off: string
  /** The risk if others can reach the shop. */
  readonly risk: string
}

const switchesOf = ({ devMailbox, stripe, testPayments, seedDemo }: Settings): Switch[] => [
  {
    setting: 'DEV_MAILBOX',
    isOn: devMailbox,
    off: 'the mailbox page is off: DEV_MAILBOX=true shows mail at /dev/mail instead of sending it',
    risk: 'everyone who reaches this shop can read its mail, with password-reset links, at /dev/mail',
  },
  {
    setting: 'TEST_PAYMENTS',
    isOn: testPayments && stripe === null,
    off: stripe
      ? 'test cards are off: Stripe takes the cards'
      : 'card payments are off: set STRIPE_SECRET_KEY, or TEST_PAYMENTS=true for test cards',
    risk: 'everyone who reaches this shop can pay with test cards, which move no money',
  },
  {
    setting: 'SEED_DEMO',
    isOn: seedDemo,
    off: 'demo data is off, and the demo accounts’ published passwords are refused: SEED_DEMO=true allows both',
    risk: 'everyone who reaches this shop can sign in as its owner with the published demo password',
  },
]

/**
 * Logs one line for each switch that a real shop keeps off: what is off and how to turn it on, or the risk of a switch
 * that is on.
 */
export const logSwitches = (log: Logger, settings: Settings): void => {
  for (const { setting, isOn, off, risk } of switchesOf(settings)) {
    if (!isOn) log.info({ setting }, off)
    else if (settings.isPublic) log.warn({ setting }, risk)
    else log.info({ setting }, `on: ${risk}`)
  }
}
