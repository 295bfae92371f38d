import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import type { TradepostClient } from '@tradepost/client'
import { createTradepostClient, errorOf, openProductExport } from '@tradepost/client'
import type { ImportRun } from '@tradepost/contract'
import { isImportOver } from '@tradepost/contract'
import { EventSource } from 'eventsource'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { productsCsv } from '../../../bench/make-products-csv.ts'
import { importCsv, ownerPassword, ownerToken, signInAsOwner } from './buyers.ts'
import type { RunningServer } from './run-server.ts'
import { makeShopFolder, runServer } from './run-server.ts'

const { folder, remove } = makeShopFolder()
let server: RunningServer
let owner: TradepostClient
let token: string
beforeAll(async () => {
  server = await runServer(folder)
  owner = await signInAsOwner(server)
  token = await ownerToken(server)
})
afterAll(async () => {
  await server.stop()
  // Servers that a failed test left running.
  for (const each of others) each.process.kill('SIGKILL')
  remove()
})

const others: RunningServer[] = []
const runAnother = async (shopFolder: string): Promise<RunningServer> => {
  const another = await runServer(shopFolder)
  others.push(another)
  return another
}

const realFile = (name: string) =>
  readFileSync(new URL(`../../../packages/commerce/test/data/${name}.csv`, import.meta.url), 'utf8')

const importsFolder = (of = folder) => join(of, 'imports')

const send = async (client: TradepostClient, csv: string): Promise<ImportRun> => {
  const { id } = await client.admin.imports.create.mutate({ fileName: 'products.csv' })
  const form = new FormData()
  form.set('id', id)
  form.set('offset', '0')
  form.set('chunk', new Blob([csv]))
  return client.admin.imports.append.mutate(form)
}

/** Collects the updates of a run from its subscription until it completes or fails. */
const hear = (client: TradepostClient, id: ImportRun['id']): Promise<ImportRun[]> =>
  new Promise((resolve, reject) => {
    const heard: ImportRun[] = []
    client.admin.imports.onProgress.subscribe(
      { id },
      { onData: (run) => void heard.push(run), onComplete: () => resolve(heard), onError: reject }
    )
  })

test('progress: a tool hears of its import over SSE until it is over, and the stream ends by itself', async () => {
  const tool = createTradepostClient({ url: server.url, token, eventSource: EventSource })
  const { id } = await send(tool, [...productsCsv(2000)].join(''))
  const hearing = hear(tool, id)
  await tool.admin.imports.start.mutate({ id })
  const heard = await hearing
  expect(heard.length).toBeGreaterThan(2)
  expect(heard.at(-1)).toMatchObject({ state: 'done', variants: 2000, done: { rows: 2000 } })
  expect(heard.slice(0, -1).some(({ state }) => isImportOver(state))).toBe(false)
})

test('progress: without a right, or for a run that is none, the stream is an error with its code', async () => {
  const { id } = await owner.admin.imports.create.mutate({ fileName: 'x.csv' })
  const nobody = createTradepostClient({ url: server.url, eventSource: EventSource })
  const codeOf = (error: unknown) => errorOf(error)?.code
  expect(await hear(nobody, id).catch(codeOf)).toBe('auth.required')
  const tool = createTradepostClient({ url: server.url, token, eventSource: EventSource })
  expect(await hear(tool, `imp_${'0'.repeat(26)}`).catch(codeOf)).toBe('import.not_found')
})

test('file: what is sent lies in a folder of its own, readable by the server’s user alone, and is gone with the import', async () => {
  const { id } = await send(owner, realFile('apparel'))
  const path = join(importsFolder(), `${id}.csv`)
  expect(statSync(path).mode & 0o777).toBe(0o600)
  expect(statSync(importsFolder()).mode & 0o777).toBe(0o700)
  await owner.admin.imports.cancel.mutate({ id })
  expect(existsSync(path)).toBe(false)
})

const download = (headers: Record<string, string>) => fetch(`${server.url}/export/products.csv`, { headers })

