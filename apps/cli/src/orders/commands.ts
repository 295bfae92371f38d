import { FulfilmentStatus, orderStatuses, PaymentStatus } from '@tradepost/contract'
import type { Command } from 'commander'
import { Option } from 'commander'
import type { UrlOption } from '../auth/session.ts'
import { misused } from '../failure.ts'
import { addPageOptions, jsonOption, urlOption, withExamples } from '../options.ts'
import type { Terminal } from '../terminal/terminal.ts'
import { addOrderActs } from './act-commands.ts'
import { exportOrders } from './export-orders.ts'
import type { ListOrdersOptions } from './list-orders.ts'
import { listOrders } from './list-orders.ts'
import type { ShowOrderOptions } from './show-order.ts'
import { showOrder } from './show-order.ts'

/** Adds the commands for orders. */
export const addOrders = (program: Command, terminal: Terminal): void => {
  const orders = program.command('orders').description('the orders of the shop').helpCommand(false)
  addList(orders, terminal)
  addShow(orders, terminal)
  addOrderActs(orders, terminal)
  addExport(orders, terminal)
}

const addList = (orders: Command, terminal: Terminal): void => {
  const list = withExamples(orders.command('list').description('list orders, newest first'), [
    'tradepost orders list',
    'tradepost orders list --status placed --limit 50',
    'tradepost orders list --payment authorized --from 2026-11-01 --before 2026-12-01',
    'tradepost orders list --search ada@example.com',
    'tradepost orders list --all --json | jq ".items[].number"',
  ])
    .addOption(new Option('--status <status>', 'only orders in this status').choices(orderStatuses))
    .addOption(new Option('--payment <status>', 'only with this payment status').choices(PaymentStatus.options))
    .addOption(new Option('--shipment <status>', 'only with this shipment status').choices(FulfilmentStatus.options))
    .option('--search <text>', 'only this order number or e-mail address, whole')
    .option('--from <date>', 'only placed on this day or later, in UTC', parseDay)
    .option('--before <date>', 'only placed before this day, in UTC', parseDay)
  addPageOptions(list)
    .addOption(urlOption())
    .addOption(jsonOption())
    .action((options: ListOrdersOptions) => listOrders(terminal, options))
}

const addShow = (orders: Command, terminal: Terminal): void => {
  withExamples(
    orders.command('show').description('show one order: lines, money, parcels, returns, and what has happened'),
    ['tradepost orders show TP-4K7M-2QXR', 'tradepost orders show TP-4K7M-2QXR --json | jq .nextActions']
  )
    .argument('<order>', 'its number or its id')
    .addOption(urlOption())
    .addOption(jsonOption())
    .action((name: string, options: ShowOrderOptions) => showOrder(terminal, name, options))
}

const addExport = (orders: Command, terminal: Terminal): void => {
  withExamples(orders.command('export').description('export all orders as a CSV, one row a line, oldest first'), [
    'tradepost orders export orders.csv',
    'tradepost orders export - | gzip > orders.csv.gz',
  ])
    .argument('[file]', 'where to write it, or - for standard output', '-')
    .addOption(urlOption())
    .action((file: string, options: UrlOption) => exportOrders(terminal, file, options))
}

/** Parses a day and returns the instant at which it begins, in UTC. */
const parseDay = (text: string): string => {
  const instant = /^\d{4}-\d{2}-\d{2}$/.test(text) ? new Date(`${text}T00:00:00.000Z`) : null
  if (instant === null || Number.isNaN(instant.getTime()))
    throw misused(`“${text}” is no day: write one such as 2026-11-20.`)
  return instant.toISOString()
}
