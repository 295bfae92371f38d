import { existsSync } from 'node:fs'
import type { TradepostClient } from '@tradepost/client'
import { safe } from '@tradepost/client'
import { MAX_MEDIA_BYTES, pictureSources } from '@tradepost/contract'
import { photoOf, pictureBombs, startS3 } from '@tradepost/integrations/testing'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { newGuest, ownerPassword, signInAsOwner } from './buyers.ts'
import { growthOf } from './memory.ts'
import type { RunningServer } from './run-server.ts'
import { makeShopFolder, runServer } from './run-server.ts'

const { folder, remove } = makeShopFolder()
let server: RunningServer
let owner: TradepostClient
let token = ''

beforeAll(async () => {
  server = await runServer(folder, { LOG_LEVEL: 'error' })
  owner = await signInAsOwner(server)
  const { key } = await owner.admin.apiKeys.create.mutate({
    password: ownerPassword,
    name: 'uploads',
    permissions: ['products:write'],
  })
  token = key
})

afterAll(async () => {
  await server.stop()
  remove()
})

type Content = Uint8Array | string

const formOf = (content: Content, { name = 'picture.jpg', type = 'image/jpeg' } = {}): FormData => {
  const form = new FormData()
  form.set('file', new File([typeof content === 'string' ? content : Uint8Array.from(content)], name, { type }))
  return form
}

const upload = (client: TradepostClient, form: FormData) => client.admin.media.upload.mutate(form)

/** Uploads a form. Returns the code of the error, or null if it succeeds. */
const codeOf = async (form: FormData, client = owner): Promise<string | null> => {
  const [, error] = await safe(upload(client, form))
  return error ? (error.data?.code ?? error.message) : null
}

const addressesOf = (media: { src: string; widths: number[] }): string[] =>
  pictureSources(media).flatMap(({ srcSet }) => srcSet.split(', ').map((part) => part.split(' ')[0] ?? ''))

test('upload: over HTTP a photograph becomes pictures that browsers may keep for ever', async () => {
  const form = formOf(await photoOf(1800, 1200).jpeg().toBuffer())
  form.set('alt', 'Four colours')
  const media = await upload(owner, form)
  expect(media).toMatchObject({ alt: 'Four colours', width: 1600, widths: [320, 640, 1024, 1600], uses: 0 })
  const addresses = addressesOf(media)
  expect(addresses).toHaveLength(8)
  for (const address of addresses) {
    const answer = await fetch(`${server.url}${address}`)
    expect(answer.status).toBe(200)
    expect(answer.headers.get('content-type')).toBe(`image/${address.split('.').at(-1)}`)
    expect(answer.headers.get('cache-control')).toBe('public, max-age=31536000, immutable')
    expect(answer.headers.get('content-disposition')).toMatch(/^attachment; filename="[0-9a-f]{64}-\d+\.[a-z]+"$/)
    const bytes = Buffer.from(await answer.arrayBuffer()).toString('latin1')
    expect(bytes).not.toMatch(/canary|Exif|GPS/)
  }
  expect((await owner.admin.media.list.query({})).items.map(({ id }) => id)).toEqual([media.id])
})

test('upload: who may not is told so before the file is read, and a browser’s foreign page is refused', async () => {
  const form = formOf(await photoOf(20, 20).png().toBuffer())
  expect(await codeOf(form, newGuest(server.url))).toBe('auth.required')
  const headers = {
    'content-type': 'multipart/form-data; boundary=x',
    origin: 'https://evil.example',
    cookie: 'session=x',
  }
  const foreign = { method: 'POST', body: rawForm(1), headers }
  expect((await fetch(`${server.url}/trpc/admin.media.upload`, foreign)).status).toBe(403)
})

test('upload: what is no picture is refused, whatever its name and type say (H15)', async () => {
  const svg = '<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>'
  const hostile: [content: Content, name: string, type: string][] = [
    [svg, 'logo.svg', 'image/svg+xml'],
    [svg, 'logo.png', 'image/png'],
    ['<!doctype html><script>alert(1)</script>', 'page.html', 'text/html'],
    ['<script>alert(1)</script>', 'page.jpg', 'image/jpeg'],
    ["GIF89a/*\u0001\u0001*/=1;alert('x')//;".padEnd(300), 'run.gif', 'image/gif'],
    ['<?php system($_GET["x"]); ?>', 'shell.php.jpg', 'image/jpeg'],
    ['<?php system($_GET["x"]); ?>', 'shell.jpg\u0000.php', 'image/jpeg'],
    ['MZ\u0090\u0000'.padEnd(300), 'run.exe', 'image/webp'],
    ['PK\u0003\u0004'.padEnd(300), 'many.zip', 'image/avif'],
    ['', 'empty.jpg', 'image/jpeg'],
    ['\u00ff\u00d8\u00ff', 'short.jpg', 'image/jpeg'],
  ]
  for (const [content, name, type] of hostile) {
    const bytes = typeof content === 'string' ? Buffer.from(content, 'latin1') : content
    expect(await codeOf(formOf(bytes, { name, type })), name).toBe('media.unsupported')
  }
})

test('upload: a true picture under a false name and type is taken for what it is, and nothing of the name is stored (H14, H15)', async () => {
  const before = (await owner.admin.media.list.query({ limit: 100 })).items.length
  const names = [
    '../../../etc/cron.d/run',
    '..\\..\\shop.db',
    '/etc/passwd',
    '.htaccess',
    'a.php',
    'a.svg',
    'C:a.html',
    'x\r\ny',
  ]
  for (const [index, name] of names.entries()) {
    const media = await upload(
      owner,
      formOf(
        await photoOf(30 + index, 20)
          .png()
          .toBuffer(),
        { name, type: 'text/html' }
      )
    )
    expect(media.src).toMatch(/^\/media\/[0-9a-f]{2}\/[0-9a-f]{64}-\d+\.webp$/)
    expect(media.fileName).not.toMatch(/[\\/\r\n]/)
    expect((await fetch(`${server.url}${media.src}`)).headers.get('content-type')).toBe('image/webp')
  }
  expect((await owner.admin.media.list.query({ limit: 100 })).items).toHaveLength(before + names.length)
})

