/** Names that may be stored and served: lower-case path segments, with a dot only before the extension. */
export const mediaName = /^(?:[a-z0-9-]+\/){0,3}[a-z0-9-]{1,120}\.(?:svg|webp|avif|png|jpg)$/

const types: Record<string, string> = {
  svg: 'image/svg+xml',
  webp: 'image/webp',
  avif: 'image/avif',
  png: 'image/png',
  jpg: 'image/jpeg',
}

// A name that contains the hash of its content always refers to the same content.
const HASHED = /\/[0-9a-f]{64}-\d+\.[a-z]+$/

/** HTTP headers of a stored file. Opened directly, it is downloaded; it is shown only within the shop's pages. */
export interface MediaHeaders {
  readonly contentType: string
  readonly cacheControl: string
  readonly contentDisposition: string
}

/** Returns the headers to serve a stored file with, or null for an invalid name. */
export const mediaHeaders = (name: string): MediaHeaders | null => {
  const contentType = types[name.slice(name.lastIndexOf('.') + 1)]
  if (!mediaName.test(name) || contentType === undefined) return null
  const cacheControl = HASHED.test(name) ? 'public, max-age=31536000, immutable' : 'public, max-age=86400'
  const fileName = name.slice(name.lastIndexOf('/') + 1)
  return { contentType, cacheControl, contentDisposition: `attachment; filename="${fileName}"` }
}
