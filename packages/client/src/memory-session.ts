/**
 * Returns a `fetch` that keeps cookies of the server in memory, so that a tool without a browser can be a guest with a
 * cart or a signed-in customer. Sends cookies only to the origin of the first call.
 */
export const memorySession = (fetch: typeof globalThis.fetch = globalThis.fetch): typeof globalThis.fetch => {
  const cookies = new Map<string, string>()
  let home: string | undefined
  return async (input, init) => {
    const { origin } = new URL(input instanceof Request ? input.url : input)
    home ??= origin
    if (origin !== home) return fetch(input, init)
    const headers = new Headers(init?.headers ?? (input instanceof Request ? input.headers : {}))
    headers.set('origin', origin)
    if (cookies.size > 0) headers.set('cookie', [...cookies].map(([name, value]) => `${name}=${value}`).join('; '))
    const answer = await fetch(input, { ...init, headers })
    for (const cookie of answer.headers.getSetCookie()) keep(cookies, cookie)
    return answer
  }
}

const keep = (cookies: Map<string, string>, cookie: string): void => {
  const [pair = ''] = cookie.split(';')
  const at = pair.indexOf('=')
  const name = pair.slice(0, at)
  const value = pair.slice(at + 1)
  if (value === '') cookies.delete(name)
  else cookies.set(name, value)
}
