import { exportProducts, workImports } from '@tradepost/commerce'
import type { ImportRun, StartImportInput } from '@tradepost/contract'
import type { ApiCaller, TestShop } from './test-shop.ts'

/** The shop that is imported into, and the API of the user who imports. */
export interface Importer {
  readonly shop: TestShop
  readonly api: ApiCaller
}

export type Started = Partial<Omit<StartImportInput, 'id'>>

/** Returns the form that uploads one chunk. */
export const chunkForm = (id: string, offset: number, chunk: string | Uint8Array<ArrayBuffer>): FormData => {
  const form = new FormData()
  form.set('id', id)
  form.set('offset', String(offset))
  form.set('chunk', new Blob([chunk]), 'chunk')
  return form
}

/** Uploads a whole file in chunks of `chunkBytes` bytes, and returns its run. */
export const uploadFile = async (api: ApiCaller, csv: string, chunkBytes = 1_000_000): Promise<ImportRun> => {
  const bytes = new TextEncoder().encode(csv)
  let run = await api.admin.imports.create({ fileName: 'products.csv', sizeBytes: bytes.length })
  for (let at = 0; at < bytes.length; at += chunkBytes)
    run = await api.admin.imports.append(chunkForm(run.id, at, bytes.slice(at, at + chunkBytes)))
  return run
}

/** Uploads a file, starts its import, processes it as the server does, and returns the finished run. */
export const importCsv = async ({ shop, api }: Importer, csv: string, options: Started = {}) => {
  const { id } = await uploadFile(api, csv)
  await api.admin.imports.start({ id, ...options })
  await workImports(shop.deps)
  return api.admin.imports.get({ id })
}

/** Returns the whole export of a shop as CSV. */
export const exportCsv = async (shop: TestShop): Promise<string> => {
  let csv = ''
  for await (const text of (await exportProducts(shop.deps)).text) csv += text
  return csv
}
