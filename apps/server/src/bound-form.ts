import type { UploadMemory } from './upload-memory.ts'

const MAX_PARTS = 16
const BOUNDARY =
  /^multipart\/form-data;(?:.*;)?\s*boundary=(?:"([\w'()+,./:=? -]{1,70})"|([\w'()+./:=?-]{1,70}))\s*(?:;|$)/i

/** A request whose form is bounded, and what frees the memory that the form takes. */
export interface BoundForm {
  readonly request: Request
  readonly free: () => void
}

/**
 * Lets a request's form be read only where there is memory for it and it has few parts. Reading one of 100,000 parts, 10 MB, takes
 * eight seconds in which the process answers nobody, so they are counted first. A form that does not tell its length may be `maxBytes`.
 */
export const boundForm = (request: Request, memory: UploadMemory, maxBytes: number): BoundForm => {
  let free = () => {}
  const formData = async () => {
    free = await memory.take(Number(request.headers.get('content-length') ?? maxBytes))
    return readForm(request)
  }
  return { request: Object.defineProperty(request, 'formData', { value: formData }), free: () => free() }
}

const readForm = async (request: Request): Promise<FormData> => {
  const found = BOUNDARY.exec(request.headers.get('content-type') ?? '')
  const boundary = found?.[1] ?? found?.[2]
  if (boundary === undefined) throw new TypeError('The form tells no boundary.')
  const body = Buffer.from(await request.arrayBuffer())
  if (hasMore(body, `--${boundary}`)) throw new RangeError('The form has too many parts.')
  // The boundary that was counted is the one that is split at, whatever else the header says.
  return new Response(body, { headers: { 'content-type': `multipart/form-data; boundary="${boundary}"` } }).formData()
}

const hasMore = (body: Buffer, delimiter: string): boolean => {
  let at = -1
  // One delimiter more than parts ends the form.
  for (let count = 0; count <= MAX_PARTS + 1; count++) {
    at = body.indexOf(delimiter, at + 1, 'latin1')
    if (at < 0) return false
  }
  return true
}
