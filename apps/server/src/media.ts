import { open } from 'node:fs/promises'
import { constants } from 'node:fs'
import { join } from 'node:path'
import { mediaName } from '@tradepost/integrations'
import type { Context, MiddlewareHandler } from 'hono'

const types: Record<string, string> = {
  svg: 'image/svg+xml',
  webp: 'image/webp',
  avif: 'image/avif',
  png: 'image/png',
  jpg: 'image/jpeg',
}

/** Keeps a drawing that is opened by itself, and so is a document, from doing anything. */
export const sandboxed: MiddlewareHandler = async (c, next) => {
  await next()
  c.header('content-security-policy', "default-src 'none'; style-src 'unsafe-inline'; sandbox")
}

/** Serves a stored picture by its name. Names are of one strict form and links are not followed, so nothing else is. */
export const serveMedia =
  (folder: string) =>
  async (c: Context): Promise<Response> => {
    const name = c.req.path.slice('/media/'.length)
    const type = types[name.slice(name.lastIndexOf('.') + 1)]
    const content = mediaName.test(name) && type ? await readPlainFile(join(folder, name)) : null
    if (!content || !type) return c.notFound()
    c.header('content-type', type)
    c.header('cache-control', 'public, max-age=86400')
    return c.body(content)
  }

const readPlainFile = async (path: string): Promise<Uint8Array<ArrayBuffer> | null> => {
  try {
    const file = await open(path, constants.O_RDONLY | constants.O_NOFOLLOW)
    try {
      return new Uint8Array(await file.readFile())
    } finally {
      await file.close()
    }
  } catch {
    return null
  }
}