test('export: a file for a browser by its cookie and a tool by its token, and nobody else', async () => {
  const bearer = { authorization: `Bearer ${token}` }
  const cookie = { cookie: `session=${token}` }
  for (const headers of [
    bearer,
    cookie,
    { ...cookie, 'sec-fetch-site': 'same-origin' },
    { ...cookie, 'sec-fetch-site': 'none' },
  ]) {
    const answer = await download(headers)
    expect(answer.status).toBe(200)
    expect(answer.headers.get('content-type')).toBe('text/csv; charset=utf-8; header=present')
    expect(answer.headers.get('content-disposition')).toMatch(/^attachment; filename="products-\d{4}-\d\d-\d\d\.csv"$/)
    expect(answer.headers.get('cache-control')).toBe('no-store')
    expect(await answer.text()).toMatch(/^Handle,Title,/)
  }
  const refused = async (headers: Record<string, string>) => (await (await download(headers)).json()).error.data.code
  expect(await refused({})).toBe('auth.required')
  expect(await refused({ authorization: 'Bearer nonsense' })).toBe('auth.required')
  expect(await refused({ ...cookie, 'sec-fetch-site': 'cross-site' })).toBe('request.forbidden_origin')
  const { key } = await owner.admin.apiKeys.create.mutate({
    password: ownerPassword,
    name: 'orders only',
    permissions: ['orders:read'],
  })
  expect(await refused({ authorization: `Bearer ${key}` })).toBe('auth.forbidden')
  const failure = await openProductExport({ url: server.url, token: key }).catch((error: unknown) => errorOf(error))
  expect(failure).toMatchObject({ code: 'auth.forbidden', httpStatus: 403 })
})

test('export: a client that takes its time is waited for, and one that goes away costs nothing more', async () => {
  await importCsv(owner, [...productsCsv(4000)].join(''))
  const leaving = new AbortController()
  const { body, productCount } = await openProductExport({ url: server.url, token }, leaving.signal)
  const reader = body.getReader()
  await reader.read()
  leaving.abort()
  await expect(reader.read()).rejects.toThrow()
  expect(productCount).toBeGreaterThan(500)
  const whole = await openProductExport({ url: server.url, token })
  let text = ''
  for await (const piece of whole.body) text += Buffer.from(piece).toString()
  expect(text.split('\r\n')[0]).toContain('Cost per item')
  expect((await fetch(`${server.url}/health/ready`)).status).toBe(200)
})

test('crash: a server killed in the middle of an import calls it interrupted at its next start, and it goes on from there', async () => {
  const shop = makeShopFolder()
  const first = await runAnother(shop.folder)
  const before = await signInAsOwner(first)
  const csv = [...productsCsv(6000)].join('')
  const { id } = await send(before, csv)
  await before.admin.imports.start.mutate({ id })
  let imported = 0
  while (imported === 0) imported = (await before.admin.imports.get.query({ id })).products.created
  await first.stop('SIGKILL')
  const second = await runAnother(shop.folder)
  const after = createTradepostClient({ url: second.url, token: await ownerToken(second) })
  expect(await after.admin.imports.get.query({ id })).toMatchObject({ state: 'interrupted' })
  let run = await after.admin.imports.start.mutate({ id })
  while (!isImportOver(run.state)) run = await after.admin.imports.get.query({ id })
  expect(run).toMatchObject({ state: 'done', variants: 6000, products: { updated: 0, skipped: 0 } })
  expect(run.products.unchanged).toBeGreaterThanOrEqual(imported)
  await expect.poll(() => readdirSync(importsFolder(shop.folder))).toEqual([])
  await second.stop()
  shop.remove()
})

test('stop: a server that is told to stop does so at once, though an import works and somebody listens to it', async () => {
  const shop = makeShopFolder()
  const stopped = await runAnother(shop.folder)
  await signInAsOwner(stopped)
  const tool = createTradepostClient({ url: stopped.url, token: await ownerToken(stopped), eventSource: EventSource })
  const { id } = await send(tool, [...productsCsv(6000)].join(''))
  await tool.admin.imports.start.mutate({ id })
  const heard: ImportRun[] = []
  const listening = new Promise<void>((resolve) => {
    const subscription = tool.admin.imports.onProgress.subscribe(
      { id },
      {
        onData: (run) => {
          heard.push(run)
          if (run.products.created > 0) resolve()
        },
        onComplete: () => subscription.unsubscribe(),
      }
    )
  })
  await listening
  const at = performance.now()
  expect(await stopped.stop()).toBe(0)
  expect(performance.now() - at).toBeLessThan(4000)
  shop.remove()
})
