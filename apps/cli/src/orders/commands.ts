import { orderStatuses } from '@tradepost/contract'
import type { Command } from 'commander'
import { Option } from 'commander'
import { addPageOptions, jsonOption, urlOption, withExamples } from '../options.ts'
import type { Terminal } from '../terminal/terminal.ts'
import type { ListOrdersOptions } from './list-orders.ts'
import { listOrders } from './list-orders.ts'

/** Adds the commands of the orders. */
export const addOrders = (program: Command, terminal: Terminal): void => {
  const orders = program.command('orders').description('the orders of the shop').helpCommand(false)
  const list = withExamples(orders.command('list').description('list orders, newest first'), [
    'tradepost orders list',
    'tradepost orders list --status placed --limit 50',
    'tradepost orders list --search ada@example.com',
    'tradepost orders list --all --json | jq ".items[].number"',
  ])
    .addOption(new Option('--status <status>', 'only orders in this status').choices(orderStatuses))
    .option('--search <text>', 'only this order number or e-mail address, whole')
  addPageOptions(list)
    .addOption(urlOption())
    .addOption(jsonOption())
    .action((options: ListOrdersOptions) => listOrders(terminal, options))
}
