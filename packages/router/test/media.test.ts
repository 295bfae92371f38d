import { createHash } from 'node:crypto'
import { mkdirSync, readdirSync, renameSync, rmdirSync } from 'node:fs'
import { join, relative } from 'node:path'
import { deliverOutbox } from '@tradepost/commerce'
import type { Media } from '@tradepost/contract'
import { MAX_MEDIA_BYTES, pictureSources } from '@tradepost/contract'
import { photoOf } from '@tradepost/integrations/testing'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { findBrokenInvariants } from './invariants.ts'
import type { Account, TestShop } from './test-shop.ts'
import { failureOf, makeTestShop, only } from './test-shop.ts'

let shop: TestShop
let manager: Account
const photo = async (width = 700): Promise<Uint8Array> => photoOf(width, 400).jpeg().toBuffer()

/** Returns the URL paths of all stored files. */
const stored = (): string[] =>
  readdirSync(shop.mediaDir, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => `/media/${relative(shop.mediaDir, join(entry.parentPath, entry.name))}`)

beforeEach(async () => {
  shop = await makeTestShop()
  manager = await shop.signUp('manager', 'manager')
})

afterEach(async () => {
  const broken = findBrokenInvariants(shop.path)
  await shop.close()
  expect(broken).toEqual([])
})

const formOf = (bytes: Uint8Array, { name = 'shirt.jpg', alt }: { name?: string; alt?: string } = {}) => {
  const form = new FormData()
  form.set('file', new File([Uint8Array.from(bytes)], name, { type: 'text/html' }))
  if (alt !== undefined) form.set('alt', alt)
  return form
}

const upload = async (...about: Parameters<typeof formOf>) => manager.api.admin.media.upload(formOf(...about))

const auditOf = (procedure: string) =>
  shop
    .rows('SELECT target, before, after, actor_id FROM audit_log WHERE procedure = ?', procedure)
    .map((row) => ({ ...row, before: JSON.parse(String(row['before'])), after: JSON.parse(String(row['after'])) }))

/** Uses a picture twice in one product, or once in a collection. */
const show = async ({ id: mediaId }: Media, where: 'product' | 'collection') => {
  if (where === 'collection') return manager.api.admin.collections.create({ title: 'Shirts', mediaId })
  const variants = [{ optionValues: [], prices: [{ currency: 'EUR' as const, amount: 900 }] }]
  const images = [1, 2].map((n) => ({ mediaId, alt: `view ${n}` }))
  return manager.api.admin.products.create({ idempotencyKey: 'one-shirt-of-media', title: 'Shirt', variants, images })
}

test('upload: a picture is kept in every width and format under the hash of its bytes, and every address works', async () => {
  const bytes = await photo()
  const media = await upload(bytes, { alt: ' A red shirt ' })
  const hash = createHash('sha256').update(bytes).digest('hex')
  expect(media).toMatchObject({
    src: `/media/${hash.slice(0, 2)}/${hash}-700.webp`,
    width: 700,
    height: 400,
    widths: [320, 640, 700],
    alt: 'A red shirt',
    fileName: 'shirt.jpg',
    byteSize: bytes.byteLength,
    uses: 0,
  })
  const addresses = pictureSources(media).flatMap(({ srcSet }) => srcSet.split(', ').map((part) => part.split(' ')[0]))
  expect(new Set(stored())).toEqual(new Set(addresses))
  expect(stored()).toHaveLength(6)
  expect(only(auditOf('admin.media.upload'))).toMatchObject({
    target: media.id,
    before: null,
    after: { hash, type: 'image/jpeg', fileName: 'shirt.jpg', alt: 'A red shirt' },
    actor_id: manager.user.id,
  })
})

test('upload: the same file again, also at the same time, is the picture that is kept already', async () => {
  const bytes = await photo()
  const all = await Promise.all([upload(bytes, { alt: 'first' }), upload(bytes, { name: 'b.jpg' }), upload(bytes)])
  all.push(await upload(bytes, { alt: 'another' }))
  expect(new Set(all.map(({ id }) => id)).size).toBe(1)
  expect(shop.rows('SELECT count(*) AS n FROM media')).toEqual([{ n: 1 }])
  expect(auditOf('admin.media.upload')).toHaveLength(1)
})

test('upload: a file name keeps no folder and nothing that cannot be seen, and never names a stored file', async () => {
  const names: [sent: string, kept: string][] = [
    ['../../etc/passwd', 'passwd'],
    ['..\\..\\windows\\win.ini', 'win.ini'],
    ['/absolute/shirt.jpg', 'shirt.jpg'],
    ['C:\\shirts\\red.jpg', 'red.jpg'],
    ['shirt\u202egpj.exe', 'shirtgpj.exe'],
    ['shirt\u0000.php', 'shirt.php'],
    ['.htaccess', '.htaccess'],
    ['a/..', '..'],
    ['/', 'picture'],
    ['   ', 'picture'],
    ['x'.repeat(5000), 'x'.repeat(200)],
    [`${'x'.repeat(199)}\u{1f455}.jpg`, 'x'.repeat(199)],
    ['<script>alert(1)</script>.jpg', 'script>.jpg'],
    ['e\u0301te.jpg', '\u00e9te.jpg'],
  ]
  for (const [index, [name, kept]] of names.entries()) {
    expect((await upload(await photo(10 + index), { name })).fileName, JSON.stringify(name)).toBe(kept)
  }
  for (const address of stored()) expect(address).toMatch(/^\/media\/[0-9a-f]{2}\/[0-9a-f]{64}-\d+\.(?:webp|avif)$/)
})

