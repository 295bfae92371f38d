import { setTimeout as after } from 'node:timers/promises'
import type { ImportRun, ImportState } from '@tradepost/contract'
import { isImportOver } from '@tradepost/contract'
import { counted } from '../terminal/progress.ts'
import type { ImportTools } from './send-import.ts'
import { persist } from './send-import.ts'

const LOOK_EVERY_MS = 250

const titles: Partial<Record<ImportState, string>> = {
  waiting: 'Waiting for another import',
  checking: 'Checking',
  importing: 'Importing',
}

/** Shows a run's progress until it ends and returns its final state. Throws if `signal` is aborted first. */
export const followImport = async (
  { client, progress, signal }: ImportTools,
  started: ImportRun
): Promise<ImportRun> => {
  let run = started
  let shown = { state: run.state, at: performance.now() }
  while (!isImportOver(run.state)) {
    await after(LOOK_EVERY_MS, undefined, { signal })
    run = await persist(signal, () => client.admin.imports.get.query({ id: run.id }))
    if (run.state !== shown.state) shown = { state: run.state, at: performance.now() }
    const title = titles[run.state]
    if (title) progress.show({ title, part: partOf(run), counts: countsOf(run, performance.now() - shown.at) })
  }
  return run
}

const partOf = ({ state, done, receivedBytes }: ImportRun): number | null =>
  state === 'waiting' ? null : Math.min(1, done.bytes / Math.max(1, receivedBytes))

const countsOf = ({ state, done }: ImportRun, elapsedMs: number): string[] => {
  if (state === 'waiting') return ['one import works at a time']
  const perSecond = elapsedMs > 500 ? [`${Math.round(done.rows / (elapsedMs / 1000)).toLocaleString('en')} rows/s`] : []
  return [counted(done.rows, 'row'), ...perSecond]
}
