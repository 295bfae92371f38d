/** Names that may be stored and served: lower-case path segments, no dot but before the ending. */
export const mediaName = /^(?:[a-z0-9-]+\/){0,3}[a-z0-9-]{1,120}\.(?:svg|webp|avif|png|jpg)$/

const types: Record<string, string> = {
  svg: 'image/svg+xml',
  webp: 'image/webp',
  avif: 'image/avif',
  png: 'image/png',
  jpg: 'image/jpeg',
}

// A name that carries the hash of its content never means anything else.
const HASHED = /\/[0-9a-f]{64}-\d+\.[a-z]+$/

/** How a stored file is told to browsers. Opened by itself it is downloaded: shown is it in the shop's pages alone. */
export interface MediaHeaders {
  readonly contentType: string
  readonly cacheControl: string
  readonly contentDisposition: string
}

/** Gives the headers that a stored file is served with, or null for a name that is none of ours. */
export const mediaHeaders = (name: string): MediaHeaders | null => {
  const contentType = types[name.slice(name.lastIndexOf('.') + 1)]
  if (!mediaName.test(name) || contentType === undefined) return null
  const cacheControl = HASHED.test(name) ? 'public, max-age=31536000, immutable' : 'public, max-age=86400'
  const fileName = name.slice(name.lastIndexOf('/') + 1)
  return { contentType, cacheControl, contentDisposition: `attachment; filename="${fileName}"` }
}
