/**
 * Ends an event stream where the process is about to stop. The connection ends without the event that says there is no more, so that
 * the client connects again and goes on from the last event it has heard.
 */
export const cutStream = (answer: Response, stopping: AbortSignal): Response => {
  const { status, headers } = answer
  // Whoever looks at `body` makes a stream of it, and the HTTP adapter then has no text to send as it is.
  if (!headers.get('content-type')?.startsWith('text/event-stream')) return answer
  const { body } = answer
  if (!body) return answer
  return new Response(untilStopping(body, stopping), { status, headers })
}

const untilStopping = (body: ReadableStream<Uint8Array>, stopping: AbortSignal): ReadableStream<Uint8Array> => {
  const reader = body.getReader()
  const ends = new AbortController()
  const leave = async () => {
    ends.abort()
    await reader.cancel()
  }
  return new ReadableStream({
    start: (controller) => {
      const cut = () => {
        controller.close()
        void leave()
      }
      if (stopping.aborted) cut()
      else stopping.addEventListener('abort', cut, { signal: ends.signal })
    },
    pull: async (controller) => {
      const { done, value } = await reader.read()
      if (ends.signal.aborted) return
      if (!done) return controller.enqueue(value)
      ends.abort()
      controller.close()
    },
    cancel: leave,
  })
}
