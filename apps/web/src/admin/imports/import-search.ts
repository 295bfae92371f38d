import { Id, type IdOf } from '@tradepost/contract'

/** The run that the page shows, from the URL. */
export interface ImportSearch {
  run?: IdOf<'import'>
}

/** Reads the run from the URL and drops an invalid ID. */
export const parseImportSearch = (search: Record<string, unknown>): ImportSearch => {
  const run = Id('import').safeParse(search['run'])
  return run.success ? { run: run.data } : {}
}
