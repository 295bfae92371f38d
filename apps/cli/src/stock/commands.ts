import type { Command } from 'commander'
import { InvalidArgumentError, Option } from 'commander'
import { addPageOptions, jsonOption, urlOption, withExamples } from '../options.ts'
import type { Terminal } from '../terminal/terminal.ts'
import type { ExplainStockOptions } from './explain-stock.ts'
import { explainStock } from './explain-stock.ts'
import type { ListStockOptions } from './list-stock.ts'
import { listStock } from './list-stock.ts'
import type { PlacedOptions, TransferOptions } from './move-stock.ts'
import { adjustStock, countStock, receiveStock, transferStock } from './move-stock.ts'
import type { RebuildStockOptions } from './rebuild-stock.ts'
import { rebuildStock } from './rebuild-stock.ts'

const MAX_UNITS = 1_000_000_000

/** Adds the commands for stock. */
export const addStock = (program: Command, terminal: Terminal): void => {
  const stock = program.command('stock').description('what lies where').helpCommand(false)
  addList(stock, terminal)
  addReceive(stock, terminal)
  addAdjust(stock, terminal)
  addCount(stock, terminal)
  addTransfer(stock, terminal)
  addExplain(stock, terminal)
  addRebuild(stock, terminal)
}

const addList = (stock: Command, terminal: Terminal): void => {
  const list = withExamples(stock.command('list').description('list the stock of all variants, by SKU'), [
    'tradepost stock list',
    'tradepost stock list --low --location "Shop floor"',
    'tradepost stock list --search MUG- --all --json | jq ".items[].available"',
  ])
    .option('--search <text>', 'only SKUs that begin with it, and products whose titles have these words')
    .addOption(locationOption('only what is, or was, at this location'))
    .option('--low', 'only what is at or below the shop’s mark for low stock, the lowest first')
  addPageOptions(list)
    .addOption(urlOption())
    .addOption(jsonOption())
    .action((options: ListStockOptions) => listStock(terminal, options))
}

const addReceive = (stock: Command, terminal: Terminal): void => {
  const receive = withExamples(stock.command('receive').description('add units that have come in'), [
    'tradepost stock receive MUG-BLUE 24',
    'tradepost stock receive MUG-BLUE 24 --location "Shop floor" --reason "Delivery 4711"',
  ])
    .argument('<sku>', 'the SKU of the variant')
    .argument('<units>', 'how many', unitsFrom(1))
  addMoveOptions(receive, 'received')
    .addOption(locationOption('where (default: the first)'))
    .action((sku: string, units: number, options: PlacedOptions) => receiveStock(terminal, { sku, units }, options))
}

const addAdjust = (stock: Command, terminal: Terminal): void => {
  const adjust = withExamples(
    stock.command('adjust').description('add or take units; never below what is promised to orders'),
    [
      'tradepost stock adjust MUG-BLUE -2 --reason "Broken on the shelf"',
      'tradepost stock adjust MUG-BLUE 1 --reason "Found behind the shelf" --location "Shop floor"',
    ]
  )
    .argument('<sku>', 'the SKU of the variant')
    .argument('<delta>', 'how many more, or with a minus how many fewer', unitsFrom(-MAX_UNITS))
  addMoveOptions(adjust, null)
    .addOption(locationOption('where (default: the first)'))
    .action((sku: string, units: number, options: PlacedOptions) => adjustStock(terminal, { sku, units }, options))
}

const addCount = (stock: Command, terminal: Terminal): void => {
  const count = withExamples(
    stock.command('count').description('say what was counted; the difference becomes a movement'),
    ['tradepost stock count MUG-BLUE 17', 'tradepost stock count MUG-BLUE 0 --location "Shop floor" --json']
  )
    .argument('<sku>', 'the SKU of the variant')
    .argument('<units>', 'how many are there', unitsFrom(0))
  addMoveOptions(count, 'counted')
    .addOption(locationOption('where (default: the first)'))
    .action((sku: string, units: number, options: PlacedOptions) => countStock(terminal, { sku, units }, options))
}

const addTransfer = (stock: Command, terminal: Terminal): void => {
  const transfer = withExamples(stock.command('transfer').description('move free units to another location'), [
    'tradepost stock transfer MUG-BLUE 6 --from "Main warehouse" --to "Shop floor"',
  ])
    .argument('<sku>', 'the SKU of the variant')
    .argument('<units>', 'how many', unitsFrom(1))
    .requiredOption('--from <location>', 'from where: a name or an id')
    .requiredOption('--to <location>', 'to where: a name or an id')
  addMoveOptions(transfer, 'moved').action((sku: string, units: number, options: TransferOptions) =>
    transferStock(terminal, { sku, units }, options)
  )
}

const addExplain = (stock: Command, terminal: Terminal): void => {
  const explain = withExamples(
    stock.command('explain').description('tell by which movements the stock of a variant came to be, newest first'),
    ['tradepost stock explain MUG-BLUE', 'tradepost stock explain MUG-BLUE --location "Shop floor" --all --json']
  )
    .argument('<sku>', 'the SKU of the variant')
    .addOption(locationOption('only movements at this location'))
  addPageOptions(explain)
    .addOption(urlOption())
    .addOption(jsonOption())
    .action((sku: string, options: ExplainStockOptions) => explainStock(terminal, sku, options))
}

const addRebuild = (stock: Command, terminal: Terminal): void => {
  withExamples(stock.command('rebuild').description('set every counter to the sum of its movements'), [
    'tradepost stock rebuild',
    'tradepost stock rebuild --json | jq .mended',
  ])
    .addOption(keyOption())
    .addOption(urlOption())
    .addOption(jsonOption())
    .action((options: RebuildStockOptions) => rebuildStock(terminal, options))
}

const addMoveOptions = (command: Command, reason: string | null): Command => {
  const why = new Option('--reason <text>', 'why, for the ledger')
  return command
    .addOption(reason === null ? why.makeOptionMandatory() : why.default(reason))
    .addOption(keyOption())
    .addOption(urlOption())
    .addOption(jsonOption())
}

const locationOption = (what: string): Option => new Option('--location <name>', `${what}: a name or an id`)

const keyOption = (): Option =>
  new Option(
    '--key <key>',
    'an idempotency key: the same call with the same key is done once, so that a script may repeat it'
  )

const unitsFrom =
  (min: number) =>
  (text: string): number => {
    const units = Number(text)
    if (!/^[+-]?\d+$/.test(text) || units < min || units > MAX_UNITS || Object.is(units, -0)) {
      throw new InvalidArgumentError(`Use a whole number from ${min} to ${MAX_UNITS}.`)
    }
    return units
  }
