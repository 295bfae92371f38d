/** The filters of the audit log in the URL. */
export interface AuditSearch {
  procedure?: string
  about?: string
}

const MAX_LENGTH = 100

const lineOf = (value: unknown): string | undefined => {
  const text = typeof value === 'string' ? value.trim().slice(0, MAX_LENGTH) : ''
  return text === '' ? undefined : text
}

/** Reads the filters from the URL and drops invalid ones. */
export const parseAuditSearch = (search: Record<string, unknown>): AuditSearch => {
  const procedure = lineOf(search['procedure'])
  const about = lineOf(search['about'])
  return { ...(procedure === undefined ? {} : { procedure }), ...(about === undefined ? {} : { about }) }
}
