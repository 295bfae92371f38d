import { setTimeout as after } from 'node:timers/promises'
import type { TradepostClient } from '@tradepost/client'
import { errorOf, isError } from '@tradepost/client'
import type { ImportRun } from '@tradepost/contract'
import { IMPORT_CHUNK_BYTES } from '@tradepost/contract'
import type { Progress } from '../terminal/progress.ts'
import { unlessAborted } from '../terminal/interrupt.ts'
import { mebibytes } from '../wire-failure.ts'
import type { ImportSource } from './import-source.ts'

const TRIES = 5
const PAUSE_MS = 500

/** The tools of an import: the client, the progress display, and the signal that ends it. */
export interface ImportTools {
  readonly client: TradepostClient
  readonly progress: Progress
  readonly signal: AbortSignal
}

/** Sends a file chunk by chunk. A chunk whose response was lost is sent again, and the shop stores it once. */
export const sendImport = async (tools: ImportTools, source: ImportSource, id: ImportRun['id']): Promise<void> => {
  let sent = 0
  const chunks = source.chunks(IMPORT_CHUNK_BYTES)
  for (;;) {
    // A pipe may stay silent for a long time, and Ctrl-C must still work.
    const { done, value: chunk } = await unlessAborted(tools.signal, () => chunks.next())
    if (done) return
    await sendChunk(tools, id, { offset: sent, chunk })
    sent += chunk.length
    const part = source.sizeBytes === null ? null : Math.min(1, sent / Math.max(1, source.sizeBytes))
    tools.progress.show({ title: `Sending ${source.name}`, part, counts: [mebibytes(sent)] })
  }
}

const sendChunk = async (
  { client, signal }: ImportTools,
  id: ImportRun['id'],
  { offset, chunk }: { offset: number; chunk: Uint8Array<ArrayBuffer> }
): Promise<void> => {
  const form = new FormData()
  form.set('id', id)
  form.set('offset', String(offset))
  form.set('chunk', new Blob([chunk]), 'chunk')
  await persist(signal, async () => {
    try {
      await client.admin.imports.append.mutate(form)
    } catch (error) {
      const refusal = errorOf(error)
      const isThere = isError(refusal, 'import.wrong_offset') && refusal.details.receivedBytes === offset + chunk.length
      if (!isThere) throw error
    }
  })
}

/**
 * Retries a call while the shop is busy, cannot store, or does not answer. Throws any other error, and the last one
 * after five attempts.
 */
export const persist = async <T>(signal: AbortSignal, call: () => Promise<T>): Promise<T> => {
  for (let tries = 1; ; tries++) {
    try {
      return await unlessAborted(signal, call)
    } catch (error) {
      const refusal = errorOf(error)
      const isPassing = refusal === null || refusal.code === 'busy' || refusal.code === 'storage.full'
      if (!isPassing || signal.aborted || tries >= TRIES) throw error
      await after(PAUSE_MS * tries)
    }
  }
}
