import type { ImportProductsOutput } from '@tradepost/contract'
import type { UrlOption } from '../auth/session.ts'
import { findSession } from '../auth/session.ts'
import { ask } from '../shop.ts'
import { layTable } from '../terminal/table.ts'
import type { Terminal } from '../terminal/terminal.ts'
import { columnsOf, note, painter, print, printJson } from '../terminal/terminal.ts'
import { nameOf, readImportFile } from './read-import-file.ts'

export interface ImportOptions extends UrlOption {
  readonly dryRun?: boolean
  readonly json?: boolean
}

/** Sends a Shopify product CSV to the shop, which takes all of it or, where it has a fault, nothing. */
export const importProducts = async (terminal: Terminal, file: string, options: ImportOptions): Promise<void> => {
  const { dryRun = false, json = false } = options
  const shop = await findSession(terminal, options)
  const blob = await readImportFile(terminal, file)
  if (terminal.stderr.isTTY && !json) note(terminal, `Sending ${nameOf(file)} to ${shop.url} …`)
  const form = new FormData()
  form.set('file', blob, 'products.csv')
  form.set('dryRun', String(dryRun))
  const output = await ask(shop, (client) => client.admin.products.import.mutate(form))
  if (json) printJson(terminal, output)
  else printSummary(terminal, nameOf(file), output)
}

const printSummary = (terminal: Terminal, name: string, output: ImportProductsOutput): void => {
  const { stdout } = terminal
  const paint = painter(terminal, stdout)
  const { created, updated, unchanged } = output.products
  const rows: [what: string, count: number][] = [
    ['Products created', created],
    ['Products updated', updated],
    ['Products unchanged', unchanged],
    ['Variants in the file', output.variants],
    ['Images in the file', output.images],
    ['Rows read', output.rows],
  ]
  const table = layTable<(typeof rows)[number]>(
    [
      { title: output.dryRun ? 'Would be' : 'Done', cell: ([what]) => what },
      { title: 'Count', cell: ([, count]) => String(count), align: 'right' },
    ],
    rows,
    { width: columnsOf(stdout), paint }
  )
  const headline = output.dryRun
    ? paint('yellow', `${name} has no faults. This was a dry run: nothing was imported.`)
    : paint('green', `Imported ${name}.`)
  print(terminal, headline, '', ...table)
}
