import type { UploadMemory } from './upload-memory.ts'

const MAX_PARTS = 16
const BOUNDARY =
  /^multipart\/form-data;(?:.*;)?\s*boundary=(?:"([\w'()+,./:=? -]{1,70})"|([\w'()+./:=?-]{1,70}))\s*(?:;|$)/i

/** A request with a limited form, and the function that frees the memory of the form. */
export interface BoundForm {
  readonly request: Request
  readonly free: () => void
}

/**
 * Makes a request read its form only if there is memory for it and it has few parts. Reading a form of 100,000 parts,
 * 10 MB, takes eight seconds in which the process answers nobody, so the parts are counted first. A form without
 * Content-Length reserves `maxBytes`.
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
  // Split at the boundary that was counted, whatever else the header says.
  return new Response(body, { headers: { 'content-type': `multipart/form-data; boundary="${boundary}"` } }).formData()
}

const hasMore = (body: Buffer, delimiter: string): boolean => {
  let at = -1
  // A form has one more delimiter than parts: the last one ends it.
  for (let count = 0; count <= MAX_PARTS + 1; count++) {
    at = body.indexOf(delimiter, at + 1, 'latin1')
    if (at < 0) return false
  }
  return true
}
