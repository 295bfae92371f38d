import { expect, test } from 'vitest'
import { cutStream } from './cut-stream.ts'

test('cut stream: an answer that is no stream is handed on, and nobody looks at its body', () => {
  const answer = new Response('{}', { headers: { 'content-type': 'application/json' } })
  Object.defineProperty(answer, 'body', {
    get: () => {
      throw new Error('This makes a stream of the body.')
    },
  })
  expect(cutStream(answer, new AbortController().signal)).toBe(answer)
})

test('cut stream: one that is a stream ends when the process is about to stop', async () => {
  const stopping = new AbortController()
  const stream = new ReadableStream<Uint8Array>({
    start: (controller) => controller.enqueue(Buffer.from('data: 1\n\n')),
  })
  const headers = { 'content-type': 'text/event-stream' }
  const told = cutStream(new Response(stream, { headers }), stopping.signal).text()
  setImmediate(() => stopping.abort())
  expect(await told).toBe('data: 1\n\n')
})
