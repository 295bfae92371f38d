import { setTimeout as after } from 'node:timers/promises'
import type { Currency, ImportFault, OnFault } from '@tradepost/contract'
import { CodedError } from '@tradepost/contract'
import type { Reads } from '@tradepost/db'
import type { Deps } from '../deps.ts'
import type { CheckedCsv } from '../products/check-shopify-csv.ts'
import { belongsTo, checkShopifyCsv, readShopifyProducts } from '../products/check-shopify-csv.ts'
import type { CompleteProduct, FileProduct } from '../products/file-product.ts'
import { makeCellKeeper, unknownCells } from '../products/kept-cells.ts'
import type { OpenFile, Reading } from '../products/read-shopify-csv.ts'
import { ShopifyFile } from '../products/read-shopify-csv.ts'
import type { SaveContext, SaveResult } from '../products/save-product.ts'
import { saveProduct } from '../products/save-product.ts'
import type { Columns } from '../products/shopify-columns.ts'
import { isKnownColumn } from '../products/shopify-columns.ts'
import { Faults } from '../products/shopify-faults.ts'
import { readShop } from '../shop/read-shop.ts'
import { mergeColumns, readCsvColumns, writeCsvCells, writeCsvColumns } from './product-csv.ts'
import { findOwners, type KnownProduct, readProductsBefore } from './shop-before.ts'
import { makeTurns } from './make-turns.ts'

export interface Import {
  readonly open: OpenFile
  readonly dryRun: boolean
  readonly onFault: OnFault
  /** The actor recorded in the stock ledger. */
  readonly actor: string
}

export interface ImportProgress {
  readonly state: 'checking' | 'importing'
  readonly doneBytes: number
  readonly doneRows: number
  readonly rows: number
  readonly created: number
  readonly updated: number
  readonly unchanged: number
  readonly skipped: number
  readonly variants: number
  readonly images: number
  readonly faults: readonly ImportFault[]
  readonly faultCount: number
  /** True if the faults so far prevent importing anything more. */
  readonly isRefused: boolean
}

/** Receives the progress before each product. Throws to end the import there. */
export type OnProgress = (progress: () => ImportProgress) => Promise<void>

const SAVE_AT_ONCE = 32

/**
 * Imports a Shopify product CSV: first checks the whole file, then saves each product in its own transaction. If the
 * file has a fault, nothing is imported, or with `skip` only the products without faults. Importing the same file again
 * changes nothing. A dry run does everything and rolls it back.
 */
export const importCatalogue = async (deps: Deps, job: Import, onProgress: OnProgress): Promise<ImportProgress> => {
  const { currency } = await readShop(deps.db.read)
  const run = new Run(deps, job, { currency, onProgress })
  await run.check()
  if (run.canImport) await run.import()
  return run.progress()
}

interface Keeping {
  readonly keep: ReturnType<typeof makeCellKeeper>
  readonly isUnknown: (columnId: number) => boolean
}

class Run {
  readonly #deps: Deps
  readonly #job: Import
  readonly #onProgress: OnProgress
  readonly #context: SaveContext
  readonly #reading: Reading
  readonly #counts = { created: 0, updated: 0, unchanged: 0, skipped: 0, variants: 0, images: 0 }
  #checked: CheckedCsv | null = null
  #statusId: number | undefined
  #file: { readonly bytes: number; readonly rows: number } = { bytes: 0, rows: 0 }

  constructor(deps: Deps, job: Import, { currency, onProgress }: { currency: Currency; onProgress: OnProgress }) {
    this.#deps = deps
    this.#job = job
    this.#onProgress = onProgress
    this.#context = { currency, actor: job.actor, reason: 'product import' }
    this.#reading = { currency, ownUrl: deps.publicUrl, faults: new Faults(), pause: makeTurns() }
  }

