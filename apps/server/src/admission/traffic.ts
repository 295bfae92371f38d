import type { IncomingMessage } from 'node:http'

/** The kind of a request for the gate, which knows only its first line and headers. */
export type Kind = 'health' | 'staff' | 'write' | 'page' | 'read' | 'stream' | 'upload'

/** The paths whose bodies are files. The gate does not read them. */
export const uploadPaths = ['/trpc/admin.imports.append', '/trpc/admin.media.upload'] as const

const MAX_COUNTED_CALLS = 100

/** Returns the kind of a request from its method, path and headers. */
export const kindOf = ({ method, url = '', headers }: IncomingMessage): Exclude<Kind, 'staff'> => {
  if (url.startsWith('/health/')) return 'health'
  const isCall = url.startsWith('/trpc/')
  if (method === 'GET' || method === 'HEAD') {
    if (!isCall) return 'page'
    return headers.accept?.includes('text/event-stream') ? 'stream' : 'read'
  }
  return isCall && isUpload(url) ? 'upload' : 'write'
}

const isUpload = (url: string): boolean =>
  uploadPaths.some((path) => url.startsWith(path) && (url.length === path.length || url[path.length] === '?'))

/** Returns the number of calls in a batch, up to 100: the commas of its path plus one. */
export const callsOf = (url = ''): number => {
  let calls = 1
  for (let at = 0; at < url.length && calls < MAX_COUNTED_CALLS; at++) {
    const code = url.codePointAt(at)
    if (code === QUESTION_MARK) break
    if (code === COMMA || (code === PERCENT && url.startsWith('%2C', at))) calls++
  }
  return calls
}

const QUESTION_MARK = 63
const COMMA = 44
const PERCENT = 37
