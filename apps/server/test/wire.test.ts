import { connect } from 'node:net'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { importProducts, newGuest, signInAsOwner } from './buyers.ts'
import type { RunningServer } from './run-server.ts'
import { makeShopFolder, runServer } from './run-server.ts'

const { folder, remove } = makeShopFolder()
let server: RunningServer
beforeAll(async () => {
  server = await runServer(folder)
})
afterAll(async () => {
  await server.stop()
  remove()
})

const post = (path: string, body: unknown, headers: Record<string, string> = {}) =>
  fetch(`${server.url}${path}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body: typeof body === 'string' ? body : JSON.stringify(body),
  })
const get = (path: string, headers: Record<string, string> = {}) => fetch(`${server.url}${path}`, { headers })
const inputOf = (input: unknown) => encodeURIComponent(JSON.stringify(input))
const errorIn = async (answer: Response) => (await answer.json()).error.data

test('answer: a query is plain JSON, not stored by anybody, with a request id', async () => {
  const answer = await get('/trpc/shop.get')
  expect(answer.status).toBe(200)
  expect(answer.headers.get('cache-control')).toBe('no-store')
  expect(answer.headers.get('x-request-id')).toMatch(/^[0-9a-f-]{36}$/)
  expect(await answer.json()).toMatchObject({
    result: { data: { currency: 'EUR', shippingFee: { amount: 490, currency: 'EUR' } } },
  })
})

test('error: a wrong input names the field and says what to do, with status 400', async () => {
  const answer = await post('/trpc/auth.register', { email: 'nonsense', name: '', password: 'short', role: 'owner' })
  expect(answer.status).toBe(400)
  const data = await errorIn(answer)
  expect(data).toMatchObject({ code: 'input.invalid', httpStatus: 400, requestId: answer.headers.get('x-request-id') })
  const paths = data.details.issues.map(({ path }: { path: string }) => path)
  expect(paths).toEqual(expect.arrayContaining(['email', 'name', 'password']))
  expect(JSON.stringify(data)).toContain('role')
})

test('error: an unknown procedure and a mutation by GET are not_found, broken JSON is request.invalid', async () => {
  expect(await errorIn(await get('/trpc/no.such'))).toMatchObject({ code: 'not_found', httpStatus: 404 })
  expect(await errorIn(await get('/trpc/auth.signOut'))).toMatchObject({ code: 'not_found' })
  expect(await errorIn(await post('/trpc/auth.signIn', '{broken'))).toMatchObject({
    code: 'request.invalid',
    httpStatus: 400,
  })
  expect(await errorIn(await fetch(`${server.url}/trpc/shop.get`, { method: 'PUT' }))).toMatchObject({
    code: 'not_found',
  })
})

test('error: no answer shows a stack, a path of the machine or SQL', async () => {
  const answers = await Promise.all([
    get('/trpc/products.list?input=%7B'),
    get(`/trpc/products.list?input=${inputOf({ cursor: 'x' })}`),
    get(`/trpc/products.list?input=${inputOf({ search: '" OR 1=1 --', sort: 'relevance' })}`),
    post('/trpc/cart.addItem', { variantId: 'var_nonsense' }),
    post('/trpc/orders.place', { __proto__: null, constructor: {} }),
  ])
  for (const answer of answers) {
    expect(answer.status).toBeLessThan(500)
    expect(await answer.text()).not.toMatch(/\bat .*:\d+:\d+|node_modules|\/src\/|SQLITE|select .* from/i)
  }
})

test('batch: ten calls are served in one request, eleven are refused with a short answer', async () => {
  const calls = (n: number) => Array.from({ length: n }, () => 'shop.get').join(',')
  const ten = await get(`/trpc/${calls(10)}?batch=1`)
  expect(ten.status).toBe(200)
  expect(await ten.json()).toHaveLength(10)
  const eleven = await get(`/trpc/${calls(11)}?batch=1`)
  const text = await eleven.text()
  expect(eleven.status).toBe(400)
  expect(text.length).toBeLessThan(1024)
  expect((await get(`/trpc/${','.repeat(15_000)}?batch=1`)).status).toBeGreaterThanOrEqual(400)
})

test('body: one byte above the limit is request.too_large, also when its length is not told', async () => {
  const limit = 256 * 1024
  const answer = await post('/trpc/auth.signIn', 'x'.repeat(limit + 1))
  expect(answer.status).toBe(413)
  expect(await errorIn(answer)).toMatchObject({ code: 'request.too_large', details: { limitBytes: limit } })
  const chunks = new ReadableStream({
    start: (controller) => {
      for (let n = 0; n < 5; n++) controller.enqueue(new Uint8Array(limit / 4))
      controller.close()
    },
  })
  const chunked: RequestInit & { duplex: 'half' } = { method: 'POST', body: chunks, duplex: 'half' }
  chunked.headers = { 'content-type': 'application/json' }
  expect((await fetch(`${server.url}/trpc/auth.signIn`, chunked)).status).toBe(413)
  expect((await get('/health/live')).status).toBe(200)
})

test('csrf: a browser’s call from another site is refused whatever its type, one from the shop passes', async () => {
  const cookie = { cookie: 'session=anything' }
  const foreign = [
    { ...cookie, origin: 'https://evil.example' },
    { ...cookie, origin: 'null' },
    { ...cookie, 'sec-fetch-site': 'cross-site' },
    { ...cookie, 'sec-fetch-site': 'same-site', origin: 'https://sibling.shop.test' },
    cookie,
  ]
  for (const headers of foreign) {
    for (const type of ['application/json', 'multipart/form-data; boundary=x', 'text/plain']) {
      const answer = await post('/trpc/auth.signOut', '', { ...headers, 'content-type': type })
      expect([answer.status, (await errorIn(answer)).code]).toEqual([403, 'request.forbidden_origin'])
    }
  }
  expect((await post('/trpc/auth.signOut', '', { ...cookie, 'sec-fetch-site': 'same-origin' })).status).toBe(200)
  expect((await post('/trpc/auth.signOut', '', { ...cookie, origin: server.url })).status).toBe(200)
  expect((await post('/trpc/auth.signOut', '')).status).toBe(200)
})

const password = 'a long owner password'

test('cookie: the session cookie is HttpOnly, Lax, for the whole host, and ends with sign-out', async () => {
  const email = 'cookie@shop.test'
  await signInAsOwner(server, email)
  const answer = await post('/trpc/auth.signIn', { email, password })
  const [cookie = ''] = answer.headers.getSetCookie()
  expect(cookie).toMatch(/^session=[a-z0-9]{40}; Path=\/; HttpOnly; SameSite=Lax; Max-Age=\d+$/)
  const headers = { cookie: cookie.split(';')[0] ?? '', origin: server.url }
  expect((await (await get('/trpc/auth.session', headers)).json()).result.data.user.email).toBe(email)
  const out = await post('/trpc/auth.signOut', '', headers)
  expect(out.headers.getSetCookie()[0]).toMatch(/^session=; .*Max-Age=0$/)
  expect((await (await get('/trpc/auth.session', headers)).json()).result.data.user).toBeNull()
})

test('cookie: behind HTTPS every cookie is Secure and of this host alone, and HSTS is sent', async () => {
  const shop = makeShopFolder()
  const secure = await runServer(shop.folder, { PUBLIC_URL: 'https://shop.example.com' })
  try {
    const email = 'secure@shop.test'
    await signInAsOwner(secure, email)
    const answer = await fetch(`${secure.url}/trpc/auth.signIn`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', origin: 'https://shop.example.com' },
      body: JSON.stringify({ email, password }),
    })
    const cookies = answer.headers.getSetCookie()
    expect(cookies.map((cookie) => cookie.split('=')[0])).toEqual(['__Host-session', '__Host-device'])
    for (const cookie of cookies) expect(cookie).toMatch(/; Path=\/; HttpOnly; SameSite=Lax; Max-Age=\d+; Secure$/)
    expect(answer.headers.get('strict-transport-security')).toContain('max-age=')
    const local = await fetch(`${secure.url}/trpc/auth.signOut`, { method: 'POST', headers: { origin: secure.url } })
    expect(local.status).toBe(403)
  } finally {
    await secure.stop()
    shop.remove()
  }
})

test('cookie: one that is sent twice counts as none, and one under a name that only looks alike is ignored (A10)', async () => {
  const email = 'twice@shop.test'
  await signInAsOwner(server, email)
  const bearer = await newGuest(server.url).auth.signIn.mutate({ email, password, transport: 'token' })
  const whoIs = async (cookie: string) => (await (await get('/trpc/auth.session', { cookie })).json()).result.data.user
  expect((await whoIs(`session=${bearer.token}`))?.email).toBe(email)
  expect(await whoIs(`session=x; session=${bearer.token}`)).toBeNull()
  expect(await whoIs(`\u00a0session=${bearer.token}`)).toBeNull()
  expect(await whoIs(`Session=${bearer.token}`)).toBeNull()
})

test('cors: no answer lets another origin’s page read it, a preflight is refused (A21)', async () => {
  const headers = { origin: 'https://evil.example', 'access-control-request-method': 'POST' }
  const preflight = await fetch(`${server.url}/trpc/auth.signOut`, { method: 'OPTIONS', headers })
  expect(preflight.status).toBe(404)
  for (const answer of [preflight, await get('/trpc/shop.get', headers), await get('/health/live', headers)]) {
    expect([...answer.headers.keys()].filter((name) => name.startsWith('access-control-'))).toEqual([])
  }
})

test('headers: an answer carries exactly these security headers (A22)', async () => {
  const { headers } = await get('/trpc/shop.get')
  const told = [...headers].filter(([name]) => !/^(date|connection|keep-alive|content-length|x-request-id)$/.test(name))
  expect(Object.fromEntries(told)).toEqual({
    'cache-control': 'no-store',
    'content-security-policy':
      "default-src 'self'; img-src 'self' data: https:; object-src 'none'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'",
    'content-type': 'application/json',
    'cross-origin-opener-policy': 'same-origin',
    'cross-origin-resource-policy': 'same-origin',
    'origin-agent-cluster': '?1',
    'referrer-policy': 'strict-origin-when-cross-origin',
    vary: 'trpc-accept, accept',
    'x-content-type-options': 'nosniff',
    'x-dns-prefetch-control': 'off',
    'x-download-options': 'noopen',
    'x-frame-options': 'DENY',
    'x-permitted-cross-domain-policies': 'none',
    'x-xss-protection': '0',
  })
})

test('headers: every answer forbids framing, sniffing and foreign scripts, and names no software', async () => {
  for (const path of ['/health/live', '/trpc/shop.get', '/nothing-here.js']) {
    const { headers } = await get(path)
    expect(headers.get('content-security-policy')).toContain("default-src 'self'")
    expect(headers.get('content-security-policy')).not.toContain('unsafe')
    expect(headers.get('x-content-type-options')).toBe('nosniff')
    expect(headers.get('x-frame-options')).toBe('DENY')
    expect([headers.get('x-powered-by'), headers.get('server')]).toEqual([null, null])
  }
})

test('headers: only a shop that is paid by Stripe lets Stripe’s own script, frames and calls in', async () => {
  const shop = makeShopFolder()
  const keys = { STRIPE_SECRET_KEY: 'sk_test_x', STRIPE_WEBHOOK_SECRET: 'whsec_x', STRIPE_PUBLISHABLE_KEY: 'pk_test_x' }
  const paid = await runServer(shop.folder, { ...keys, STRIPE_API_BASE: 'http://127.0.0.1:9' })
  const directives = (policy: string | null) => policy?.split('; ') ?? []
  const allowed = directives((await fetch(`${paid.url}/health/live`)).headers.get('content-security-policy'))
  expect(allowed).toContain("script-src 'self' https://js.stripe.com https://*.js.stripe.com")
  expect(allowed).toContain('frame-src https://js.stripe.com https://*.js.stripe.com https://hooks.stripe.com')
  expect(allowed).toContain("connect-src 'self' https://api.stripe.com")
  expect((await get('/health/live')).headers.get('content-security-policy')).not.toContain('stripe')
  await paid.stop()
  shop.remove()
})

test('media: a drawing is served sandboxed, so that opened by itself it can do nothing', async () => {
  const shop = makeShopFolder()
  const seeded = await runServer(shop.folder, { SEED_DEMO: 'true', NODE_ENV: 'test' })
  const { items } = await newGuest(seeded.url).products.list.query({ limit: 1 })
  const answer = await fetch(`${seeded.url}${items[0]?.image?.src}`)
  expect([answer.status, answer.headers.get('content-type')]).toEqual([200, 'image/svg+xml'])
  expect(answer.headers.get('content-security-policy')).toBe("default-src 'none'; style-src 'unsafe-inline'; sandbox")
  expect(answer.headers.get('x-content-type-options')).toBe('nosniff')
  await seeded.stop()
  shop.remove()
})

test('paths: nothing outside the web app and the media folder is served', async () => {
  const tries = [
    '/../package.json',
    '/%2e%2e/shop.db',
    '/media/../shop.db',
    '/media/%2e%2e%2fshop.db',
    '/media/..%5cshop.db',
  ]
  for (const path of [...tries, '/.env', '/media/.env', '/assets/../../package.json', '/modules.json']) {
    expect(await rawGet(path), path).toMatch(/^HTTP\/1\.1 (?:404|400)/)
  }
})

/** Requests a path unchanged (`fetch` would normalize it). */
const rawGet = (path: string): Promise<string> =>
  new Promise((resolve, reject) => {
    const socket = connect(server.port, '127.0.0.1', () =>
      socket.write(`GET ${path} HTTP/1.1\r\nHost: shop.test\r\nConnection: close\r\n\r\n`)
    )
    let text = ''
    socket.on('data', (chunk) => (text += chunk.toString()))
    socket.on('end', () => resolve(text))
    socket.on('error', reject)
  })

test('upload: a chunk of 100 MB is refused while it comes, and nothing of it is kept', async () => {
  const owner = await signInAsOwner(server)
  const { id } = await owner.admin.imports.create.mutate({ fileName: 'huge.csv' })
  const form = new FormData()
  form.set('id', id)
  form.set('offset', '0')
  form.set('chunk', new File([new Uint8Array(100 * 1024 * 1024)], 'huge.csv'))
  const refused = owner.admin.imports.append.mutate(form)
  await expect(refused).rejects.toMatchObject({ data: { code: 'request.too_large', httpStatus: 413 } })
  expect(await owner.admin.imports.get.query({ id })).toMatchObject({ receivedBytes: 0 })
})

test('log: one line a request, without query, cookie, address or password', async () => {
  const guest = newGuest(server.url)
  const secret = 'canary-password-4242'
  await guest.auth.register.mutate({ email: 'canary@shop.test', name: 'Canary Person', password: secret })
  await guest.products.list.query({ search: 'canary-search' })
  const lines = server
    .output()
    .split('\n')
    .filter((line) => line.includes('auth.register'))
  expect(lines.length).toBeGreaterThan(0)
  for (const line of lines)
    expect(Object.keys(JSON.parse(line))).toEqual(expect.arrayContaining(['requestId', 'status', 'ms']))
  expect(server.output()).not.toMatch(/canary/i)
})

test('health: live and ready answer while the shop runs', async () => {
  expect(await (await get('/health/live')).json()).toEqual({ status: 'live' })
  expect(await (await get('/health/ready')).json()).toEqual({ status: 'ready' })
})

test('stop: SIGTERM lets a running request end, and a second process may then own the file', async () => {
  const shop = makeShopFolder()
  const first = await runServer(shop.folder)
  await importProducts(await signInAsOwner(first), { 'kept-over-restart': 3 })
  const body = JSON.stringify({ email: 'slow@shop.test', name: 'Slow', password: 'a slow long password' })
  const head = `POST /trpc/auth.register HTTP/1.1\r\nHost: shop.test\r\nContent-Type: application/json\r\n`
  const socket = connect(first.port, '127.0.0.1')
  socket.write(`${head}Content-Length: ${body.length}\r\nExpect: 100-continue\r\n\r\n`)
  let told = ''
  const running = new Promise<void>((resolve) => socket.on('data', (chunk) => ((told += chunk.toString()), resolve())))
  const ended = new Promise<void>((resolve) => socket.on('close', () => resolve()))
  await running
  const stopped = first.stop()
  while (!first.output().includes('stopping')) await new Promise((resolve) => setImmediate(resolve))
  socket.write(body)
  await ended
  expect(told).toContain('HTTP/1.1 200')
  expect(await stopped).toBe(0)
  const second = await runServer(shop.folder)
  expect((await newGuest(second.url).products.list.query({})).total?.value).toBe(1)
  await second.stop()
  shop.remove()
})
