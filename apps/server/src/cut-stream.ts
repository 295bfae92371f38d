/**
 * Returns an answer whose event stream ends when the process is about to stop. The connection ends without the event
 * that marks the end of the stream, so that the client reconnects and continues after the last event it received.
 */
export const cutStream = (answer: Response, stopping: AbortSignal): Response => {
  const { status, headers } = answer
  // Accessing `body` turns it into a stream, and the HTTP adapter could then no longer send the text directly.
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