/** Returns a handwritten form: parts with the same content, separated by a boundary. */
const rawForm = (parts: number, boundary = 'x') => {
  const part = (n: number) =>
    `--${boundary}\r\nContent-Disposition: form-data; name="file"; filename="${n}"\r\nContent-Type: image/png\r\n\r\na\r\n`
  return `${Array.from({ length: parts }, (_, n) => part(n)).join('')}--${boundary}--\r\n`
}

const postForm = async (type: string, body: string, procedure = 'admin.media.upload') => {
  const headers = { 'content-type': type, authorization: `Bearer ${token}` }
  const answer = await fetch(`${server.url}/trpc/${procedure}`, { method: 'POST', headers, body })
  return (await answer.json()).error?.data.code ?? null
}

test('upload: a form of 100,000 files is refused at once, and so is one where a form is not asked for (H15)', async () => {
  const form = 'multipart/form-data; boundary=x'
  const many = rawForm(100_000)
  const startedAt = performance.now()
  expect(await postForm(form, many)).toBe('request.invalid')
  expect(await postForm(form, rawForm(2000), 'auth.signIn')).toBe('request.invalid')
  expect(performance.now() - startedAt).toBeLessThan(2000)
  expect(await postForm(form, rawForm(2))).toBe('input.invalid')
  expect(await postForm(form, rawForm(1))).toBe('media.unsupported')
})

test('upload: a form whose boundary is missing, doubled or strange, or that is cut off, is refused as a request', async () => {
  const types = ['', '; boundary=', '; boundary=""', '; boundary=y', `; boundary=${'x'.repeat(71)}`, '; boundary="x']
  for (const rest of types)
    expect(await postForm(`multipart/form-data${rest}`, rawForm(1)), rest).toBe('request.invalid')
  expect(await postForm('multipart/form-data; boundary=y; boundary=x', rawForm(100_000))).toBe('request.invalid')
  expect(await postForm('multipart/form-data; boundary=x', rawForm(1).slice(0, -10))).toBe('request.invalid')
  expect(await postForm('multipart/form-data; charset=utf-8; boundary="x"', rawForm(1))).toBe('media.unsupported')
})

test('upload: one byte above the limit is media.too_large, and so are 100 MB, while they come', async () => {
  expect(await codeOf(formOf(new Uint8Array(MAX_MEDIA_BYTES)))).toBe('media.unsupported')
  expect(await codeOf(formOf(new Uint8Array(MAX_MEDIA_BYTES + 1)))).toBe('media.too_large')
  await expect(upload(owner, formOf(new Uint8Array(100 * 1024 * 1024)))).rejects.toMatchObject({
    data: { code: 'media.too_large', details: { limitBytes: MAX_MEDIA_BYTES }, httpStatus: 413 },
  })
})

const MAX_GROWTH_BYTES = 50 * 1024 * 1024
test('upload: every bomb is answered by its code, the shop stays quick and small meanwhile (H16)', async () => {
  for (const { name, code, make } of pictureBombs) {
    const bytes = await make()
    const startedAt = performance.now()
    const growth = await growthOf(server, async () => {
      const [answer, health] = await Promise.all([codeOf(formOf(bytes)), fetch(`${server.url}/health/ready`)])
      expect([answer, health.status], name).toEqual([code, 200])
    })
    expect(performance.now() - startedAt, name).toBeLessThan(5000)
    // The form is in memory a few times: as received, as a file, as bytes, and cut to one picture.
    expect(growth, name).toBeLessThan(MAX_GROWTH_BYTES + 5 * bytes.byteLength)
  }
  expect(server.output()).toBe('')
})

test('S3: where a bucket is set, pictures are written into it, shown from it, and gone from it once deleted', async () => {
  const s3 = await startS3()
  const shop = makeShopFolder()
  const { endpoint, region, bucket, accessKeyId, secretAccessKey, publicUrl } = s3.settings
  const inBucket = await runServer(shop.folder, {
    S3_ENDPOINT: endpoint ?? '',
    S3_REGION: region,
    S3_BUCKET: bucket,
    S3_ACCESS_KEY_ID: accessKeyId,
    S3_SECRET_ACCESS_KEY: secretAccessKey,
    S3_PUBLIC_URL: `${publicUrl}/`,
  })
  try {
    const client = await signInAsOwner(inBucket)
    const media = await upload(client, formOf(await photoOf(400, 300).webp().toBuffer()))
    expect(media.src.startsWith(`${publicUrl}/`)).toBe(true)
    for (const address of addressesOf(media)) {
      const answer = await fetch(address)
      expect([answer.status, answer.headers.get('cache-control')]).toEqual([200, 'public, max-age=31536000, immutable'])
    }
    expect(existsSync(`${shop.folder}/media`)).toBe(false)
    const page = await fetch(`${inBucket.url}/health/live`)
    expect(page.headers.get('content-security-policy')).toContain(new URL(publicUrl).origin)
    await client.admin.media.delete.mutate({ id: media.id })
    await expect.poll(async () => (await fetch(media.src)).status, { timeout: 10_000 }).toBe(404)
    expect(inBucket.output()).not.toContain(secretAccessKey)
  } finally {
    await inBucket.stop()
    await s3.close()
    shop.remove()
  }
})
