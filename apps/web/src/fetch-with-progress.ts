/**
 * Returns a `fetch` that reports the share of the body that was uploaded, from 0 to 1. The browser's own `fetch` cannot
 * report this. For uploads only: responses are read completely, as text.
 */
export const fetchWithProgress =
  (onProgress: (share: number) => void): typeof globalThis.fetch =>
  (input, init) =>
    new Promise((resolve, reject) => {
      const request = new XMLHttpRequest()
      request.open(init?.method ?? 'GET', input instanceof Request ? input.url : input)
      for (const [name, value] of new Headers(init?.headers)) request.setRequestHeader(name, value)
      request.upload.addEventListener('progress', ({ loaded, total }) => onProgress(total === 0 ? 0 : loaded / total))
      request.addEventListener('load', () => {
        const headers = { 'content-type': request.getResponseHeader('content-type') ?? 'text/plain' }
        resolve(new Response(request.responseText, { status: request.status, headers }))
      })
      request.addEventListener('error', () => reject(new TypeError('The upload did not reach the server.')))
      request.addEventListener('abort', () => reject(new DOMException('The upload was stopped.', 'AbortError')))
      init?.signal?.addEventListener('abort', () => request.abort())
      const body = init?.body
      request.send(body instanceof ReadableStream ? null : (body ?? null))
    })
