import { productStatuses } from '@tradepost/contract'
import type { Command } from 'commander'
import { Option } from 'commander'
import type { UrlOption } from '../auth/session.ts'
import { addPageOptions, jsonOption, urlOption, withExamples } from '../options.ts'
import type { Terminal } from '../terminal/terminal.ts'
import { exportProducts } from './export-products.ts'
import type { ImportOptions } from './import-products.ts'
import { importProducts } from './import-products.ts'
import type { ListProductsOptions } from './list-products.ts'
import { listProducts } from './list-products.ts'
import type { ShowProductOptions } from './show-product.ts'
import { showProduct } from './show-product.ts'

/** Adds the commands for the catalog. */
export const addProducts = (program: Command, terminal: Terminal): void => {
  const products = program.command('products').description('the catalogue').helpCommand(false)
  addList(products, terminal)
  addShow(products, terminal)
  addImport(products, terminal)
  addExport(products, terminal)
}

const addList = (products: Command, terminal: Terminal): void => {
  const list = withExamples(products.command('list').description('list products of every status, newest first'), [
    'tradepost products list',
    'tradepost products list --search "oak table" --status draft',
    'tradepost products list --all --json | jq -r ".items[].slug"',
  ])
    .option('--search <text>', 'only what these words find, best first')
    .addOption(new Option('--status <status>', 'only products in this status').choices(productStatuses))
  addPageOptions(list)
    .addOption(urlOption())
    .addOption(jsonOption())
    .action((options: ListProductsOptions) => listProducts(terminal, options))
}

const addShow = (products: Command, terminal: Terminal): void => {
  withExamples(products.command('show').description('show one product with its variants and stock'), [
    'tradepost products show clay-plant-pot',
    'tradepost products show CLAY-PLANT-POT-LARGE --json',
  ])
    .argument('<product>', 'its id, its slug, or the SKU of one of its variants')
    .addOption(urlOption())
    .addOption(jsonOption())
    .action((name: string, options: ShowProductOptions) => showProduct(terminal, name, options))
}

const addImport = (products: Command, terminal: Terminal): void => {
  withExamples(
    products.command('import').description('import a Shopify product CSV: all of it or, with a fault, nothing'),
    [
      'tradepost products import products.csv --dry-run',
      'tradepost products import products.csv',
      'tradepost products import products.csv --skip-faulty',
      'curl -s https://example.com/products.csv | tradepost products import - --json',
    ]
  )
    .argument('<file>', 'the CSV file, or - for standard input')
    .option('--dry-run', 'check and try everything, and change nothing')
    .option('--skip-faulty', 'leave out the products that have a fault, and import the others')
    .addOption(urlOption())
    .addOption(jsonOption())
    .action((file: string, options: ImportOptions) => importProducts(terminal, file, options))
}

const addExport = (products: Command, terminal: Terminal): void => {
  withExamples(
    products
      .command('export')
      .description('export all products as a Shopify product CSV, which imports back as it was'),
    ['tradepost products export products.csv', 'tradepost products export - | gzip > products.csv.gz']
  )
    .argument('[file]', 'where to write it, or - for standard output', '-')
    .addOption(urlOption())
    .action((file: string, options: UrlOption) => exportProducts(terminal, file, options))
}
