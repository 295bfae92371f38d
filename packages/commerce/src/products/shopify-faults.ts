import { type CodedError, fail, type ImportFault, MAX_IMPORT_FAULTS } from '@tradepost/contract'

/** Gathers the faults of one file: all are counted, and as many as an answer lists are kept, the first rows first. */
export class Faults {
  #count = 0
  #kept: ImportFault[] = []
  readonly #unreadable = new Set<string>()

  /** Counts all faults, those that are not kept included. */
  get count(): number {
    return this.#count
  }

  /** Adds one fault, unless it only follows from a column that is known to be unreadable. */
  add(fault: ImportFault): void {
    if (fault.column !== null && this.#unreadable.has(fault.column)) return
    this.#count += 1
    this.#kept.push(fault)
    // Millions of faults fit in one file; cutting at ten times the limit keeps memory bounded and adding cheap.
    if (this.#kept.length >= MAX_IMPORT_FAULTS * 10) this.#kept = this.#first()
  }

  /** Adds a fault of a column as a whole, after which faults of its cells are not added. */
  addColumn(fault: ImportFault & { readonly column: string }): void {
    this.add(fault)
    this.#unreadable.add(fault.column)
  }

  /** Makes the error that tells of the faults, sorted by row, those of the file whole first. */
  toError(): CodedError<'import.invalid'> {
    return fail('import.invalid', { faults: this.#first(), faultCount: this.#count })
  }

  #first(): ImportFault[] {
    return this.#kept.toSorted((a, b) => (a.row ?? 0) - (b.row ?? 0)).slice(0, MAX_IMPORT_FAULTS)
  }
}
