/** The response of a server to one request. */
export interface Answer {
  readonly status: number
  /** The seconds in the `Retry-After` header; null without one. */
  readonly retryAfterS: number | null
  /** Cookies that the response sets, as `name=value`. */
  readonly cookies: readonly string[]
  /** Empty unless bodies are kept. */
  readonly body: string
  /** False if the server closes the connection after this response. */
  readonly isKeptAlive: boolean
}

interface Head extends Answer {
  /** Bytes of the body; null if it is chunked. */
  readonly length: number | null
}

/**
 * Reads HTTP/1.1 responses from the bytes of a connection. Node's own client would cost the generator several times as
 * much CPU time, and a busy generator measures itself.
 */
export const makeAnswerReader = (keepsBody: boolean, done: (answer: Answer) => void): ((bytes: Buffer) => void) => {
  let waiting: Buffer | null = null
  let head: Head | null = null
  let body: BodyReader | null = null
  return (bytes) => {
    let rest = bytes
    if (!head || !body) {
      const all: Buffer = waiting ? Buffer.concat([waiting, rest]) : rest
      const end = all.indexOf('\r\n\r\n')
      waiting = end < 0 ? all : null
      if (end < 0) return
      head = readHead(all.toString('latin1', 0, end))
      body = head.length === null ? readChunks(keepsBody) : readLength(head.length, keepsBody)
      rest = all.subarray(end + 4)
    }
    const text = body(rest)
    if (text === null) return
    const { length: _, ...answer } = head
    head = null
    body = null
    done({ ...answer, body: text })
  }
}

const readHead = (head: string): Head => {
  const value = (name: string) => new RegExp(`\r\n${name}: *([^\r]*)`, 'i').exec(head)?.[1]
  const retryAfter = value('retry-after')
  const length = value('content-length')
  return {
    status: Number(head.slice(9, 12)),
    retryAfterS: retryAfter === undefined ? null : Number(retryAfter),
    cookies: [...head.matchAll(/\r\nset-cookie: *([^;\r]*)/gi)].map(([, cookie]) => cookie ?? ''),
    body: '',
    isKeptAlive: value('connection')?.toLowerCase() !== 'close',
    length: value('transfer-encoding') === undefined ? Number(length ?? 0) : null,
  }
}

/** Consumes bytes of a body; returns its text once it is complete, null before. */
type BodyReader = (bytes: Buffer) => string | null

const readLength = (length: number, keeps: boolean): BodyReader => {
  const kept: Buffer[] = []
  let left = length
  return (bytes) => {
    left -= bytes.length
    if (keeps) kept.push(bytes)
    return left <= 0 ? Buffer.concat(kept).toString() : null
  }
}

const readChunks = (keeps: boolean): BodyReader => {
  const kept: Buffer[] = []
  let line = ''
  // Remaining bytes of the current chunk and its line end; 0 while its size is read.
  let left = 0
  return (bytes) => {
    for (let at = 0; at < bytes.length;) {
      if (left > 0) {
        const part = bytes.subarray(at, at + left)
        if (keeps) kept.push(part.subarray(0, Math.max(0, left - 2)))
        at += part.length
        left -= part.length
        continue
      }
      line += String.fromCharCode(bytes[at++] ?? 0)
      if (!line.endsWith('\r\n')) continue
      const size = Number.parseInt(line, 16)
      line = ''
      // The last chunk is empty. Trailers are not supported: only the chunk's own line end follows.
      if (size === 0) return Buffer.concat(kept).toString()
      left = size + 2
    }
    return null
  }
}
