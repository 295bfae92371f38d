import { isUtf8 } from 'node:buffer'

const WORKBOOK = 'This is a spreadsheet or an archive: save it as “CSV UTF-8 (comma delimited)” and choose that file.'
const PICTURE = 'This is a picture or a document: choose the CSV file that Shopify’s product export made.'
const ENCODING = 'The text is not UTF-8: save the file as “CSV UTF-8 (comma delimited)” and choose that file.'
const BINARY = 'This is not text: choose the CSV file that Shopify’s product export made.'
const SEPARATOR =
  'Columns must be separated by commas: save the file as “CSV UTF-8 (comma delimited)” and choose that file.'

const signatures = [
  { bytes: [0x50, 0x4b, 0x03, 0x04], message: WORKBOOK },
  { bytes: [0xd0, 0xcf, 0x11, 0xe0], message: WORKBOOK },
  { bytes: [0x1f, 0x8b], message: WORKBOOK },
  { bytes: [0x89, 0x50, 0x4e, 0x47], message: PICTURE },
  { bytes: [0xff, 0xd8, 0xff], message: PICTURE },
  { bytes: [0x47, 0x49, 0x46, 0x38], message: PICTURE },
  { bytes: [0x25, 0x50, 0x44, 0x46], message: PICTURE },
  { bytes: [0xff, 0xfe], message: ENCODING },
  { bytes: [0xfe, 0xff], message: ENCODING },
]

/** How much of a file must be seen at once to recognize what it is. */
export const FILE_HEAD_BYTES = 4096

/** Checks a file piece by piece for anything that cannot be comma-separated text. */
export class FileKind {
  #isAtStart = true
  #cut: Uint8Array = new Uint8Array()

  /**
   * Returns a sentence that says why the file cannot be comma-separated text, or null if so far it can. The first piece
   * must have at least {@link FILE_HEAD_BYTES} bytes or be the whole file. Null marks the end.
   */
  whyNotCsv(piece: Uint8Array | null): string | null {
    if (piece === null) return this.#cut.length > 0 ? ENCODING : null
    const isHead = this.#isAtStart
    this.#isAtStart = false
    const known = isHead
      ? signatures.find((signature) => signature.bytes.every((byte, index) => piece[index] === byte))
      : undefined
    if (known) return known.message
    if (piece.includes(0)) return BINARY
    if (!this.#isUtf8(piece)) return ENCODING
    return isHead && hasOtherSeparator(piece) ? SEPARATOR : null
  }

  #isUtf8(piece: Uint8Array): boolean {
    const bytes = this.#cut.length > 0 ? Buffer.concat([this.#cut, piece]) : piece
    const end = bytes.length - bytesOfCutCharacter(bytes)
    this.#cut = bytes.slice(end)
    return isUtf8(bytes.subarray(0, end))
  }
}

/** Counts the bytes at the end that begin a character which continues in the next piece: 0 to 3. */
const bytesOfCutCharacter = (bytes: Uint8Array): number => {
  for (let count = 1; count <= Math.min(3, bytes.length); count++) {
    const byte = bytes[bytes.length - count] ?? 0
    const isInside = (byte & 0xc0) === 0x80
    if (isInside) continue
    const length = byte >= 0xf0 ? 4 : byte >= 0xe0 ? 3 : byte >= 0xc0 ? 2 : 1
    return length > count ? count : 0
  }
  return 0
}

const hasOtherSeparator = (bytes: Uint8Array): boolean => {
  const start = new TextDecoder().decode(bytes.subarray(0, FILE_HEAD_BYTES)).trimStart()
  const firstLine = start.split(/[\r\n]/, 1)[0] ?? ''
  return /[;\t]/.test(firstLine) && !firstLine.includes(',')
}
