import type { ClientOptions, TradepostClient } from '@tradepost/client'
import { createTradepostClient } from '@tradepost/client'
import { misused } from './failure.ts'
import { toFailure } from './wire-failure.ts'

/** Where a server is, and with what right it is asked. */
export type Shop = Pick<ClientOptions, 'url' | 'token' | 'operatorSecret'>

/** Asks the server one thing; throws a {@link Failure} with a sentence for whatever goes wrong. */
export const ask = async <T>(shop: Shop, question: (client: TradepostClient) => Promise<T>): Promise<T> => {
  try {
    return await question(createTradepostClient({ ...shop, fetch: fetchHere }))
  } catch (error) {
    throw toFailure(error, shop)
  }
}

/** Fetches without following a redirect, which would carry a password or a secret to another place than was named. */
export const fetchHere: typeof globalThis.fetch = (input, init) => fetch(input, { ...init, redirect: 'error' })

/** Reads the address of a shop, without a slash at its end; secrets do not belong in it. */
export const parseUrl = (text: string): string => {
  const url = URL.canParse(text) ? new URL(text) : null
  if (url === null || !/^https?:$/.test(url.protocol))
    throw misused(`“${text}” is no address of a shop: write one such as http://localhost:3000.`)
  if (url.username !== '' || url.password !== '')
    throw misused('Leave user and password out of the address: sign-in asks for the password, login for the key.')
  return `${url.origin}${url.pathname.replace(/\/+$/, '')}`
}

/** Tells whether what is sent to a shop can be read on the way, which it cannot on this machine itself. */
export const isInTheClear = (url: string): boolean =>
  url.startsWith('http:') && !/^(?:localhost|127\.\d+\.\d+\.\d+|\[::1\])$/.test(new URL(url).hostname)
