// A 20 MB PNG in chunks of only 2 kB has 10,000 of them.
const MAX_PIECES = 20_000

/** Reads numbers and text from a file's bytes. Reading numbers past the end throws a RangeError, as in `DataView`. */
export class ByteReader {
  readonly bytes: Uint8Array
  readonly #view: DataView
  #pieces = 0

  constructor(bytes: Uint8Array) {
    this.bytes = bytes
    this.#view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  }

  get length(): number {
    return this.bytes.byteLength
  }

  byte(at: number): number {
    return this.#view.getUint8(at)
  }

  big16(at: number): number {
    return this.#view.getUint16(at)
  }

  big32(at: number): number {
    return this.#view.getUint32(at)
  }

  little32(at: number): number {
    return this.#view.getUint32(at, true)
  }

  /** Counts a chunk, segment or box. Throws if a file has far more of them than any camera writes. */
  countPiece(): void {
    if (++this.#pieces > MAX_PIECES) throw new DamagedFile('a file is cut into too many pieces')
  }

  /** Returns bytes as text, one character per byte; the text is shorter at the end of the file. */
  text(at: number, length: number): string {
    return String.fromCharCode(...this.bytes.subarray(at, at + length))
  }
}

/** The file is malformed. The message is only for logs and tests. */
export class DamagedFile extends Error {
  override readonly name = 'DamagedFile'
}
