import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { makeArgon2Passwords } from './argon2-passwords.ts'
import { makeDiskMedia } from './disk-media.ts'
import { mediaName } from './media-name.ts'

const turn = { client: '192.0.2.1', isKnown: false }
const folder = mkdtempSync(join(tmpdir(), 'tradepost-media-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

test('passwords: argon2id at OWASP’s parameters, a salt of its own each time, right and wrong told apart', async () => {
  const { hash, verify } = await makeArgon2Passwords()
  const [one, two] = await Promise.all([hash('correct horse', turn), hash('correct horse', turn)])
  expect(one).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/)
  expect(one).not.toBe(two)
  expect(await verify(one, 'correct horse', turn)).toBe(true)
  expect(await verify(one, 'correct horse ', turn)).toBe(false)
})

test('passwords: an unknown account is hashed for as well, and is never right', async () => {
  const { verify } = await makeArgon2Passwords()
  expect(await verify(null, 'the password of an account that does not exist', turn)).toBe(false)
  expect(await verify(null, '', turn)).toBe(false)
})

test('passwords: a rush of more than are taken at once is answered whole', async () => {
  const { hash, verify } = await makeArgon2Passwords()
  const stored = await hash('right', turn)
  const answers = await Promise.all(
    Array.from({ length: 20 }, (_, n) => verify(stored, n % 2 === 0 ? 'right' : 'wrong', turn))
  )
  expect(answers.filter(Boolean)).toHaveLength(10)
})

test('media: a file is whole, served under its name, and replaced whole', async () => {
  const media = makeDiskMedia(folder)
  expect(await media.put('demo/mug.svg', '<svg/>')).toBe('/media/demo/mug.svg')
  await media.put('demo/mug.svg', new TextEncoder().encode('<svg></svg>'))
  expect(readFileSync(join(folder, 'demo/mug.svg'), 'utf8')).toBe('<svg></svg>')
  expect(existsSync(join(folder, 'demo/mug.svg.part'))).toBe(false)
})

test('media: no name leads out of the folder or to a file that a browser would run', async () => {
  const nasty = [
    '../evil.svg',
    '/etc/evil.svg',
    'a/../../evil.svg',
    '.hidden.svg',
    'a/.svg',
    'a//b.svg',
    'a\\b.svg',
    'page.html',
    'run.js',
    'mug.svg\u0000.png',
    'mug.svg\n',
    'Mug.svg',
    'a/b/c/d/e.svg',
    '%2e%2e/evil.svg',
    '',
  ]
  for (const name of nasty) {
    expect(mediaName.test(name), name).toBe(false)
    await expect(makeDiskMedia(folder).put(name, 'x')).rejects.toThrow(RangeError)
  }
})
