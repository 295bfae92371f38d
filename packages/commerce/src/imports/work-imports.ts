import { schema } from '@tradepost/db'
import { and, asc, eq, inArray, lt, lte, notInArray } from 'drizzle-orm'
import { recordAudit } from '../audit/record-audit.ts'
import type { Deps } from '../deps.ts'
import type { ImportProgress, OnProgress } from './import-catalogue.ts'
import { importCatalogue } from './import-catalogue.ts'
import type { ImportRow } from './import-rows.ts'

const { productImports } = schema

const NOTE_EVERY_MS = 250
const KEEP_MS = 3 * 24 * 60 * 60 * 1000
const atWork = ['checking', 'importing'] as const

/** Processes waiting runs, oldest first and one at a time, until none is left or the process is about to stop. */
export const workImports = async (deps: Deps): Promise<void> => {
  while (!deps.stopping.aborted) {
    const row = await takeNext(deps)
    if (!row) return
    await work(deps, row)
  }
}

/**
 * Marks runs as interrupted if they are at work but had no update for `silentForMs`: their process has died. Returns
 * how many.
 */
export const interruptImports = ({ db, now }: Deps, silentForMs: number): Promise<number> =>
  db.write(async (tx) => {
    const interrupted = await tx
      .update(productImports)
      .set({ state: 'interrupted', endedAt: now(), updatedAt: now() })
      .where(and(inArray(productImports.state, [...atWork]), lte(productImports.updatedAt, now() - silentForMs)))
      .returning({ id: productImports.id })
    return interrupted.length
  })

/** Removes runs without any activity for three days, with their files. */
export const removeOldImports = async ({ db, importFiles, now }: Deps): Promise<void> => {
  const isOld = and(lt(productImports.updatedAt, now() - KEEP_MS), notInArray(productImports.state, [...atWork]))
  const old = await db.read.select({ id: productImports.id }).from(productImports).where(isOld)
  for (const { id } of old) await importFiles.remove(id)
  if (old.length > 0) await db.write((tx) => tx.delete(productImports).where(isOld))
}

const takeNext = ({ db, now }: Deps): Promise<ImportRow | null> =>
  db.write(async (tx) => {
    if ((await tx.$count(productImports, inArray(productImports.state, [...atWork]))) > 0) return null
    const [next] = await tx
      .select({ id: productImports.id })
      .from(productImports)
      .where(eq(productImports.state, 'waiting'))
      .orderBy(asc(productImports.startedAt), asc(productImports.id))
      .limit(1)
    if (!next) return null
    const [row] = await tx
      .update(productImports)
      .set({ state: 'checking', updatedAt: now() })
      .where(eq(productImports.id, next.id))
      .returning()
    return row ?? null
  })

const work = async (deps: Deps, row: ImportRow): Promise<void> => {
  const { id, receivedBytes, actor } = row
  const dryRun = row.dryRun ?? true
  const onFault = row.onFault ?? 'stop'
  const notes = new Notes(deps, row)
  try {
    const size = await deps.importFiles.size(id)
    if ((size ?? 0) < receivedBytes) return await finish(deps, row, { state: 'failed', failure: 'file' })
    const open = () => deps.importFiles.read(id, receivedBytes)
    const job = { open, dryRun, onFault, actor: actor.id ?? actor.kind }
    const reached = await importCatalogue(deps, job, notes.take)
    await finish(deps, row, { ...toColumns(reached), ...endOf(reached) })
  } catch (error) {
    const state = error instanceof Stopped ? error.state : 'failed'
    await finish(deps, row, { ...notes.last(), state, failure: state === 'failed' ? 'internal' : null })
    if (state === 'failed') throw error
  }
}

/** Thrown to end a run early. */
class Stopped extends Error {
  readonly state: 'canceled' | 'interrupted'

  constructor(state: 'canceled' | 'interrupted') {
    super(`The import was ${state}.`)
    this.state = state
  }
}

/** Saves the progress of a run four times a second, and detects whether it was canceled. */
class Notes {
  readonly #deps: Deps
  readonly #row: ImportRow
  #progress: (() => ImportProgress) | null = null
  #notedAt = 0
  #faultCount = 0

  constructor(deps: Deps, row: ImportRow) {
    this.#deps = deps
    this.#row = row
  }

  take: OnProgress = async (progress) => {
    this.#progress = progress
    if (this.#deps.stopping.aborted) throw new Stopped('interrupted')
    if (performance.now() - this.#notedAt < NOTE_EVERY_MS) return
    this.#notedAt = performance.now()
    if (await this.#write(progress())) throw new Stopped('canceled')
  }

  last = (): Partial<ImportRow> => (this.#progress ? toColumns(this.#progress()) : {})

  async #write(progress: ImportProgress): Promise<boolean> {
    const { faults, ...rest } = toColumns(progress)
    const isNews = progress.faultCount > this.#faultCount
    this.#faultCount = progress.faultCount
    const change = { ...rest, ...(isNews ? { faults } : {}), state: progress.state, updatedAt: this.#deps.now() }
    return this.#deps.db.write(async (tx) => {
      const [row] = await tx
        .update(productImports)
        .set(change)
        .where(eq(productImports.id, this.#row.id))
        .returning({ cancelRequested: productImports.cancelRequested })
      return row?.cancelRequested ?? true
    })
  }
}

const toColumns = ({ state: _, faults, isRefused: _refused, ...rest }: ImportProgress) => ({
  ...rest,
  faults: [...faults],
})

const endOf = ({ isRefused }: ImportProgress): End =>
  isRefused ? { state: 'failed', failure: 'faults' } : { state: 'done', failure: null }

type End = Partial<ImportRow> & Pick<ImportRow, 'state'>

/** Ends a run and records its changes in the audit log. A run that can be started again keeps its file. */
const finish = async (deps: Deps, row: ImportRow, end: End): Promise<void> => {
  const { id, fileName, actor, dryRun } = row
  const hasFile = !(end.state === 'canceled' || (end.state === 'done' && dryRun === false))
  await deps.db.write(async (tx) => {
    const now = deps.now()
    const set = { ...end, hasFile, endedAt: now, updatedAt: now }
    await tx.update(productImports).set(set).where(eq(productImports.id, id))
    const { created = 0, updated = 0, unchanged = 0, skipped = 0 } = end
    if (dryRun === true || created + updated === 0) return
    const after = { fileName, state: end.state, created, updated, unchanged, skipped }
    const change = { target: id, before: null, after }
    await recordAudit(tx, deps, { actor: { ...actor, permissions: [] }, change })
  })
  if (!hasFile) await deps.importFiles.remove(id)
}
