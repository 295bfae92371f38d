import { type ImportFault, MAX_IMPORT_FAULTS } from '@tradepost/contract'

/** Gathers the faults of one file: all are counted, and as many as an answer lists are kept, the first rows first. */
export class Faults {
  #count = 0
  #kept: ImportFault[] = []
  #isFatal = false
  #isReplaced = false
  readonly #unreadable = new Set<string>()

  /** Counts all faults, those that are not kept included. */
  get count(): number {
    return this.#count
  }

  /** True where a fault concerns the file as a whole, so that leaving out some products does not help. */
  get isFatal(): boolean {
    return this.#isFatal
  }

  /** Adds one fault, unless it only follows from a column that is known to be unreadable. */
  add(fault: ImportFault): void {
    if (this.#isReplaced || (fault.column !== null && this.#unreadable.has(fault.column))) return
    this.#count += 1
    this.#kept.push(fault)
    // Millions of faults fit in one file; cutting at ten times the limit keeps memory bounded and adding cheap.
    if (this.#kept.length >= MAX_IMPORT_FAULTS * 10) this.#kept = this.list()
  }

  /** Adds a fault of the file as a whole. */
  addFatal(fault: ImportFault): void {
    this.setFatal()
    this.add(fault)
  }

  /** Notes that the faults so far concern the file as a whole. */
  setFatal(): void {
    this.#isFatal = true
  }

  /** Adds a fault of a column as a whole, after which faults of its cells are not added. */
  addColumn(fault: ImportFault & { readonly column: string }): void {
    this.addFatal(fault)
    this.#unreadable.add(fault.column)
  }

  /** Puts one fault in the place of all others, those to come included: they only follow from it. */
  replace(fault: ImportFault): void {
    this.#count = 1
    this.#kept = [fault]
    this.#isReplaced = true
    this.#isFatal = true
  }

  /** Gives the first faults, sorted by row, those of the file whole first. */
  list(): ImportFault[] {
    return this.#kept.toSorted((a, b) => (a.row ?? 0) - (b.row ?? 0)).slice(0, MAX_IMPORT_FAULTS)
  }
}