test('upload: what is no picture, or too large in bytes or pixels, is refused by its code and leaves nothing', async () => {
  const svg = new TextEncoder().encode('<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>')
  const bytes = await photo()
  expect((await failureOf(upload(svg))).code).toBe('media.unsupported')
  expect((await failureOf(upload(new Uint8Array()))).code).toBe('media.unsupported')
  expect((await failureOf(upload(bytes.subarray(0, 2000)))).code).toBe('media.unsupported')
  const huge = new Uint8Array(MAX_MEDIA_BYTES + 1)
  expect(await failureOf(upload(huge))).toEqual({ code: 'media.too_large', details: { limitBytes: MAX_MEDIA_BYTES } })
  const many = await photoOf(9000, 6000).png({ compressionLevel: 9 }).toBuffer()
  expect(await failureOf(upload(many))).toEqual({ code: 'media.too_many_pixels', details: { limitPixels: 50_000_000 } })
  expect([stored().length, shop.rows('SELECT * FROM media')]).toEqual([0, []])
  expect(auditOf('admin.media.upload')).toEqual([])
})

test('upload: a form of another shape is refused before its picture is looked at', async () => {
  const bytes = await photo()
  const withField = (name: string, value: string | Blob) => {
    const form = formOf(bytes)
    form.append(name, value)
    return form
  }
  const wrong = [
    new FormData(),
    withField('file', new Blob(['x'])),
    withField('alt', new Blob(['x'])),
    withField('role', 'owner'),
    withField('alt', 'a\u202eb'),
    withField('alt', 'x'.repeat(301)),
  ]
  const text = new FormData()
  text.set('file', 'text, not a file')
  for (const form of [...wrong, text])
    expect((await failureOf(manager.api.admin.media.upload(form))).code).toBe('input.invalid')
})

test('list: newest first, page by page, with how many products and collections show each', async () => {
  const made: string[] = []
  for (let n = 0; n < 5; n++) made.unshift((await upload(await photo(20 + n))).id)
  const all = await manager.api.admin.media.list({})
  expect(all.items.map(({ id }) => id)).toEqual(made)
  const shown = all.items[2]
  if (!shown) throw new Error('A picture is missing.')
  await show(shown, 'product')
  await show(shown, 'collection')
  const first = await manager.api.admin.media.list({ limit: 3 })
  const rest = await manager.api.admin.media.list({ limit: 3, cursor: first.nextCursor })
  expect([...first.items, ...rest.items].map(({ id, uses }) => [id, uses])).toEqual(
    made.map((id) => [id, id === shown.id ? 2 : 0])
  )
  expect(rest.nextCursor).toBeNull()
  expect((await upload(await photo(22))).uses).toBe(2)
})

test('update: the text is changed and audited; the same text again changes nothing', async () => {
  const { id } = await upload(await photo(), { alt: 'old' })
  expect(await manager.api.admin.media.update({ id, alt: 'new' })).toMatchObject({ id, alt: 'new' })
  await manager.api.admin.media.update({ id, alt: 'new' })
  expect(only(auditOf('admin.media.update'))).toMatchObject({
    target: id,
    before: { alt: 'old' },
    after: { alt: 'new' },
  })
  expect((await manager.api.admin.media.update({ id, alt: '' })).alt).toBe('')
})

test.each(['product', 'collection'] as const)(
  'delete: a picture that a %s shows stays, with its files',
  async (where) => {
    const media = await upload(await photo())
    await show(media, where)
    expect(await failureOf(manager.api.admin.media.delete({ id: media.id }))).toEqual({
      code: 'media.in_use',
      details: { uses: 1 },
    })
    await deliverOutbox(shop.deps)
    expect(stored().length).toBe(6)
    expect(auditOf('admin.media.delete')).toEqual([])
  }
)

test('delete: one that nothing shows goes at once, its files after it, and it can be uploaded again', async () => {
  const bytes = await photo()
  const { id, src } = await upload(bytes)
  expect(await manager.api.admin.media.delete({ id })).toBeNull()
  expect((await failureOf(manager.api.admin.media.delete({ id }))).code).toBe('media.not_found')
  expect(only(auditOf('admin.media.delete'))).toMatchObject({
    target: id,
    before: { fileName: 'shirt.jpg' },
    after: null,
  })
  expect(stored().includes(src)).toBe(true)
  await deliverOutbox(shop.deps, { canMail: false })
  expect(stored().length).toBe(0)
  const again = await upload(bytes)
  expect([again.src, again.id === id]).toEqual([src, false])
  expect(stored().length).toBe(6)
})

test('delete: the files of a picture that is uploaded again before they went stay', async () => {
  const bytes = await photo()
  await manager.api.admin.media.delete({ id: (await upload(bytes)).id })
  const [{ src }] = await Promise.all([upload(bytes), deliverOutbox(shop.deps)])
  await deliverOutbox(shop.deps)
  expect([stored().includes(src), stored().length]).toEqual([true, 6])
})

test('delete: files that the store fails to remove are tried again later', async () => {
  const { id, src } = await upload(await photo())
  await manager.api.admin.media.delete({ id })
  let ahead = 0
  const deps = { ...shop.deps, now: () => Date.now() + ahead }
  const deliver = () => deliverOutbox(deps, { canMail: false })
  const path = join(shop.mediaDir, src.slice('/media/'.length))
  // A folder in place of the file cannot be deleted as a file.
  renameSync(path, `${path}.kept`)
  mkdirSync(path)
  expect(await deliver()).toEqual({ delivered: 0, failed: 1, isMailDown: false })
  rmdirSync(path)
  renameSync(`${path}.kept`, path)
  expect(await deliver()).toEqual({ delivered: 0, failed: 0, isMailDown: false })
  expect(stored()).toContain(src)
  ahead = 60_000
  expect(await deliver()).toEqual({ delivered: 1, failed: 0, isMailDown: false })
  expect(stored()).toEqual([])
})
