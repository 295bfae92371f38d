const MAX_RETRIES = 3

/**
 * Returns a `fetch` that retries a request up to three times if the server was too busy to accept it. A request refused
 * as `busy` had no effect. Waits as long as the server requests. Does not retry a body that can be read only once.
 */
export const retryBusy =
  (fetch: typeof globalThis.fetch): typeof globalThis.fetch =>
  async (input, init) => {
    for (let retries = 0; ; retries++) {
      const answer = await fetch(input, init)
      if (answer.status !== 503 || retries === MAX_RETRIES || isOnce(input, init)) return answer
      const waitMs = busyForMs(await answer.clone().text())
      if (waitMs === null) return answer
      await wait(waitMs, init?.signal ?? null)
    }
  }

const isOnce = (input: unknown, init: RequestInit | undefined): boolean =>
  (typeof Request !== 'undefined' && input instanceof Request) || init?.body instanceof ReadableStream

/** Returns how long the server is busy, in milliseconds, or null for any other answer. */
const busyForMs = (body: string): number | null => {
  // A batch answer is a list. Either all its calls were refused together, or some were accepted and must not be sent
  // again.
  if (!body.startsWith('{')) return null
  const found = /"code":"busy","details":\{"retryAfterMs":(\d{1,6})\}/.exec(body)
  return found ? Number(found[1]) : null
}

const wait = (ms: number, signal: AbortSignal | null): Promise<void> =>
  new Promise((resolve, reject) => {
    const abort = () => {
      clearTimeout(timer)
      reject(signal?.reason instanceof Error ? signal.reason : new Error('The call was aborted.'))
    }
    const timer = setTimeout(() => {
      signal?.removeEventListener('abort', abort)
      resolve()
    }, ms)
    if (signal?.aborted) abort()
    else signal?.addEventListener('abort', abort, { once: true })
  })
