import { createTradepostClient } from '@tradepost/client'
import { runServer } from '../../apps/server/test/run-server.ts'
import { placeAll, sampleOf } from './sample.ts'
import type { Sample } from './sample.ts'
import { newOrder } from './shop.ts'

/** Places all orders over HTTP with `clients` concurrent buyers, through the built server on a folder's shop. */
export const measureOverHttp = async (folder: string, buyers: readonly string[], clients: number): Promise<Sample> => {
  const server = await runServer(folder, { LOG_LEVEL: 'error' })
  try {
    const { tookMs, times } = await placeAll(buyers, clients, (secret) => {
      const headers = { cookie: `guest=${secret}`, origin: server.url }
      const asGuest: typeof fetch = (input, init) =>
        fetch(input, { ...init, headers: { ...Object.fromEntries(new Headers(init?.headers)), ...headers } })
      return createTradepostClient({ url: server.url, fetch: asGuest }).orders.place.mutate(newOrder())
    })
    return sampleOf(buyers.length, tookMs, times)
  } finally {
    await server.stop()
  }
}
