import { afterAll, beforeAll, expect, test } from 'vitest'
import { accountsEnv, addressNo, readMails } from './accounts.ts'
import { getRaw, sendRaw } from './raw-http.ts'
import type { RunningServer } from './run-server.ts'
import { makeShopFolder, runServer } from './run-server.ts'

const PUBLIC_URL = 'https://shop.example.com'
const { folder, remove } = makeShopFolder()
let server: RunningServer

beforeAll(async () => {
  server = await runServer(folder, { ...accountsEnv, PUBLIC_URL })
})

afterAll(async () => {
  await server.stop()
  remove()
})

const own = 'Host: shop.example.com'
const path = '/trpc/auth.register'

/** Requests that claim a false host name: the request's target, and its headers. */
const forms: [target: string, ...headers: string[]][] = [
  [path, 'Host: evil.example'],
  [path, 'Host: evil.example:443'],
  [path, 'Host: evil.example:80@shop.example.com'],
  [path, 'Host: shop.example.com@evil.example'],
  [path, 'Host: shop.example.com.evil.example'],
  [path, 'Host: shop.example.com:evil.example'],
  [path, 'Host: shop.example.com/evil.example'],
  [path, 'Host: evil.example#shop.example.com'],
  [path, 'Host: evil.example?shop.example.com'],
  [path, 'Host: evil.example\\shop.example.com'],
  [path, 'Host: //evil.example'],
  [path, 'Host: https://evil.example'],
  [path, 'Host: "evil.example"'],
  [path, 'Host: EVIL.EXAMPLE'],
  [path, 'Host: evil.example.'],
  [path, 'Host: [::1]'],
  [path, 'Host: [::ffff:evil.example]'],
  [path, 'Host: 0x7f.1'],
  [path, 'Host: localhost'],
  [path, 'Host: '],
  [path, 'Host: shop.example.com\tevil.example'],
  [path, 'Host: shop.example.com,evil.example'],
  [path, 'Host: evil.example, shop.example.com'],
  [path, own, 'Host: evil.example'],
  [path, 'Host: evil.example', own],
  [path, ' Host: evil.example', own],
  [path, own, 'X-Forwarded-Host: evil.example'],
  [path, own, 'X-Forwarded-Host: evil.example, shop.example.com'],
  [path, own, 'X-Forwarded-Server: evil.example'],
  [path, own, 'X-Forwarded-Proto: http', 'X-Forwarded-Port: 1234'],
  [path, own, 'X-Forwarded-Proto: javascript'],
  [path, own, 'X-Forwarded-Prefix: //evil.example'],
  [path, own, 'X-Host: evil.example'],
  [path, own, 'X-HTTP-Host-Override: evil.example'],
  [path, own, 'Forwarded: host=evil.example;proto=http'],
  [path, own, 'X-Original-URL: https://evil.example/', 'X-Rewrite-URL: https://evil.example/'],
  [path, own, 'X-Original-Host: evil.example'],
  [path, own, 'Referer: https://evil.example/'],
  [path, own, 'Base-Url: https://evil.example', 'X-Url-Scheme: http'],
  [`http://evil.example${path}`, own],
  [`https://shop.example.com@evil.example${path}`, 'Host: evil.example'],
]

const addressOf = (index: number) => `host-${index}@buyers.test`

const register = (index: number, [target, ...headers]: (typeof forms)[number]) => {
  const body = JSON.stringify({ email: addressOf(index), name: 'Buyer', password: 'a long buyer password' })
  const rest = ['Content-Type: application/json', `Content-Length: ${body.length}`, 'Connection: close']
  const from = `X-Forwarded-For: ${addressNo(index)}`
  return sendRaw(server.port, [`POST ${target} HTTP/1.1`, ...headers, from, ...rest, '', body].join('\r\n'))
}

test('mails: their links lead to the configured address, whatever host a request names, in 41 forms (H13)', async () => {
  const taken: number[] = []
  for (const [index, form] of forms.entries()) {
    const answer = await register(index, form)
    expect([200, 400, 403, 404], form.join(' | ')).toContain(answer.status)
    expect(answer.headers.get('location')).toBeNull()
    expect(answer.text).not.toMatch(/evil/i)
    if (answer.status === 200) taken.push(index)
  }
  expect(taken.length).toBeGreaterThan(20)
  await expect.poll(async () => (await readMails(server)).length, { timeout: 20_000 }).toBe(taken.length)
  for (const mail of await readMails(server)) {
    expect(taken.map(addressOf)).toContain(mail.to)
    const links = JSON.stringify(mail).match(/https?:\/\/[^\s"'<>\\]+/gi) ?? []
    expect(links.length).toBeGreaterThan(0)
    for (const link of links) expect(new URL(link).origin).toBe(PUBLIC_URL)
    expect(JSON.stringify(mail)).not.toMatch(/evil/i)
  }
})

const EVIL = 'evil.example'
const elsewhere = [
  `//${EVIL}`,
  `//${EVIL}/`,
  `///${EVIL}`,
  `/\\${EVIL}`,
  `/\\/${EVIL}`,
  `/%5c${EVIL}`,
  `/%2f%2f${EVIL}`,
  `/%2f${EVIL}/`,
  `//${EVIL}/%2e%2e`,
  `//${EVIL}/..`,
  `//%65vil.example`,
  `//shop.example.com@${EVIL}`,
  `/.${EVIL}`,
  `/;//${EVIL}`,
  `/%09//${EVIL}`,
  `/%0d%0aLocation:%20https://${EVIL}`,
  `/%E5%98%8D%E5%98%8ALocation:https://${EVIL}`,
  `/https://${EVIL}`,
  `/https:${EVIL}`,
  `https://${EVIL}/`,
  `http://${EVIL}//`,
  ...['next', 'url', 'redirect', 'redirect_uri', 'return', 'returnTo', 'continue', 'dest', 'goto', 'r', 'u'].flatMap(
    (name) => [`/sign-in?${name}=https://${EVIL}`, `/sign-in?${name}=//${EVIL}`]
  ),
]

test('redirects: no request is sent anywhere else, in 43 forms (H13)', async () => {
  for (const path of elsewhere) {
    for (const at of [path, `/media${path}`, `/trpc${path}`]) {
      const { status, headers } = await getRaw(server.port, at)
      expect(status < 300 || status >= 400, `${at} is ${status}`).toBe(true)
      expect([headers.get('location'), headers.get('refresh')], at).toEqual([null, null])
      expect([...headers.values()].join('\n'), at).not.toContain(EVIL)
    }
  }
})
