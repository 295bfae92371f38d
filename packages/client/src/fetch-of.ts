import type { ClientOptions } from './index.ts'

/** Fetches with the right of the options; a browser's own EventSource sends the page's cookies instead. */
export const fetchOf =
  (options: ClientOptions): typeof globalThis.fetch =>
  (input, init) => {
    const headers = new Headers(init?.headers)
    for (const [name, value] of Object.entries(headersOf(options))) headers.set(name, value)
    return (options.fetch ?? fetch)(input, { ...init, headers })
  }

/** Gives the headers that say with what right is asked. */
export const headersOf = ({ token, operatorSecret }: ClientOptions): Record<string, string> => ({
  ...(token ? { authorization: `Bearer ${token}` } : {}),
  ...(operatorSecret ? { 'x-operator-secret': operatorSecret } : {}),
})
