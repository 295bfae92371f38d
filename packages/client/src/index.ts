import type { ErrorCode, WireError } from '@tradepost/contract'
import { errorTable, MAX_BATCH } from '@tradepost/contract'
import type { AppRouter } from '@tradepost/router'
import type { TRPCClient, TRPCLink } from '@trpc/client'
import {
  createTRPCClient,
  httpBatchLink,
  httpLink,
  httpSubscriptionLink,
  isNonJsonSerializable,
  splitLink,
  TRPCClientError,
} from '@trpc/client'
import type { inferRouterInputs, inferRouterOutputs } from '@trpc/server'

import { fetchOf, headersOf } from './fetch-of.ts'
import { retryBusy } from './retry-busy.ts'

export { safe } from '@trpc/client'
export type { AppRouter } from '@tradepost/router'
export { memorySession } from './memory-session.ts'
export type { OrderExport } from './order-export.ts'
export { openOrderExport } from './order-export.ts'
export type { ProductExport } from './product-export.ts'
export { openProductExport } from './product-export.ts'

/** The inputs of all procedures, by name. */
export type RouterInputs = inferRouterInputs<AppRouter>

/** The outputs of all procedures, by name. */
export type RouterOutputs = inferRouterOutputs<AppRouter>

/** A client with every procedure of the API as a typed call. */
export type TradepostClient = TRPCClient<AppRouter>

export interface ClientOptions {
  /** The URL of the server, for instance `https://shop.example.com`; empty for the page's own origin. */
  readonly url: string
  /** A bearer token from `auth.signIn` with `transport: 'token'`. */
  readonly token?: string
  /** The operator secret of the server, for procedures with `operator` access. */
  readonly operatorSecret?: string
  readonly fetch?: typeof globalThis.fetch
  /** The EventSource class for subscriptions on platforms without one, for instance from the package `eventsource`. */
  readonly eventSource?: EventSourceClass
}

/** The EventSource class that subscriptions require. Only classes other than a browser's own use `fetch`. */
export type EventSourceClass = new (url: string, init?: { fetch?: typeof globalThis.fetch }) => EventSourceObject

/** An open stream of events. */
export interface EventSourceObject {
  readonly CLOSED: number
  readonly CONNECTING: number
  readonly OPEN: number
  readyState: number
  addEventListener(type: string, listener: (event: object) => void): void
  removeEventListener(type: string, listener: (event: object) => void): void
  close(): void
}

// The largest query, with a search and filters in three-byte letters, takes 6 KB. Servers and proxies accept 8 KB.
const MAX_URL_LENGTH = 7000

/**
 * Creates the links of a tRPC client. Calls in the same tick share one request; each file and each subscription gets
 * its own.
 */
export const tradepostLinks = (options: ClientOptions): TRPCLink<AppRouter>[] => {
  const shared = {
    url: `${options.url.replace(/\/$/, '')}/trpc`,
    headers: () => headersOf(options),
    fetch: asLinkFetch(retryBusy(options.fetch ?? ((input, init) => fetch(input, init)))),
  }
  return [
    splitLink({
      condition: ({ type }) => type === 'subscription',
      true: httpSubscriptionLink<AppRouter, EventSourceClass>({
        url: shared.url,
        eventSourceOptions: () => ({ fetch: fetchOf(options) }),
        ...(options.eventSource ? { EventSource: options.eventSource } : {}),
      }),
      false: splitLink({
        condition: ({ input }) => isNonJsonSerializable(input),
        true: httpLink(shared),
        false: httpBatchLink({ ...shared, maxItems: MAX_BATCH, maxURLLength: MAX_URL_LENGTH }),
      }),
    }),
  ]
}

export const createTradepostClient = (options: ClientOptions): TradepostClient =>
  createTRPCClient<AppRouter>({ links: tradepostLinks(options) })

/**
 * The links' `fetch` type differs from the platform's only in allowing `signal: undefined`, which every `fetch`
 * accepts.
 */
const asLinkFetch = (fetch: typeof globalThis.fetch) => fetch as NonNullable<Parameters<typeof httpLink>[0]['fetch']>

/**
 * Returns the code and details of an error that the server returned, or null for any other error, such as a network
 * failure.
 */
export const errorOf = (error: unknown): WireError<ErrorCode> | null => {
  if (!(error instanceof TRPCClientError)) return null
  const data: unknown = error.data
  return isWireError(data) ? data : null
}

/** Returns whether an error has this code, and narrows the type of its `details`. */
export const isError = <C extends ErrorCode>(error: WireError<ErrorCode> | null, code: C): error is WireError<C> =>
  error?.code === code

const isWireError = (data: unknown): data is WireError<ErrorCode> =>
  data !== null && typeof data === 'object' && 'code' in data && Object.hasOwn(errorTable, String(data.code))
