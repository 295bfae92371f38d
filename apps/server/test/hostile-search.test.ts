import type { TradepostClient } from '@tradepost/client'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { hostileWords } from '../../../packages/router/test/hostile-words.ts'
import { importProducts, newGuest, signInAsOwner } from './buyers.ts'
import type { RunningServer } from './run-server.ts'
import { makeShopFolder, runServer } from './run-server.ts'

const { folder, remove } = makeShopFolder()
let server: RunningServer
let guest: TradepostClient
beforeAll(async () => {
  server = await runServer(folder, { LOG_LEVEL: 'info' })
  await importProducts(await signInAsOwner(server), { 'oak-chair': 3, 'oak-table': 2, mug: 0 })
  guest = newGuest(server.url)
})
afterAll(async () => {
  await server.stop()
  remove()
})

interface Asked {
  readonly status: number
  readonly text: string
}

const ask = async (path: string, input: string): Promise<Asked> => {
  const answer = await fetch(`${server.url}/trpc/${path}?input=${input}`)
  return { status: answer.status, text: await answer.text() }
}

const codeOf = ({ status, text }: Asked): string => {
  if (status === 200) return 'ok'
  try {
    return JSON.parse(text).error.data.code
  } catch {
    return `no error of the shop: ${status} ${text.slice(0, 80)}`
  }
}

// Node itself rejects a request line of more than 16 KB, before the shop sees it.
const refused = ['ok', 'input.invalid', 'no error of the shop: 431 ']

/** Encodes input as JSON, which escapes lone surrogates: `encodeURIComponent` throws on unescaped ones. */
const encoded = (input: unknown) => encodeURIComponent(JSON.stringify(input))

test('hostile search: over HTTP each hostile text is answered or refused in 2 s, and no answer tells of the inside', async () => {
  const faults: string[] = []
  for (const text of hostileWords) {
    for (const input of [
      { search: text },
      { vendors: [text] },
      { cursor: text, search: 'oak' },
      { collection: text },
    ]) {
      const begun = performance.now()
      const answer = await ask('products.list', encoded(input))
      const about = `${encoded(input).slice(0, 60)}: ${codeOf(answer)}`
      if (!refused.includes(codeOf(answer))) faults.push(about)
      if (performance.now() - begun > 2000) faults.push(`slow: ${about}`)
      if (/SQLITE|node_modules|\/src\/|\bat .*:\d+:\d+/.test(answer.text)) faults.push(`tells of the inside: ${about}`)
    }
    const offered = codeOf(await ask('products.suggest', encoded({ search: text })))
    if (!refused.includes(offered)) faults.push(`suggest ${text.slice(0, 60)}: ${offered}`)
  }
  expect(faults).toEqual([])
})

test('hostile search: bytes that are no JSON, no UTF-8 or no object are refused as such', async () => {
  const inputs = [
    '%7B',
    '%FF%FE',
    '%7B%22search%22%3A%22%FF%22%7D',
    '%00',
    '[]',
    '1',
    '%22oak%22',
    '%7B%22search%22%3A%22%5Cu0000%22%7D',
    '%7B%22search%22%3A%7B%22%24ne%22%3A1%7D%7D',
    '%7B%22__proto__%22%3A%7B%22polluted%22%3A1%7D%7D',
  ]
  for (const input of inputs) {
    const answer = await ask('products.list', input)
    expect(['ok', 'input.invalid', 'request.invalid'], `${input}: ${answer.text.slice(0, 200)}`).toContain(
      codeOf(answer)
    )
  }
})

test('hostile search: a batch of the broadest searches is answered, and the shop goes on', async () => {
  const broad = Array.from({ length: 10 }, (_, n) =>
    guest.products.list.query({ search: `o a m c t ${n}`, limit: 100 })
  )
  const pages = await Promise.all(broad)
  expect(pages.length).toBe(10)
  expect((await guest.products.list.query({ search: 'oak' })).items.map(({ slug }) => slug).toSorted()).toEqual([
    'oak-chair',
    'oak-table',
  ])
})

test('hostile search: nothing of all this is logged as a failure of the shop', () => {
  const failures = server
    .output()
    .split('\n')
    .filter((line) => /"level":(?:50|60)|internal/.test(line))
  expect(failures).toEqual([])
})
