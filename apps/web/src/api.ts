import { QueryClient } from '@tanstack/react-query'
import { type AppRouter, createTradepostClient, errorOf } from '@tradepost/client'
import { errorTable } from '@tradepost/contract'
import { createTRPCOptionsProxy } from '@trpc/tanstack-react-query'
import { fetchWithProgress } from './fetch-with-progress.ts'

export { errorOf } from '@tradepost/client'
export type { RouterOutputs } from '@tradepost/client'

/** Calls procedures where neither a query nor a mutation is needed. */
export const client = createTradepostClient({ url: '' })

/** Creates a client for one upload, which reports the share that was sent. */
export const uploadingClient = (onProgress: (share: number) => void) =>
  createTradepostClient({ url: '', fetch: fetchWithProgress(onProgress) })

const MAX_RETRIES = 2

// A coded error would fail again, and the client has already retried a busy shop. Only connection failures remain.
const isWorthRetrying = (error: unknown): boolean => errorOf(error) === null

/** The cache of everything that was read from the server. */
export const queryClient = new QueryClient({
  defaultOptions: {
    queries: {
      staleTime: 30_000,
      retry: (failures, error) => failures < MAX_RETRIES && isWorthRetrying(error),
    },
  },
})

/** Typed query and mutation options for each procedure. */
export const api = createTRPCOptionsProxy<AppRouter>({ client, queryClient })

const MINUTE_MS = 60_000

const waitText = (retryAfterMs: number): string => {
  const minutes = Math.ceil(retryAfterMs / MINUTE_MS)
  return minutes <= 1 ? 'Too many tries: wait a minute, then try again.' : `Too many tries: wait ${minutes} minutes.`
}

/** Returns a sentence that says what went wrong and what to do, for any thrown value. */
export const messageOf = (error: unknown): string => {
  const known = errorOf(error)
  if (known === null) return 'The shop cannot be reached: check your connection and try again.'
  return known.code === 'auth.rate_limited' || known.code === 'rate_limited'
    ? waitText(known.details.retryAfterMs)
    : errorTable[known.code].message
}
