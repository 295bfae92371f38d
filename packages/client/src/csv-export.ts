import { TRPCClientError } from '@trpc/client'
import { fetchOf } from './fetch-of.ts'
import type { ClientOptions } from './index.ts'

/** A CSV download: the number of records and the CSV as a stream. */
export interface CsvExport {
  readonly count: number
  readonly body: ReadableStream<Uint8Array>
}

/**
 * Requests a CSV stream of any length. The export is not a procedure because tRPC returns only complete answers. Throws
 * the same errors as a procedure, with the same codes. Reading the body throws if the stream was cut off.
 */
export const openCsvExport = async (
  options: ClientOptions,
  { path, countHeader }: { readonly path: string; readonly countHeader: string },
  signal: AbortSignal | undefined
): Promise<CsvExport> => {
  const url = `${options.url.replace(/\/$/, '')}${path}`
  const answer = await fetchOf(options)(url, signal ? { signal } : {})
  const { ok, body, headers } = answer
  const count = headers.get(countHeader)
  if (ok && body && count !== null) return { count: Number(count), body }
  const told: unknown = await answer.json().catch(() => null)
  if (told !== null && typeof told === 'object' && 'error' in told) throw TRPCClientError.from(asAnswer(told))
  throw new Error(`${url} answered ${answer.status}.`)
}

/**
 * The server sends the errors of an export path in the same envelope as those of a procedure. `errorOf` returns null
 * for anything else.
 */
const asAnswer = (told: object) => told as Parameters<typeof TRPCClientError.from>[0]
