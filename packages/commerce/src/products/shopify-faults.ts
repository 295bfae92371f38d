import { type ImportFault, MAX_IMPORT_FAULTS } from '@tradepost/contract'

/** Collects the faults of one file. Counts all of them and keeps as many as a response lists, the first rows first. */
export class Faults {
  #count = 0
  #kept: ImportFault[] = []
  #isFatal = false
  #isReplaced = false
  readonly #unreadable = new Set<string>()

  /** The number of all faults, including those that are not kept. */
  get count(): number {
    return this.#count
  }

  /** True if a fault concerns the whole file, so that leaving out some products does not help. */
  get isFatal(): boolean {
    return this.#isFatal
  }

  /** Adds a fault, unless it only follows from a column that is known to be unreadable. */
  add(fault: ImportFault): void {
    if (this.#isReplaced || (fault.column !== null && this.#unreadable.has(fault.column))) return
    this.#count += 1
    this.#kept.push(fault)
    // A file can have millions of faults. Cutting the list at ten times the limit bounds memory and keeps adding cheap.
    if (this.#kept.length >= MAX_IMPORT_FAULTS * 10) this.#kept = this.list()
  }

  /** Adds a fault for the whole file. */
  addFatal(fault: ImportFault): void {
    this.setFatal()
    this.add(fault)
  }

  /** Marks the faults so far as faults of the whole file. */
  setFatal(): void {
    this.#isFatal = true
  }

  /** Adds a fault for a whole column. Later faults of its cells are not added. */
  addColumn(fault: ImportFault & { readonly column: string }): void {
    this.addFatal(fault)
    this.#unreadable.add(fault.column)
  }

  /** Replaces all faults, including later ones, with a single fault that causes them. */
  replace(fault: ImportFault): void {
    this.#count = 1
    this.#kept = [fault]
    this.#isReplaced = true
    this.#isFatal = true
  }

  /** Returns the first faults, sorted by row. Faults of the whole file come first. */
  list(): ImportFault[] {
    return this.#kept.toSorted((a, b) => (a.row ?? 0) - (b.row ?? 0)).slice(0, MAX_IMPORT_FAULTS)
  }
}