  get canImport(): boolean {
    const { isFatal, count } = this.#reading.faults
    return !isFatal && (count === 0 || this.#job.onFault === 'skip')
  }

  progress = (): ImportProgress => ({
    state: this.#checked ? 'importing' : 'checking',
    doneBytes: this.#file.bytes,
    doneRows: this.#file.rows,
    rows: this.#checked?.rows ?? this.#file.rows,
    ...this.#counts,
    faults: this.#reading.faults.list(),
    faultCount: this.#reading.faults.count,
    isRefused: !this.canImport,
  })

  async check(): Promise<void> {
    const { read } = this.#deps.db
    this.#statusId = (await readCsvColumns(read)).find(({ name }) => name === 'Status')?.id
    this.#checked = await checkShopifyCsv(this.#job.open, this.#reading, {
      findOwners: (skus) => findOwners(read, skus),
      findBefore: (slugs) => this.#readBefore(read, slugs),
      onProduct: async (file) => {
        this.#file = file
        await this.#reading.pause()
        await this.#onProgress(this.progress)
      },
    })
  }

  async import(): Promise<void> {
    const checked = this.#checked
    if (!checked?.columns) throw new Error('A file is checked, and has columns, before it is imported.')
    const keeping = await this.#rememberColumns(checked.columns)
    // The check has already recorded the faults. Reading the same bytes again finds the same ones.
    const reading = { ...this.#reading, faults: new Faults() }
    const file = new ShopifyFile(reading)
    this.#file = file
    const onSkipped = () => void this.#counts.skipped++
    let batch: FileProduct[] = []
    for await (const read of readShopifyProducts(this.#job.open, reading, { checked, file, onSkipped })) {
      batch.push(read)
      if (batch.length < SAVE_AT_ONCE) continue
      await this.#saveAll(batch, keeping)
      batch = []
      if (!this.canImport) return
    }
    await this.#saveAll(batch, keeping)
  }

  async #rememberColumns(own: Columns): Promise<Keeping> {
    const known = await readCsvColumns(this.#deps.db.read)
    const columns = mergeColumns(known, [...own.indexByName.keys()])
    const isNew = columns.length > known.length
    if (isNew && !this.#job.dryRun) await this.#deps.db.write((tx) => writeCsvColumns(tx, columns))
    const unknown = new Set(columns.flatMap(({ id, name }) => (isKnownColumn(name) ? [] : id)))
    const idByName = new Map(columns.map(({ id, name }) => [name, id]))
    return { keep: makeCellKeeper(own, idByName, this.#reading), isUnknown: (id) => unknown.has(id) }
  }

  async #saveAll(batch: readonly FileProduct[], keeping: Keeping): Promise<void> {
    // Writes that are submitted together share one commit.
    const settled = await Promise.allSettled(batch.map((product) => this.#save(product, keeping)))
    const failed = settled.find((each) => each.status === 'rejected')
    if (failed) throw failed.reason
    await this.#onProgress(this.progress)
  }

  async #save(file: FileProduct, keeping: Keeping): Promise<void> {
    try {
      const { result, read } = await this.#write(file, keeping)
      this.#counts[result] += 1
      this.#counts.variants += read.variantByRow.size
      this.#counts.images +=
        read.cells.has('Image Src') || read.cells.has('Variant Image') ? read.product.images.length : 0
    } catch (error) {
      if (await this.#mayTryAgain(error, file)) await this.#save(file, keeping)
    }
  }

  #readBefore = (read: Reads, slugs: readonly string[]): Promise<ReadonlyMap<string, KnownProduct>> =>
    readProductsBefore(read, slugs, this.#statusId)

  #write(file: FileProduct, { keep, isUnknown }: Keeping): Promise<Written> {
    const { slug } = file.rows
    const save = this.#deps.db.write(async (tx) => {
      const before = (await this.#readBefore(tx, [slug])).get(slug) ?? null
      const read = file.complete(before)
      if (read.faults.length > 0) throw new Refused(read.faults)
      const cells = keep(read, before?.kept ?? null)
      const saved = await saveProduct(tx, this.#deps, { product: read.product, context: this.#context })
      await writeCsvCells(tx, slug, cells)
      const isSame = unknownCells(before?.kept ?? null, isUnknown) === unknownCells(cells, isUnknown)
      const written = { result: saved === 'unchanged' && !isSame ? 'updated' : saved, read } as const
      if (this.#job.dryRun) throw new Undone(written)
      return written
    })
    return save.catch((error: unknown) => {
      if (error instanceof Undone) return error.written
      throw error
    })
  }

  /** Returns whether to retry after a failure, or false to skip the product. Rethrows unexpected errors. */
  async #mayTryAgain(error: unknown, file: FileProduct): Promise<boolean> {
    if (isCoded(error, 'busy')) {
      await after(error.details.retryAfterMs)
      return true
    }
    if (error instanceof Refused) return this.#leaveOut(error.faults)
    if (!isCoded(error, 'product.sku_taken')) throw error
    const { sku, slug } = error.details
    if (file.replaceSku(sku)) return true
    // The SKU was unused when the file was checked.
    const row = file.rows.first.line
    return this.#leaveOut([{ row, column: 'Variant SKU', code: 'duplicate_sku', message: belongsTo(sku, slug) }])
  }

  #leaveOut(faults: readonly ImportFault[]): false {
    for (const fault of faults) this.#reading.faults.add(fault)
    this.#counts.skipped += 1
    return false
  }
}

interface Written {
  readonly result: SaveResult
  readonly read: CompleteProduct
}

/** The product in the file now conflicts with the shop. */
class Refused extends Error {
  readonly faults: readonly ImportFault[]

  constructor(faults: readonly ImportFault[]) {
    super('A product has changed since its file was checked.')
    this.faults = faults
  }
}

class Undone extends Error {
  readonly written: Written

  constructor(written: Written) {
    super('A dry run is rolled back.')
    this.written = written
  }
}

const isCoded = <C extends 'busy' | 'product.sku_taken'>(error: unknown, code: C): error is CodedError<C> =>
  error instanceof CodedError && error.code === code
