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

/** Tells in a sentence why bytes cannot be comma-separated text, or answers null where they can. */
export const whyNotCsv = (bytes: Uint8Array): string | null => {
  const known = signatures.find((signature) => signature.bytes.every((byte, index) => bytes[index] === byte))
  if (known) return known.message
  if (bytes.includes(0)) return BINARY
  if (!isUtf8(bytes)) return ENCODING
  return hasOtherSeparator(bytes) ? SEPARATOR : null
}

const HEADER_BYTES = 4096

const hasOtherSeparator = (bytes: Uint8Array): boolean => {
  const start = new TextDecoder().decode(bytes.subarray(0, HEADER_BYTES)).trimStart()
  const firstLine = start.split(/[\r\n]/, 1)[0] ?? ''
  return /[;\t]/.test(firstLine) && !firstLine.includes(',')
}
