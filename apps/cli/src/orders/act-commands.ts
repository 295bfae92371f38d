import { IdempotencyKey } from '@tradepost/contract'
import type { Command } from 'commander'
import { InvalidArgumentError, Option } from 'commander'
import { jsonOption, urlOption, withExamples } from '../options.ts'
import type { Terminal } from '../terminal/terminal.ts'
import type { ActOptions } from './act-on-order.ts'
import { addUnits } from './line-choice.ts'
import type { FulfilOptions, NoteOptions } from './move-goods.ts'
import { completeOrder, fulfilOrder, noteOrder } from './move-goods.ts'
import type { CancelOptions, CaptureOptions, RefundOptions } from './move-money.ts'
import { cancelOrder, captureOrder, refundOrder } from './move-money.ts'

/** Adds the commands that change an order. */
export const addOrderActs = (orders: Command, terminal: Terminal): void => {
  addFulfil(orders, terminal)
  addComplete(orders, terminal)
  addCapture(orders, terminal)
  addRefund(orders, terminal)
  addCancel(orders, terminal)
  addNote(orders, terminal)
}

const addFulfil = (orders: Command, terminal: Terminal): void => {
  const fulfil = withExamples(orders.command('fulfil').description('note a parcel that leaves'), [
    'tradepost orders fulfil TP-4K7M-2QXR --carrier DHL --tracking 00340434161094042557',
    'tradepost orders fulfil TP-4K7M-2QXR --line OAK-TRAY=2 --line MUG-BLUE=1',
  ])
    .argument('<order>', 'its number or its id')
    .option('--line <sku=units>', 'what is in it; may be repeated (default: all that has not left)', addUnits)
    .option('--carrier <name>', 'who carries it')
    .option('--tracking <number>', 'its tracking number')
    .option('--tracking-url <url>', 'where it can be followed')
  addActOptions(fulfil).action((name: string, options: FulfilOptions) => fulfilOrder(terminal, name, options))
}

const addComplete = (orders: Command, terminal: Terminal): void => {
  const complete = withExamples(orders.command('complete').description('note that all has arrived'), [
    'tradepost orders complete TP-4K7M-2QXR',
  ]).argument('<order>', 'its number or its id')
  addActOptions(complete).action((name: string, options: ActOptions) => completeOrder(terminal, name, options))
}

const addCapture = (orders: Command, terminal: Terminal): void => {
  const capture = withExamples(
    orders.command('capture').description('take what is held on a card, or note that an invoice was paid'),
    ['tradepost orders capture TP-4K7M-2QXR', 'tradepost orders capture TP-4K7M-2QXR --amount 12.50 --yes']
  )
    .argument('<order>', 'its number or its id')
    .option('--amount <amount>', 'how much, in the currency of the order (default: all)')
    .addOption(yesOption())
  addActOptions(capture).action((name: string, options: CaptureOptions) => captureOrder(terminal, name, options))
}

const addRefund = (orders: Command, terminal: Terminal): void => {
  const refund = withExamples(
    orders.command('refund').description('give money back: an amount, or what units and shipping cost'),
    [
      'tradepost orders refund TP-4K7M-2QXR --line OAK-TRAY=1 --reason "Arrived broken"',
      'tradepost orders refund TP-4K7M-2QXR --line OAK-TRAY=2 --shipping --reason "Lost on the way" --yes',
      'tradepost orders refund TP-4K7M-2QXR --amount 5.00 --reason "For the delay" --key delay-4711 --yes',
    ]
  )
    .argument('<order>', 'its number or its id')
    .option('--amount <amount>', 'how much, in the currency of the order')
    .option('--line <sku=units>', 'what these units cost, with discount and tax; may be repeated', addUnits)
    .option('--shipping', 'what was paid for the shipping')
    .requiredOption('--reason <text>', 'why; the customer reads it')
    .addOption(yesOption())
  addActOptions(refund).action((name: string, options: RefundOptions) => refundOrder(terminal, name, options))
}

const addCancel = (orders: Command, terminal: Terminal): void => {
  const cancel = withExamples(
    orders.command('cancel').description('give up an order that has not left: stock, coupons and money go back'),
    ['tradepost orders cancel TP-4K7M-2QXR --reason "Asked for by the customer"']
  )
    .argument('<order>', 'its number or its id')
    .requiredOption('--reason <text>', 'why; the customer reads it')
    .addOption(yesOption())
  addActOptions(cancel).action((name: string, options: CancelOptions) => cancelOrder(terminal, name, options))
}

const addNote = (orders: Command, terminal: Terminal): void => {
  const note = withExamples(orders.command('note').description('write a note into the timeline of an order'), [
    'tradepost orders note TP-4K7M-2QXR "Asked to ring twice"',
    'tradepost orders note TP-4K7M-2QXR "We pack it on Monday" --public',
  ])
    .argument('<order>', 'its number or its id')
    .argument('<text>', 'the note')
    .option('--public', 'the customer sees it too')
  addActOptions(note).action((name: string, text: string, options: NoteOptions) =>
    noteOrder(terminal, { name, note: text }, options)
  )
}

const addActOptions = (command: Command): Command =>
  command
    .option('--key <key>', 'do it once: the same key again changes nothing (default: a new one)', parseKey)
    .addOption(urlOption())
    .addOption(jsonOption())

const yesOption = (): Option => new Option('--yes', 'do not ask; needed where there is no terminal')

const parseKey = (text: string): string => {
  const { data } = IdempotencyKey.safeParse(text)
  if (data === undefined) throw new InvalidArgumentError('Use 8 to 64 letters, digits, hyphens and underscores.')
  return data
}
