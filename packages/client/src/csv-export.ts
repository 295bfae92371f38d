import { TRPCClientError } from '@trpc/client'
import { fetchOf } from './fetch-of.ts'
import type { ClientOptions } from './index.ts'

/** A file of the shop's on its way here: how many things it has, and the CSV as it comes. */
export interface CsvExport {
  readonly count: number
  readonly body: ReadableStream<Uint8Array>
}

/**
 * Asks for a CSV that comes as a stream of any length: it is no procedure, for tRPC answers whole. Throws what a procedure
 * throws, with the same codes; reading the body throws where the stream was cut.
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

/** The server answers an error of a path in the envelope of a procedure's; what it is not, `errorOf` takes for none. */
const asAnswer = (told: object) => told as Parameters<typeof TRPCClientError.from>[0]
