import { auditExport } from '@tradepost/commerce'
import type { Permission } from '@tradepost/contract'
import { CodedError } from '@tradepost/contract'
import type { Context as CallerContext } from '@tradepost/router'
import { actorOf, assertPermission } from '@tradepost/router'
import type { Context } from 'hono'
import { refuse } from './refuse.ts'

/** A file that is written while it is sent: who may have it, its name, and how many things are in it. */
export interface CsvExport {
  readonly permission: Permission
  readonly name: string
  readonly countHeader: string
  readonly open: () => Promise<{ count: number; text: AsyncGenerator<string, void> }>
}

/**
 * Answers a CSV, page by page as fast as the client takes it, to whoever has the permission: a browser by its session, a
 * tool by its token or key. The same checks as for a procedure, which cannot stream a file. The audit log says who took it
 * before the first byte leaves: where that cannot be written, nothing leaves.
 */
export const serveCsv = async (
  c: Context,
  context: CallerContext,
  { permission, name, countHeader, open }: CsvExport
): Promise<Response> => {
  const { caller, deps } = context
  const site = c.req.header('sec-fetch-site')
  // Another site's page could not read the answer, but could have it made again and again.
  if (site === 'cross-site' || site === 'same-site') return refuse(c, 'request.forbidden_origin', null)
  try {
    assertPermission(caller, permission)
  } catch (error) {
    if (error instanceof CodedError && error.code.startsWith('auth.')) return refuse(c, error.code, null)
    throw error
  }
  const { count, text } = await open()
  const actor = actorOf(context, `export.${name}`)
  await auditExport(deps, { actor, exported: { target: name, filter: null, count } })
  const day = new Date(deps.now()).toISOString().slice(0, 10)
  c.header('content-type', 'text/csv; charset=utf-8; header=present')
  c.header('content-disposition', `attachment; filename="${name}-${day}.csv"`)
  c.header('cache-control', 'no-store')
  c.header(countHeader, String(count))
  return c.body(asStream(text, deps.stopping))
}

/** Reads the next page when the client has taken the last; a server that stops cuts the stream, so that nobody takes it for whole. */
const asStream = (text: AsyncGenerator<string, void>, stopping: AbortSignal): ReadableStream<Uint8Array> => {
  const encoder = new TextEncoder()
  return new ReadableStream({
    pull: async (controller) => {
      stopping.throwIfAborted()
      const { done, value } = await text.next()
      if (done) controller.close()
      else controller.enqueue(encoder.encode(value))
    },
    cancel: async () => {
      await text.return()
    },
  })
}
