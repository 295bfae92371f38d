// A PNG of 20 MB in pieces of 2 kB, which is small, has 10,000.
const MAX_PIECES = 20_000

/** Reads numbers and text out of a file's bytes; throws RangeError past their end, as a `DataView` does. */
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

  /** Counts a chunk, segment or box that begins; throws where a file has far more of them than any camera writes. */
  countPiece(): void {
    if (++this.#pieces > MAX_PIECES) throw new DamagedFile('a file is cut into too many pieces')
  }

  /** Gives bytes as text, one character each; shorter at the end of the file. */
  text(at: number, length: number): string {
    return String.fromCharCode(...this.bytes.subarray(at, at + length))
  }
}

/** A file type whose bytes do not hold together; what it says is for logs and tests alone. */
export class DamagedFile extends Error {
  override readonly name = 'DamagedFile'
}
