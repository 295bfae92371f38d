import { Stripe } from 'stripe'
import { fakeId } from './fake-stripe-ledger.ts'

/** An event as Stripe sends it. */
export interface FakeEvent {
  readonly id: string
  readonly object: 'event'
  readonly type: string
  readonly created: number
  readonly livemode: boolean
  readonly account?: string
  readonly data: { readonly object: Readonly<Record<string, unknown>> }
}

/** How an event is sent, where not as Stripe would. */
export interface Delivery {
  /** Changes the event before it is signed. */
  readonly change?: (event: FakeEvent) => FakeEvent
  /** Changes the body after it was signed. */
  readonly alter?: (body: string) => string
  /** How old the signature is; below 0 it is from the future. */
  readonly ageSeconds?: number
  /** Signs with another secret. */
  readonly secret?: string
  readonly isUnsigned?: boolean
}

/** A request that tells an event. */
export interface SignedEvent {
  readonly body: string
  readonly signature: string | null
}

/** What was answered to an event; status 0 where nobody was there. */
export interface DeliveryReport {
  readonly event: FakeEvent
  readonly status: number
}

/** Tells a shop of events, and lets a test decide when, how often, in which order and how well. */
export interface FakeWebhooks {
  /** All events so far, in the order they happened in. */
  readonly events: readonly FakeEvent[]
  readonly reports: readonly DeliveryReport[]
  /** Sets where events go; null for nowhere. */
  readonly sendTo: (url: string | null) => void
  /** Keeps events back from now on. */
  readonly hold: () => void
  /** Sends what was kept back, in an order of the test's choice, one after the other, and keeps back no more. */
  readonly release: (order?: (held: readonly FakeEvent[]) => readonly FakeEvent[]) => Promise<DeliveryReport[]>
  /** Never sends the next event of a type. */
  readonly drop: (type: string) => void
  /** Sends an event once more, or for the first time, at once: several may be on their way together. */
  readonly send: (event: FakeEvent, delivery?: Delivery) => Promise<DeliveryReport>
  /** Signs an event without sending it. */
  readonly sign: (event: FakeEvent, delivery?: Delivery) => SignedEvent
  /** Signs a body that need not be an event. */
  readonly signBody: (body: string) => SignedEvent
  /** Waits until all that is on its way was answered. */
  readonly settled: () => Promise<void>
}

interface WebhookSettings {
  readonly secret: string
  readonly now: () => number
  readonly stopping: AbortSignal
}

type Emit = (type: string, object: Record<string, unknown>) => void

/** Makes the sender of events, and the function by which they happen. */
export const makeFakeWebhooks = (settings: WebhookSettings): { webhooks: FakeWebhooks; emit: Emit } => {
  const events: FakeEvent[] = []
  const dropped: string[] = []
  const sender = makeSender(settings)
  let held: FakeEvent[] | null = null
  const webhooks: FakeWebhooks = {
    events,
    reports: sender.reports,
    sendTo: sender.sendTo,
    hold: () => {
      held ??= []
    },
    release: async (order = (all) => all) => {
      const released = order(held ?? [])
      held = null
      return Promise.all(released.map((event) => sender.enqueue(event)))
    },
    drop: (type) => {
      dropped.push(type)
    },
    send: sender.send,
    sign: (event, delivery = {}) => sign(event, delivery, settings),
    signBody: (body) => signBody(body, settings),
    settled: sender.settled,
  }
  const emit: Emit = (type, object) => {
    const created = Math.floor(settings.now() / 1000)
    const event: FakeEvent = { id: fakeId('evt'), object: 'event', type, created, livemode: false, data: { object } }
    events.push(event)
    const drop = dropped.indexOf(type)
    if (drop >= 0) dropped.splice(drop, 1)
    else if (held) held.push(event)
    else if (sender.hasReceiver()) void sender.enqueue(event)
  }
  return { webhooks, emit }
}

interface Sender {
  readonly reports: DeliveryReport[]
  readonly sendTo: (url: string | null) => void
  readonly hasReceiver: () => boolean
  readonly send: (event: FakeEvent, delivery?: Delivery) => Promise<DeliveryReport>
  /** Sends after those before have been answered. */
  readonly enqueue: (event: FakeEvent) => Promise<DeliveryReport>
  readonly settled: () => Promise<void>
}

const makeSender = (settings: WebhookSettings): Sender => {
  const reports: DeliveryReport[] = []
  let url: string | null = null
  let underWay: Promise<unknown> = Promise.resolve()
  const send = async (event: FakeEvent, delivery: Delivery = {}): Promise<DeliveryReport> => {
    const status = url === null ? 0 : await post(url, sign(event, delivery, settings), settings.stopping)
    const report = { event, status }
    reports.push(report)
    return report
  }
  return {
    reports,
    sendTo: (to) => {
      url = to
    },
    hasReceiver: () => url !== null,
    send,
    enqueue: (event) => {
      const sent = underWay.then(() => send(event))
      underWay = sent
      return sent
    },
    settled: async () => {
      await underWay
    },
  }
}

const sign = (event: FakeEvent, delivery: Delivery, { secret, now }: WebhookSettings): SignedEvent => {
  const { change = (same) => same, alter = (same) => same, ageSeconds = 0, isUnsigned = false } = delivery
  const payload = JSON.stringify({ api_version: Stripe.API_VERSION, pending_webhooks: 1, ...change(event) }, null, 2)
  const timestamp = Math.floor(now() / 1000) - ageSeconds
  const signed = { payload, secret: delivery.secret ?? secret, timestamp }
  return { body: alter(payload), signature: isUnsigned ? null : Stripe.webhooks.generateTestHeaderString(signed) }
}

const signBody = (body: string, { secret, now }: WebhookSettings): SignedEvent => {
  const timestamp = Math.floor(now() / 1000)
  return { body, signature: Stripe.webhooks.generateTestHeaderString({ payload: body, secret, timestamp }) }
}

const post = async (url: string, { body, signature }: SignedEvent, stopping: AbortSignal): Promise<number> => {
  const headers = {
    'content-type': 'application/json; charset=utf-8',
    ...(signature === null ? {} : { 'stripe-signature': signature }),
  }
  try {
    const response = await fetch(url, { method: 'POST', headers, body, signal: stopping })
    await response.arrayBuffer()
    return response.status
  } catch {
    return 0
  }
}
