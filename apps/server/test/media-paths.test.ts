import { execFileSync } from 'node:child_process'
import { linkSync, mkdirSync, symlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { getRaw } from './raw-http.ts'
import type { RunningServer } from './run-server.ts'
import { makeShopFolder, runServer } from './run-server.ts'

const CANARY = 'canary outside of the folder'
const { folder, remove } = makeShopFolder()
const media = join(folder, 'media')
let server: RunningServer

beforeAll(async () => {
  mkdirSync(join(media, 'ab'), { recursive: true })
  mkdirSync(join(folder, 'secret'))
  mkdirSync(join(folder, 'media-other'))
  for (const name of [
    'secret.webp',
    'secret/secret.webp',
    'media-other/secret.webp',
    'media/.hidden.webp',
    'media/.env',
  ])
    writeFileSync(join(folder, name), CANARY)
  for (const name of ['media/ab/shown.webp', 'media/ab/page.html', 'media/ab/run.js', 'media/ab/shown.webp.part'])
    writeFileSync(join(folder, name), name === 'media/ab/shown.webp' ? 'shown' : CANARY)
  server = await runServer(folder)
})

afterAll(async () => {
  await server.stop()
  remove()
})

const up = [
  '..',
  '.%2e',
  '%2e.',
  '%2e%2e',
  '%252e%252e',
  '%c0%ae%c0%ae',
  '%uff0e%uff0e',
  '..;',
  '..%00',
  '....',
  '.. ',
  '%2e%2e%20',
]
const slashes = ['/', '%2f', '\\', '%5c', '%252f', '%c0%af', '//', '/./']
const targets = ['secret.webp', 'secret/secret.webp', 'media-other/secret.webp', 'shop.db']

/** Every path upward, with every separator, to every target, from the folder and from one inside it. */
const waysOut = up.flatMap((dots) =>
  slashes.flatMap((slash) =>
    targets.flatMap((target) =>
      ['/media/', `/media/ab/..${slash}`].map((start) => `${start}${dots}${slash}${target}`.replaceAll(' ', '%20'))
    )
  )
)

test('paths: nothing outside the folder is served, by 12 ways of going up and 8 of parting names (H14)', async () => {
  expect(waysOut).toHaveLength(768)
  for (const path of waysOut) {
    const { status, text } = await getRaw(server.port, path)
    expect([400, 404], path).toContain(status)
    expect(text.includes(CANARY) || text.includes('SQLite'), path).toBe(false)
  }
})

test('paths: absolute ones, other separators, other cases and endings lead nowhere (H14)', async () => {
  const paths = [
    `/media/${folder}/secret.webp`,
    `/media//${folder}/secret.webp`,
    `/media/file://${folder}/secret.webp`,
    '/media/ab/shown.webp%00.svg',
    '/media/ab/shown.webp/',
    '/media/ab/shown.webp/.',
    '/media/ab/shown.webp%20',
    '/media/ab/shown.webp::$DATA',
    '/media/AB/shown.webp',
    '/media/ab/shown.WEBP',
    '/media/ab//shown.webp',
    '/media/ab/./shown.webp%2f',
    '/media/ab%2fshown.webp',
    '/media/ab',
    '/media/ab/',
    '/media/',
    '/media',
    '/media/ab/shown.webp.part',
    '/media/ab/page.html',
    '/media/ab/run.js',
    '/media/C:\\secret.webp',
    '/media/~/secret.webp',
  ]
  for (const path of paths) {
    const { status, text } = await getRaw(server.port, path)
    // The web app answers addresses without a file extension with its own pages.
    expect(text.includes(CANARY) || text === 'shown', path).toBe(false)
    if (path.startsWith('/media/')) expect([400, 404], path).toContain(status)
  }
  const shown = await getRaw(server.port, '/media/ab/shown.webp')
  expect([shown.status, shown.text.includes('shown')]).toEqual([200, true])
})

test('paths: files whose name begins with a dot are not there (H14)', async () => {
  for (const name of ['.hidden.webp', '.env', 'ab/.hidden.webp', '.git/config', '%2ehidden.webp', './.hidden.webp']) {
    expect((await getRaw(server.port, `/media/${name}`)).status, name).toBe(404)
    expect((await getRaw(server.port, `/${name}`)).text).not.toContain(CANARY)
  }
})

test('links: neither one to a file nor one on the way is followed, a pipe is not waited for (H14)', async () => {
  symlinkSync(join(folder, 'secret.webp'), join(media, 'ab/link.webp'))
  symlinkSync('/etc/passwd', join(media, 'ab/passwd.webp'))
  symlinkSync(join(folder, 'secret'), join(media, 'way'))
  symlinkSync(join(media, 'ab'), join(media, 'inside'))
  symlinkSync(join(media, 'ab/loop.webp'), join(media, 'ab/loop.webp'))
  mkdirSync(join(media, 'ab/folder.webp'))
  execFileSync('mkfifo', [join(media, 'ab/pipe.webp')])
  const names = ['ab/link', 'ab/passwd', 'way/secret', 'inside/shown', 'ab/loop', 'ab/folder', 'ab/pipe', 'ab/absent']
  for (const name of names) expect((await getRaw(server.port, `/media/${name}.webp`)).status, name).toBe(404)
  // A hard link is the same file: anyone who can create it can already read the file.
  linkSync(join(media, 'ab/shown.webp'), join(media, 'ab/twin.webp'))
  expect((await getRaw(server.port, '/media/ab/twin.webp')).status).toBe(200)
})

test('headers: what is named by its hash is kept for ever, all else for a day; all as a download, sandboxed', async () => {
  const hashed = `ab/${'ab'.repeat(32)}-320.avif`
  writeFileSync(join(media, hashed), 'picture')
  writeFileSync(join(media, 'ab/drawing.svg'), '<svg/>')
  const expected = [
    [hashed, 'image/avif', 'public, max-age=31536000, immutable'],
    ['ab/shown.webp', 'image/webp', 'public, max-age=86400'],
    ['ab/drawing.svg', 'image/svg+xml', 'public, max-age=86400'],
  ]
  for (const [name, type, caching] of expected) {
    const answer = await fetch(`${server.url}/media/${name}`)
    expect([answer.headers.get('content-type'), answer.headers.get('cache-control')]).toEqual([type, caching])
    expect(answer.headers.get('content-disposition')).toMatch(/^attachment; filename="[a-z0-9-]+\.[a-z]+"$/)
    expect(answer.headers.get('x-content-type-options')).toBe('nosniff')
    expect(answer.headers.get('content-security-policy')).toBe("default-src 'none'; style-src 'unsafe-inline'; sandbox")
  }
})
