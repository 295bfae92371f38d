import type { ClientOptions } from './index.ts'

/**
 * Returns a `fetch` that sends the credentials of the options. A browser's own EventSource ignores it and sends the
 * page's cookies instead.
 */
export const fetchOf =
  (options: ClientOptions): typeof globalThis.fetch =>
  (input, init) => {
    const headers = new Headers(init?.headers)
    for (const [name, value] of Object.entries(headersOf(options))) headers.set(name, value)
    return (options.fetch ?? fetch)(input, { ...init, headers })
  }

/** Returns the headers with the credentials of the options. */
export const headersOf = ({ token, operatorSecret }: ClientOptions): Record<string, string> => ({
  ...(token ? { authorization: `Bearer ${token}` } : {}),
  ...(operatorSecret ? { 'x-operator-secret': operatorSecret } : {}),
})
