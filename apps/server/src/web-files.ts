import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join, relative } from 'node:path'
import { brotliCompressSync, constants } from 'node:zlib'
import type { Context } from 'hono'

interface WebFile {
  readonly type: string
  readonly plain: Uint8Array<ArrayBuffer>
  /** Compressed on first use: compressing all files would delay startup, and most are never requested. */
  readonly brotli: (() => Uint8Array<ArrayBuffer>) | null
  readonly caching: string
}

const types: Record<string, string> = {
  html: 'text/html; charset=utf-8',
  js: 'text/javascript; charset=utf-8',
  css: 'text/css; charset=utf-8',
  svg: 'image/svg+xml',
  png: 'image/png',
  ico: 'image/x-icon',
  woff2: 'font/woff2',
  webmanifest: 'application/manifest+json',
  txt: 'text/plain; charset=utf-8',
}
const compressed = new Set(['html', 'js', 'css', 'svg', 'webmanifest', 'txt'])

/** Returns a page or file of the built web app, or null if the path is neither. */
export type ServeWeb = (c: Context) => Response | null

/**
 * Reads the built web app into memory and compresses each file at most once. Requests are looked up by name among these
 * files, so that no path can leave the folder. Addresses without a file extension are pages of the app and get its one
 * document.
 */
export const loadWebFiles = (folder: string): ServeWeb | null => {
  if (!existsSync(join(folder, 'index.html'))) return null
  const files = new Map(listFiles(folder).map((path) => [`/${relative(folder, path)}`, loadFile(path)]))
  const page = files.get('/index.html')
  return (c) => {
    const { path } = c.req
    const file = path === '/' || !/\.[a-z0-9]+$/i.test(path) ? page : files.get(path)
    return file ? send(c, file) : null
  }
}

const listFiles = (folder: string): string[] =>
  readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && !entry.name.startsWith('.') && !entry.name.endsWith('.json'))
    .map((entry) => join(entry.parentPath, entry.name))

const loadFile = (path: string): WebFile => {
  const ending = path.slice(path.lastIndexOf('.') + 1)
  const plain = new Uint8Array(readFileSync(path))
  const isHashed = /\/assets\//.test(path)
  return {
    type: types[ending] ?? 'application/octet-stream',
    plain,
    brotli: compressed.has(ending) ? once(() => compress(plain)) : null,
    caching: isHashed ? 'public, max-age=31536000, immutable' : 'no-cache',
  }
}

const compress = (plain: Uint8Array): Uint8Array<ArrayBuffer> =>
  new Uint8Array(brotliCompressSync(plain, { params: { [constants.BROTLI_PARAM_QUALITY]: 5 } }))

const once = <T>(make: () => T): (() => T) => {
  let made: T | undefined
  return () => (made ??= make())
}

const send = (c: Context, { type, plain, brotli, caching }: WebFile): Response => {
  const useBrotli = brotli !== null && /\bbr\b/.test(c.req.header('accept-encoding') ?? '')
  c.header('content-type', type)
  c.header('cache-control', caching)
  c.header('vary', 'accept-encoding')
  if (useBrotli) c.header('content-encoding', 'br')
  return c.body(useBrotli ? brotli() : plain)
}
