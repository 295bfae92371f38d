import { afterAll, beforeAll, expect, test } from 'vitest'
import { makeS3Media } from './s3-media.ts'
import type { TestS3 } from './testing/s3-server.ts'
import { startS3 } from './testing/s3-server.ts'

let s3: TestS3

beforeAll(async () => {
  s3 = await startS3()
})

afterAll(() => s3.close())

const name = `ab/${'ab'.repeat(32)}-640.webp`
const bytes = Uint8Array.from({ length: 5000 }, (_, index) => index % 251)

test('S3: a picture is written with its type and for ever, and read at the public address', async () => {
  const media = await makeS3Media(s3.settings)
  const src = await media.put(name, bytes)
  expect(src).toBe(`${s3.settings.publicUrl}/${name}`)
  const answer = await fetch(src)
  expect(answer.status).toBe(200)
  expect(answer.headers.get('content-type')).toBe('image/webp')
  expect(answer.headers.get('cache-control')).toBe('public, max-age=31536000, immutable')
  expect(answer.headers.get('content-disposition')).toMatch(/^attachment; filename="[a-z0-9-]+\.[a-z]+"$/)
  expect(new Uint8Array(await answer.arrayBuffer())).toEqual(bytes)
})

test('S3: an object is replaced whole, and one whose name does not carry its hash is kept for a day alone', async () => {
  const media = await makeS3Media(s3.settings)
  await media.put('demo/mug.svg', '<svg/>')
  const src = await media.put('demo/mug.svg', '<svg></svg>')
  const answer = await fetch(src)
  expect(await answer.text()).toBe('<svg></svg>')
  expect(answer.headers.get('content-type')).toBe('image/svg+xml')
  expect(answer.headers.get('cache-control')).toBe('public, max-age=86400')
})

test('S3: a removed object is gone, and removing it once more is no fault', async () => {
  const media = await makeS3Media(s3.settings)
  const src = await media.put(name, bytes)
  await media.remove(name)
  expect((await fetch(src)).status).toBe(404)
  await media.remove(name)
})

test('S3: with another secret, key or region nothing is written, and the failure is told', async () => {
  const wrong = [{ secretAccessKey: 'another' }, { accessKeyId: 'ANOTHER' }, { region: 'us-east-1' }]
  for (const setting of wrong) {
    const media = await makeS3Media({ ...s3.settings, ...setting })
    await expect(media.put('ab/forged.webp', bytes)).rejects.toThrow('The signature is wrong.')
    await expect(media.remove(name)).rejects.toThrow()
  }
  expect((await fetch(`${s3.settings.publicUrl}/ab/forged.webp`)).status).toBe(404)
})

test('S3: a server that is not there is told as a failure within seconds', async () => {
  const media = await makeS3Media({ ...s3.settings, endpoint: 'http://127.0.0.1:9' })
  await expect(media.put(name, bytes)).rejects.toThrow(/ECONNREFUSED/)
})

test('S3: no name leads to another object than a picture’s', async () => {
  const media = await makeS3Media(s3.settings)
  for (const nasty of ['../evil.webp', '/evil.webp', 'page.html', 'a/.webp', 'evil.webp?x-id=1', '']) {
    await expect(media.put(nasty, bytes)).rejects.toThrow(RangeError)
    await expect(media.remove(nasty)).rejects.toThrow(RangeError)
  }
})
