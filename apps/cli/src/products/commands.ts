import type { Command } from 'commander'
import { jsonOption, urlOption, withExamples } from '../options.ts'
import type { Terminal } from '../terminal/terminal.ts'
import type { ImportOptions } from './import-products.ts'
import { importProducts } from './import-products.ts'

/** Adds the commands of the catalogue. */
export const addProducts = (program: Command, terminal: Terminal): void => {
  const products = program.command('products').description('the catalogue').helpCommand(false)
  withExamples(
    products.command('import').description('import a Shopify product CSV: all of it or, with a fault, nothing'),
    [
      'tradepost products import products.csv --dry-run',
      'tradepost products import products.csv',
      'curl -s https://example.com/products.csv | tradepost products import - --json',
    ]
  )
    .argument('<file>', 'the CSV file, or - for standard input')
    .option('--dry-run', 'check everything and change nothing')
    .addOption(urlOption())
    .addOption(jsonOption())
    .action((file: string, options: ImportOptions) => importProducts(terminal, file, options))
}
