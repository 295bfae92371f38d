import { auditExport } from '@tradepost/commerce'
import type { Permission } from '@tradepost/contract'
import { CodedError } from '@tradepost/contract'
import type { Context as CallerContext } from '@tradepost/router'
import { actorOf, assertPermission } from '@tradepost/router'
import type { Context } from 'hono'
import { refuse } from './refuse.ts'

/** A file that is generated while it is sent: the permission it requires, its name, and the number of its items. */
export interface CsvExport {
  readonly permission: Permission
  readonly name: string
  readonly countHeader: string
  readonly open: () => Promise<{ count: number; text: AsyncGenerator<string, void> }>
}

/**
 * Sends a CSV, page by page as fast as the client reads it, to a caller with the permission: a browser with a session,
 * or a tool with a token or API key. The checks are those of a procedure, which cannot stream a file. The audit log
 * records the export before the first byte is sent; if that fails, nothing is sent.
 */
export const serveCsv = async (
  c: Context,
  context: CallerContext,
  { permission, name, countHeader, open }: CsvExport
): Promise<Response> => {
  const { caller, deps } = context
  const site = c.req.header('sec-fetch-site')
  // A page of another site cannot read the response, but could request it again and again.
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

/**
 * Streams text to the client, and reads each page only when the client is ready for it. The stream fails if the server
 * stops, so that a partial file is not mistaken for a complete one.
 */
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
