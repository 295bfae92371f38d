import { execFileSync } from 'node:child_process'
import { chmodSync, existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { brotliDecompressSync } from 'node:zlib'
import type { LaunchOptions } from '@playwright/test'

const quiet = [
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--no-first-run',
  '--disable-quic',
]
const args = process.getuid?.() === 0 ? [...quiet, '--no-sandbox'] : quiet
const installed = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome']

/**
 * Finds a Chromium: the one in CHROMIUM_PATH, one installed on the machine, or else, on Linux, the one packed in
 * node_modules, so that the tests need no download and no root. Elsewhere Playwright looks for Chrome.
 */
export const findBrowser = (): LaunchOptions => {
  const found = process.env['CHROMIUM_PATH'] ?? installed.find((path) => existsSync(path))
  if (found) return { executablePath: found, args }
  return process.platform === 'linux' && process.arch === 'x64' ? unpackedBrowser() : { channel: 'chrome', args }
}

const unpackedBrowser = (): LaunchOptions => {
  const require = createRequire(import.meta.url)
  const packed = join(dirname(require.resolve('@sparticuz/chromium')), '../../bin')
  const folder = join(import.meta.dirname, '../node_modules/.cache/chromium')
  if (!existsSync(join(folder, 'chromium'))) unpack(packed, folder)
  const env = { ...process.env, FONTCONFIG_FILE: join(folder, 'fonts.conf'), LD_LIBRARY_PATH: join(folder, 'lib') }
  return { executablePath: join(folder, 'chromium'), args, env }
}

const unpack = (packed: string, folder: string): void => {
  const half = `${folder}-${process.pid}`
  mkdirSync(half, { recursive: true })
  for (const archive of ['al2023.tar', 'fonts.tar', 'swiftshader.tar']) {
    execFileSync('tar', ['-x', '-C', half], {
      input: brotliDecompressSync(readFileSync(join(packed, `${archive}.br`))),
    })
  }
  // The packed configuration points to folders of another machine, and text without a font has no size.
  writeFileSync(
    join(half, 'fonts.conf'),
    `<fontconfig><dir>${folder}</dir><cachedir>${folder}/font-cache</cachedir></fontconfig>`
  )
  writeFileSync(join(half, 'chromium'), brotliDecompressSync(readFileSync(join(packed, 'chromium.br'))))
  chmodSync(join(half, 'chromium'), 0o755)
  rmSync(folder, { recursive: true, force: true })
  renameSync(half, folder)
}
