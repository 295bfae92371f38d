import type { PaymentProvider, ProviderPayment } from '@tradepost/commerce'
import { ProviderUnavailable } from '@tradepost/commerce'
import { fail } from '@tradepost/contract'
import type { Dice } from './dice.ts'
import type { Faults, Life } from './life.ts'
import { turns } from './life.ts'
import type { ProviderLedger } from './provider-ledger.ts'

/** The unreliable network between a process of the shop and the provider's ledger: it delays, loses and fails. */
export interface Line {
  readonly dice: Dice
  readonly faults: Faults
  readonly life: Life
  readonly ledger: ProviderLedger
  readonly clock: { now: number }
}

const MAX_DELAY = 6
const MAX_DELAY_MS = 2000

/** Makes a payment provider that one process of the shop reaches through the network `line`. */
export const makeSimProvider = (name: 'test' | 'stripe', line: Line): PaymentProvider => {
  const { dice, faults, life, ledger, clock } = line
  const ask = async <T>(act: () => T): Promise<T> => {
    await life.point()
    await turns(dice.int(MAX_DELAY))
    clock.now += dice.int(MAX_DELAY_MS)
    if (dice.chance(faults.down)) throw new ProviderUnavailable('down')
    // A request that was sent arrives, even if its sender has crashed.
    const answer = act()
    await turns(dice.int(MAX_DELAY))
    await life.point()
    if (dice.chance(faults.lost)) throw new ProviderUnavailable('the answer was lost')
    return answer
  }
  const seen = (reference: string): ProviderPayment => {
    const payment = ledger.see(reference)
    if (!payment) throw new Error('A payment is gone from the books of the provider.')
    return payment
  }
  const asSeen =
    <A extends { readonly reference: string }>(act: (asked: A) => void) =>
    (asked: A): Promise<ProviderPayment> =>
      ask(() => {
        act(asked)
        return seen(asked.reference)
      })
  const challenge: Pick<PaymentProvider, 'answerChallenge'> =
    name === 'stripe'
      ? {}
      : {
          answerChallenge: (reference, passed) =>
            ask(() => {
              if (seen(reference).status === 'requires_action') ledger.prove(reference, passed)
              return seen(reference)
            }),
        }
  return {
    name,
    method: name === 'test' ? 'test_card' : 'card',
    needsBrowser: name === 'stripe',
    create: (payment) =>
      ask(() => {
        ledger.create(name, payment)
        return seen(`${name}_${payment.idempotencyKey}`)
      }),
    recover: ({ idempotencyKey }) => ask(() => ledger.see(`${name}_${idempotencyKey}`)),
    find: (reference) => ask(() => ledger.see(reference)),
    ...challenge,
    capture: asSeen(ledger.capture),
    void: asSeen(ledger.void),
    refund: (act) => ask(() => ledger.refund(act)),
    parseWebhook: async () => {
      throw fail('webhook.invalid_signature')
    },
  }
}
