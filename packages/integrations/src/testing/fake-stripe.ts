import { once } from 'node:events'
import type { IncomingMessage, ServerResponse } from 'node:http'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { FakeActs } from './fake-stripe-acts.ts'
import { makeFakeActs } from './fake-stripe-acts.ts'
import { makeFakeApi } from './fake-stripe-api.ts'
import type { Fault, Faults } from './fake-stripe-faults.ts'
import { faultAnswer, makeFaults, sendHalf } from './fake-stripe-faults.ts'
import type { IdempotencyKeys } from './fake-stripe-keys.ts'
import { makeIdempotencyKeys } from './fake-stripe-keys.ts'
import type { FakeIntent, LedgerRow } from './fake-stripe-ledger.ts'
import { fakeId } from './fake-stripe-ledger.ts'
import type { Answer, Asked } from './fake-stripe-requests.ts'
import { ApiError, readAsked } from './fake-stripe-requests.ts'
import type { FakeWebhooks } from './fake-stripe-webhooks.ts'
import { makeFakeWebhooks } from './fake-stripe-webhooks.ts'

/** A running HTTP server with its own ledger that implements the parts of Stripe's API that the shop uses. */
export interface FakeStripe {
  readonly url: string
  readonly secretKey: string
  readonly publishableKey: string
  readonly webhookSecret: string
  /** All requests so far, in order of arrival. */
  readonly requests: readonly Asked[]
  readonly faults: Faults
  readonly webhooks: FakeWebhooks
  /** Returns the ledger rows of all payments, where a double charge would be visible. */
  readonly ledger: () => LedgerRow[]
  /** Confirms a payment with a card like Stripe.js, and returns its new status. `bank_debit` stays in processing. */
  readonly confirmFromBrowser: (clientSecret: string, card: string) => string
  readonly finishChallenge: (intent: string, passed: boolean) => void
  readonly finishProcessing: (intent: string, succeeded: boolean) => void
  /** Sets the initial status of future refunds. */
  readonly beginRefundsAs: (status: 'pending' | 'succeeded' | 'failed' | 'requires_action' | 'canceled') => void
  /** Sets whether new payments count released amounts as refunded, as Stripe did before API version 2025-03-31. */
  readonly countReleased: (counts: boolean) => void
  readonly settleRefund: (refund: string, status: 'succeeded' | 'failed') => void
  readonly dispute: (intent: string) => void
  /** Forgets all idempotency keys, as Stripe does after a day. */
  readonly forgetKeys: () => void
  /** Refuses connections until `acceptConnections` is called. The address stays the same. */
  readonly refuseConnections: () => Promise<void>
  readonly acceptConnections: () => Promise<void>
  readonly stop: () => Promise<void>
}

/** Starts a fake Stripe server. `now` sets the times of payments, events and signatures. */
export const startFakeStripe = async ({ now = Date.now }: { now?: () => number } = {}): Promise<FakeStripe> => {
  const secretKey = `sk_test_${fakeId('fake')}`
  const publishableKey = `pk_test_${fakeId('fake')}`
  const webhookSecret = fakeId('whsec')
  const stopping = new AbortController()
  const { webhooks, emit } = makeFakeWebhooks({ secret: webhookSecret, now, stopping: stopping.signal })
  let countsReleased = false
  const acts = makeFakeActs({ now, emit, countsReleased: () => countsReleased })
  const faults = makeFaults()
  let refundStatus = 'succeeded'
  const keys = makeIdempotencyKeys()
  const api = makeFakeApi({ acts, secretKey, publishableKey, refundStatus: () => refundStatus })
  const requests: Asked[] = []
  const parts = { api, keys, faults, requests, stopping: stopping.signal }
  const { url, close, open } = await listen((request, response) => answer({ request, response }, parts))
  return {
    url,
    secretKey,
    publishableKey,
    webhookSecret,
    requests,
    faults,
    webhooks,
    ...controls(acts),
    beginRefundsAs: (status) => {
      refundStatus = status
    },
    countReleased: (counts) => {
      countsReleased = counts
    },
    forgetKeys: keys.forget,
    refuseConnections: close,
    acceptConnections: open,
    stop: async () => {
      stopping.abort()
      await close()
    },
  }
}

