import type { ClientOptions, TradepostClient } from '@tradepost/client'
import { createTradepostClient } from '@tradepost/client'
import { misused } from './failure.ts'
import { toFailure } from './wire-failure.ts'

/** The address of a server, and the credentials to call it with. */
export type Shop = Pick<ClientOptions, 'url' | 'token' | 'operatorSecret'>

/** Calls the server. Throws a {@link Failure} with a sentence for every error. */
export const ask = async <T>(shop: Shop, question: (client: TradepostClient) => Promise<T>): Promise<T> => {
  try {
    return await question(createTradepostClient({ ...shop, fetch: fetchHere }))
  } catch (error) {
    throw toFailure(error, shop)
  }
}

/**
 * Fetches without following redirects, which would carry a password or a secret to another address than the one named.
 */
export const fetchHere: typeof globalThis.fetch = (input, init) => fetch(input, { ...init, redirect: 'error' })

/** Parses the address of a shop and removes slashes at its end. Throws if it contains a user or a password. */
export const parseUrl = (text: string): string => {
  const url = URL.canParse(text) ? new URL(text) : null
  if (url === null || !/^https?:$/.test(url.protocol))
    throw misused(`“${text}” is no address of a shop: write one such as http://localhost:3000.`)
  if (url.username !== '' || url.password !== '')
    throw misused('Leave user and password out of the address: sign-in asks for the password, login for the key.')
  return `${url.origin}${url.pathname.replace(/\/+$/, '')}`
}

/** Returns whether requests to a shop can be read on the network, which is not the case on this machine itself. */
export const isInTheClear = (url: string): boolean =>
  url.startsWith('http:') && !/^(?:localhost|127\.\d+\.\d+\.\d+|\[::1\])$/.test(new URL(url).hostname)
