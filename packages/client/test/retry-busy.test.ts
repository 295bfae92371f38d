import { createTradepostClient, errorOf } from '@tradepost/client'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { retryBusy } from '../src/retry-busy.ts'
import type { Answer, TinyServer } from './tiny-server.ts'
import { batchOf, startServer } from './tiny-server.ts'

const busy = {
  code: -32_603,
  message: 'Busy.',
  data: { code: 'busy', details: { retryAfterMs: 1 }, httpStatus: 503, requestId: 'req-1' },
}

let server: TinyServer
let answers: Answer[]

beforeEach(async () => {
  answers = []
  server = await startServer(
    (request) => answers.shift() ?? { json: batchOf(request, () => ({ result: { data: null } })) }
  )
})

afterEach(() => server.close())

test('busy: a call refused before it began is sent again, with the same body', async () => {
  answers = [
    { status: 503, json: { error: busy } },
    { status: 503, json: { error: busy } },
  ]
  await createTradepostClient({ url: server.url }).auth.signOut.mutate()
  expect(server.arrived).toHaveLength(3)
  expect(new Set(server.arrived.map(({ method, path, body }) => `${method} ${path} ${body}`)).size).toBe(1)
})

test('busy: after three more tries the caller gets the typed error', async () => {
  answers = Array.from({ length: 9 }, () => ({ status: 503, json: { error: busy } }))
  const failure = await createTradepostClient({ url: server.url })
    .auth.signOut.mutate()
    .catch((error: unknown) => errorOf(error))
  expect(failure).toMatchObject({ code: 'busy', details: { retryAfterMs: 1 } })
  expect(server.arrived).toHaveLength(4)
})

test('busy: what a procedure itself answered is not sent again, for part of its batch may have been done', async () => {
  answers = [{ status: 503, json: [{ error: busy }] }]
  await expect(createTradepostClient({ url: server.url }).auth.signOut.mutate()).rejects.toThrow('Busy.')
  expect(server.arrived).toHaveLength(1)
})

test('busy: another failure with the same status is not sent again', async () => {
  answers = [{ status: 503, json: { error: { ...busy, data: { ...busy.data, code: 'internal', details: null } } } }]
  await expect(createTradepostClient({ url: server.url }).auth.signOut.mutate()).rejects.toThrow('Busy.')
  expect(server.arrived).toHaveLength(1)
})

test('busy: a call that is aborted does not wait, whether that happens before the wait or during it', async () => {
  const body = JSON.stringify({ error: { ...busy, data: { ...busy.data, details: { retryAfterMs: 600_000 } } } })
  for (const abortsFirst of [true, false]) {
    const controller = new AbortController()
    const abort = () => controller.abort(new Error('The caller has left.'))
    const fetch = retryBusy(async () => {
      if (abortsFirst) abort()
      else setTimeout(abort, 5)
      return new Response(body, { status: 503 })
    })
    await expect(fetch('http://shop.test', { signal: controller.signal })).rejects.toThrow('The caller has left.')
  }
})
