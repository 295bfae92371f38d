import { Id, type IdOf } from '@tradepost/contract'

/** Which run the page shows, as it stands in the address. */
export interface ImportSearch {
  run?: IdOf<'import'>
}

/** Reads the run from the address; anything unreadable is dropped. */
export const parseImportSearch = (search: Record<string, unknown>): ImportSearch => {
  const run = Id('import').safeParse(search['run'])
  return run.success ? { run: run.data } : {}
}