type Handler = (request: IncomingMessage, response: ServerResponse) => Promise<void>

/** Listens on a free port, which stays the same when the server is closed and opened again. */
const listen = async (handle: Handler) => {
  const server = createServer((request, response) => {
    handle(request, response).catch(() => response.destroy())
  })
  await once(server.listen(0, '127.0.0.1'), 'listening')
  const { port } = server.address() as AddressInfo
  return {
    url: `http://127.0.0.1:${port}`,
    close: async (): Promise<void> => {
      if (!server.listening) return
      const closed = once(server, 'close')
      server.close()
      server.closeAllConnections()
      await closed
    },
    open: async (): Promise<void> => {
      await once(server.listen(port, '127.0.0.1'), 'listening')
    },
  }
}

type Controls = 'ledger' | 'confirmFromBrowser' | 'finishChallenge' | 'finishProcessing' | 'settleRefund' | 'dispute'

const controls = (acts: FakeActs): Pick<FakeStripe, Controls> => ({
  ledger: acts.ledger,
  confirmFromBrowser: (clientSecret, card) => {
    const intent = bySecret(acts, clientSecret)
    try {
      acts.confirm(intent, card)
    } catch (error) {
      // A declined card is a valid outcome, which the status reports.
      if (!(error instanceof ApiError) || error.answer.status !== 402) throw error
    }
    return intent.status
  },
  finishChallenge: (id, passed) => acts.finishChallenge(acts.get(id), passed),
  finishProcessing: (id, succeeded) => acts.finishProcessing(acts.get(id), succeeded),
  settleRefund: acts.settleRefund,
  dispute: (id) => acts.dispute(acts.get(id)),
})

const bySecret = (acts: FakeActs, clientSecret: string): FakeIntent => {
  const intent = [...acts.intents.values()].find((intent) => intent.clientSecret === clientSecret)
  if (!intent) throw new RangeError('No payment has this client secret.')
  return intent
}

interface Parts {
  readonly api: (asked: Asked) => Answer
  readonly keys: IdempotencyKeys
  readonly faults: Faults
  readonly requests: Asked[]
  readonly stopping: AbortSignal
}

const answer = async (
  { request, response }: { request: IncomingMessage; response: ServerResponse },
  { api, keys, faults, requests, stopping }: Parts
): Promise<void> => {
  const asked = await readAsked(request)
  if (asked.method === 'OPTIONS') return send(response, { status: 204, body: null })
  requests.push(asked)
  const fault = faults.take(asked)
  if (fault?.kind === 'reset') return void response.socket?.resetAndDestroy()
  if (fault?.kind === 'blackhole' && !fault.isDone) return
  if (fault?.kind === 'status' && !fault.isKept) return send(response, faultAnswer(fault.status))
  const before = keys.begin(asked)
  if (!before && fault?.kind === 'delay') await pause(fault.ms, stopping)
  if (!before && fault?.kind === 'wait') await fault.until
  const answered = before ?? (fault?.kind === 'status' ? faultAnswer(fault.status) : api(asked))
  if (!before) keys.finish(asked, answered)
  return sendWith(fault, response, answered)
}

const sendWith = (fault: Fault | null, response: ServerResponse, answered: Answer): void => {
  if (fault?.kind === 'blackhole') return
  if (fault?.kind === 'lost_answer') return void response.socket?.resetAndDestroy()
  if (fault?.kind === 'truncated') return sendHalf(response, JSON.stringify(answered.body), fault.isWhole === true)
  send(response, answered)
}

const send = (response: ServerResponse, { status, body, headers = {} }: Answer): void => {
  response.writeHead(status, {
    'content-type': 'application/json',
    'request-id': fakeId('req'),
    'access-control-allow-origin': '*',
    'access-control-allow-headers': 'authorization, content-type, idempotency-key, stripe-version',
    'access-control-allow-methods': 'GET, POST, OPTIONS',
    ...headers,
  })
  response.end(body === null ? undefined : JSON.stringify(body, null, 2))
}

/** Waits for `ms`. Never resolves if the fake is stopped first. */
const pause = (ms: number, stopping: AbortSignal): Promise<void> =>
  new Promise((resolve) => {
    const timer = setTimeout(resolve, ms)
    stopping.addEventListener('abort', () => clearTimeout(timer), { once: true })
  })
