import { IMPORT_CHUNK_BYTES, type IdOf, type ImportRun } from '@tradepost/contract'
import { client, errorOf } from '../../api.ts'

const TRIES = 4
const PAUSE_MS = 700

interface Sending {
  readonly id: IdOf<'import'>
  readonly file: File
  /** The offset to continue from; 0 if nothing has been uploaded yet. */
  readonly from: number
  readonly signal: AbortSignal
  readonly onProgress: (run: ImportRun) => void
}

const append = (id: IdOf<'import'>, chunk: Blob, offset: number): Promise<ImportRun> => {
  const form = new FormData()
  form.set('id', id)
  form.set('offset', String(offset))
  form.set('chunk', chunk)
  return client.admin.imports.append.mutate(form)
}

const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms))

// A broken connection is worth a retry. If a response was lost, the server reports how many bytes it has.
const appendSafely = async (id: IdOf<'import'>, file: File, offset: number): Promise<number | ImportRun> => {
  for (let attempt = 1; ; attempt++) {
    try {
      return await append(id, file.slice(offset, offset + IMPORT_CHUNK_BYTES), offset)
    } catch (error) {
      const known = errorOf(error)
      if (known?.code === 'import.wrong_offset' && known.details.receivedBytes !== offset) {
        return known.details.receivedBytes
      }
      const isWorthRetrying = known === null || known.code === 'busy' || known.code === 'storage.full'
      if (!isWorthRetrying || attempt === TRIES) throw error
      await pause(PAUSE_MS * attempt)
    }
  }
}

/** Uploads a file in chunks, continuing after the part that has already arrived. Stops when `signal` aborts. */
export const sendFile = async ({ id, file, from, signal, onProgress }: Sending): Promise<void> => {
  let offset = from
  while (offset < file.size && !signal.aborted) {
    const answer = await appendSafely(id, file, offset)
    if (typeof answer === 'number') {
      offset = answer
    } else {
      offset = answer.receivedBytes
      onProgress(answer)
    }
  }
}
