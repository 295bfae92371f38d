import type { FileHandle } from 'node:fs/promises'
import { open, realpath } from 'node:fs/promises'
import { constants } from 'node:fs'
import { join } from 'node:path'
import { mediaHeaders } from '@tradepost/integrations'
import type { Context, MiddlewareHandler } from 'hono'

/** Prevents an SVG that is opened directly, and so is a document, from running anything. */
export const sandboxed: MiddlewareHandler = async (c, next) => {
  await next()
  c.header('content-security-policy', "default-src 'none'; style-src 'unsafe-inline'; sandbox")
}

/**
 * Serves a stored image by its name. Names have one strict form and links are not followed, so that no other file can
 * be read.
 */
export const serveMedia =
  (folder: string) =>
  async (c: Context): Promise<Response> => {
    const name = c.req.path.slice('/media/'.length)
    const headers = mediaHeaders(name)
    const content = headers && (await readPlainFile(folder, name))
    if (!content) return c.notFound()
    c.header('content-type', headers.contentType)
    c.header('cache-control', headers.cacheControl)
    c.header('content-disposition', headers.contentDisposition)
    return c.body(content)
  }

const absent = new Set<unknown>(['ENOENT', 'ENOTDIR', 'ELOOP', 'EISDIR'])

const readPlainFile = async (folder: string, name: string): Promise<Uint8Array<ArrayBuffer> | null> => {
  try {
    const path = join(await realpath(folder), name)
    // A link anywhere in the path leads to another real path.
    if ((await realpath(path)) !== path) return null
    // Without O_NONBLOCK, opening a pipe would wait for a writer.
    const file = await open(path, constants.O_RDONLY | constants.O_NOFOLLOW | constants.O_NONBLOCK)
    return await readAndClose(file)
  } catch (error) {
    if (error instanceof Error && 'code' in error && absent.has(error.code)) return null
    throw error
  }
}

const readAndClose = async (file: FileHandle): Promise<Uint8Array<ArrayBuffer> | null> => {
  try {
    return (await file.stat()).isFile() ? new Uint8Array(await file.readFile()) : null
  } finally {
    await file.close()
  }
}
