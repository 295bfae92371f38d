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

/** Deviations from the way that Stripe sends an event. */
export interface Delivery {
  /** Changes the event before it is signed. */
  readonly change?: (event: FakeEvent) => FakeEvent
  /** Changes the body after it is signed. */
  readonly alter?: (body: string) => string
  /** The age of the signature; a negative age is in the future. */
  readonly ageSeconds?: number
  /** Signs with another secret. */
  readonly secret?: string
  readonly isUnsigned?: boolean
}

/** The body and the signature of a webhook request. */
export interface SignedEvent {
  readonly body: string
  readonly signature: string | null
}

/** The response status of a delivery, or 0 if the receiver could not be reached. */
export interface DeliveryReport {
  readonly event: FakeEvent
  readonly status: number
}

/** Sends events to a shop. Tests control when, how often, in which order and how correctly they are sent. */
export interface FakeWebhooks {
  /** All events so far, in order of occurrence. */
  readonly events: readonly FakeEvent[]
  readonly reports: readonly DeliveryReport[]
  /** Sets the URL that events are sent to; null for none. */
  readonly sendTo: (url: string | null) => void
  /** Starts to hold back events. */
  readonly hold: () => void
  /** Sends the held events one at a time, in the order that `order` returns, and stops holding back events. */
  readonly release: (order?: (held: readonly FakeEvent[]) => readonly FakeEvent[]) => Promise<DeliveryReport[]>
  /** Drops the next event of a type. */
  readonly drop: (type: string) => void
  /** Sends an event immediately, again or for the first time. Several deliveries may run at the same time. */
  readonly send: (event: FakeEvent, delivery?: Delivery) => Promise<DeliveryReport>
  /** Signs an event without sending it. */
  readonly sign: (event: FakeEvent, delivery?: Delivery) => SignedEvent
  /** Signs any body, even one that is not an event. */
  readonly signBody: (body: string) => SignedEvent
  /** Waits until all queued deliveries are answered. */
  readonly settled: () => Promise<void>
}

interface WebhookSettings {
  readonly secret: string
  readonly now: () => number
  readonly stopping: AbortSignal
}

type Emit = (type: string, object: Record<string, unknown>) => void

/** Creates the sender of events, and the function that emits them. */
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
  /** Sends an event after all earlier ones have been answered. */
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
