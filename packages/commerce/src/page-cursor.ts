import type { IdKind, IdOf, Page } from '@tradepost/contract'
import { asId, CodedError, idPrefixes } from '@tradepost/contract'

/** Encodes where a page ended: the sort key of its last row, and the number or ID of that row. */
export const encodeCursor = (at: readonly [key: string | number, tie: string | number]): string =>
  Buffer.from(JSON.stringify(at)).toString('base64url')

/** Decodes a cursor of {@link encodeCursor}. Throws `input.invalid` for anything else. */
export const decodeCursor = (cursor: string): [key: string | number, tie: string | number] => {
  try {
    const [key, tie]: unknown[] = JSON.parse(Buffer.from(cursor, 'base64url').toString())
    if (isKey(key) && isKey(tie)) return [key, tie]
  } catch {
    // Falls through: invalid JSON is handled like a wrong shape.
  }
  throw invalidCursor()
}

/** Returns the ID at which a cursor of {@link pageById} ends. Throws `input.invalid` for anything else. */
export const decodeIdCursor = <K extends IdKind>(kind: K, cursor: string): IdOf<K> => {
  const [, tie] = decodeCursor(cursor)
  if (typeof tie !== 'string' || !tie.startsWith(`${idPrefixes[kind]}_`)) throw invalidCursor()
  return asId(kind, tie)
}

/** Returns the row number at which a cursor ends. Throws `input.invalid` for anything else. */
export const decodeNumberCursor = (cursor: string): number => {
  const [, tie] = decodeCursor(cursor)
  if (typeof tie !== 'number') throw invalidCursor()
  return tie
}

/** Returns the error for an invalid cursor. */
export const invalidCursor = () =>
  new CodedError('input.invalid', {
    issues: [{ path: 'cursor', message: 'Pass the nextCursor of an earlier page, or none.' }],
  })

const isKey = (value: unknown): value is string | number =>
  typeof value === 'string' ? value.length <= 300 && !value.includes('\u0000') : Number.isSafeInteger(value)

/** Makes a page from rows sorted by ID, newest first, that were read with a limit of `limit + 1`. */
export const pageById = <R extends { id: string }, T>(rows: R[], limit: number, show: (row: R) => T): Page<T> => {
  const shown = rows.slice(0, limit)
  const last = shown.at(-1)
  return { items: shown.map(show), nextCursor: last && rows.length > limit ? encodeCursor([last.id, last.id]) : null }
}
