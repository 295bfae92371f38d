import { createTradepostClient } from '@tradepost/client'
import type { ImportRun } from '@tradepost/contract'
import { isImportOver } from '@tradepost/contract'
import type { UrlOption } from '../auth/session.ts'
import { findSession } from '../auth/session.ts'
import { Failure } from '../failure.ts'
import { fetchHere } from '../shop.ts'
import { hearInterrupt, unlessAborted } from '../terminal/interrupt.ts'
import { makeProgress } from '../terminal/progress.ts'
import type { Terminal } from '../terminal/terminal.ts'
import { printJson } from '../terminal/terminal.ts'
import { toFailure } from '../wire-failure.ts'
import { followImport } from './follow-import.ts'
import { failureOfRun, printImport } from './import-report.ts'
import type { ImportSource } from './import-source.ts'
import { openImportSource } from './import-source.ts'
import type { ImportTools } from './send-import.ts'
import { sendImport } from './send-import.ts'

export interface ImportOptions extends UrlOption {
  readonly dryRun?: boolean
  readonly skipFaulty?: boolean
  readonly json?: boolean
}

/** Sends a Shopify product CSV to the shop, shows the import's progress, and prints its result. */
export const importProducts = async (terminal: Terminal, file: string, options: ImportOptions): Promise<void> => {
  const { json = false } = options
  const shop = await findSession(terminal, options)
  const source = await openImportSource(terminal, file)
  const interrupt = hearInterrupt()
  const progress = makeProgress(terminal, { quiet: json })
  const tools = { client: createTradepostClient({ ...shop, fetch: fetchHere }), progress, signal: interrupt.signal }
  try {
    const run = await runImport(tools, source, options)
    progress.end()
    if (run.state !== 'done') throw failureOfRun(run, source)
    if (json) printJson(terminal, run)
    else printImport(terminal, source, run)
  } catch (error) {
    progress.end()
    throw error instanceof Failure ? error : withWayOn(toFailure(error, shop))
  } finally {
    interrupt.stop()
    source.close()
  }
}

const runImport = async (
  tools: ImportTools,
  source: ImportSource,
  { dryRun = false, skipFaulty = false }: ImportOptions
): Promise<ImportRun> => {
  const { client, signal } = tools
  const { fileName, sizeBytes } = source
  const { id } = await client.admin.imports.create.mutate({ fileName, sizeBytes })
  try {
    await sendImport(tools, source, id)
    const onFault = skipFaulty ? 'skip' : 'stop'
    const started = await unlessAborted(signal, () => client.admin.imports.start.mutate({ id, dryRun, onFault }))
    return await followImport(tools, started)
  } catch (error) {
    if (!signal.aborted) throw error
    return cancel(tools, id)
  }
}

/** Cancels a run after Ctrl-C, and waits until its last product is done. */
const cancel = async ({ client, progress }: ImportTools, id: ImportRun['id']): Promise<ImportRun> => {
  progress.show({ title: 'Canceling', part: null, counts: ['the product that is under way is finished first'] })
  const run = await client.admin.imports.cancel.mutate({ id })
  if (isImportOver(run.state)) return run
  return followImport({ client, progress, signal: AbortSignal.timeout(CANCEL_MS) }, run)
}

const CANCEL_MS = 30_000

/** Adds a hint when the server went away: it keeps what was imported, and starting again finishes the import. */
const withWayOn = (failure: Failure): Failure => {
  if (failure.code !== 'cli.unreachable') return failure
  const { code, message, details, hints, cause } = failure
  const wayOn = 'Start the same command again once it runs: what was imported stays, and the rest follows.'
  return new Failure(code, message, { details, hints: [...hints, wayOn], cause })
}
