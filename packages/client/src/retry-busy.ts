const MAX_RETRIES = 3

/**
 * Makes a `fetch` that sends a request again, up to three times, when the server was too busy to take it: a request refused
 * as `busy` has done nothing. It waits as long as the server asks. A body that can be read only once is not sent again.
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

/** Reads for how long the server is busy, in milliseconds; null where it answers something else. */
const busyForMs = (body: string): number | null => {
  // A batch answers a list. Its calls were refused together, or some were taken and must not be sent again.
  if (!body.startsWith('{')) return null
  const found = /"code":"busy","details":\{"retryAfterMs":(\d{1,6})\}/.exec(body)
  return found ? Number(found[1]) : null
}

const wait = (ms: number, signal: AbortSignal | null): Promise<void> =>
  new Promise((resolve, reject) => {
    const timer = setTimeout(resolve, ms)
    signal?.addEventListener(
      'abort',
      () => {
        clearTimeout(timer)
        reject(signal.reason instanceof Error ? signal.reason : new Error('The call was aborted.'))
      },
      { once: true }
    )
  })
