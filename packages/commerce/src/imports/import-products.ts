import { fail } from '@tradepost/contract'
import type { Actor } from '../audit/record-audit.ts'
import type { Deps } from '../deps.ts'
import type { ImportProgress } from './import-catalogue.ts'
import { importCatalogue } from './import-catalogue.ts'

/** Imports a Shopify product CSV from memory, immediately and without a run. Throws `import.invalid`. */
export const importProducts = async (
  deps: Deps,
  { bytes, dryRun, actor }: { bytes: Uint8Array; dryRun: boolean; actor: Actor }
): Promise<ImportProgress> => {
  async function* open() {
    yield bytes
  }
  const job = { open, dryRun, onFault: 'stop', actor: actor.id ?? actor.kind } as const
  const reached = await importCatalogue(deps, job, async () => {})
  const { faults, faultCount } = reached
  if (faultCount > 0) throw fail('import.invalid', { faults: [...faults], faultCount })
  return reached
}
