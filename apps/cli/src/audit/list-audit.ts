import type { AuditEntry, Page } from '@tradepost/contract'
import type { UrlOption } from '../auth/session.ts'
import { findSession } from '../auth/session.ts'
import type { PageOptions } from '../pages.ts'
import { readPages } from '../pages.ts'
import { ask } from '../shop.ts'
import { toDateTime } from '../terminal/date-time.ts'
import type { Column } from '../terminal/table.ts'
import { layTable } from '../terminal/table.ts'
import type { Terminal } from '../terminal/terminal.ts'
import { columnsOf, note, painter, print, printJson } from '../terminal/terminal.ts'

export interface ListAuditOptions extends UrlOption, PageOptions {
  readonly procedure?: string
  readonly about?: string
  readonly json?: boolean
}

/** Prints who did what to whose data, newest first, as a table for people or as JSON for programs. */
export const listAudit = async (terminal: Terminal, options: ListAuditOptions): Promise<void> => {
  const { procedure, about, json = false } = options
  const shop = await findSession(terminal, options)
  const filter = { ...(procedure ? { procedure } : {}), ...(about ? { about } : {}) }
  const page = await ask(shop, (client) =>
    readPages(options, (request) => client.admin.audit.list.query({ ...filter, ...request }))
  )
  if (json) printJson(terminal, page)
  else printTable(terminal, page)
}

const columns: Column<AuditEntry>[] = [
  { title: 'At (UTC)', cell: ({ at }) => toDateTime(at) },
  { title: 'By', cell: ({ actor }) => (actor.name === actor.kind ? actor.kind : `${actor.kind} ${actor.name}`) },
  { title: 'Procedure', cell: ({ procedure }) => procedure },
  { title: 'On', cell: ({ target }) => target },
  { title: 'Change', cell: (entry) => changeOf(entry), fit: 'cut' },
]

const changeOf = ({ before, after }: AuditEntry): string =>
  [before, after].map((value) => (value === null ? '–' : JSON.stringify(value))).join(' → ')

const printTable = (terminal: Terminal, { items, nextCursor }: Page<AuditEntry>): void => {
  const { stdout } = terminal
  if (items.length === 0) return print(terminal, 'No entries.')
  print(terminal, ...layTable(columns, items, { width: columnsOf(stdout), paint: painter(terminal, stdout) }))
  if (nextCursor !== null) note(terminal, 'There are more: add --all, or narrow it down with --procedure or --about.')
}
