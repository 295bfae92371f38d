import { randomUUID } from 'node:crypto'
import type { TradepostClient } from '@tradepost/client'
import type { StockItem } from '@tradepost/contract'
import type { UrlOption } from '../auth/session.ts'
import { findSession } from '../auth/session.ts'
import type { Shop } from '../shop.ts'
import { ask } from '../shop.ts'
import { printable } from '../terminal/printable.ts'
import type { Column } from '../terminal/table.ts'
import { layTable } from '../terminal/table.ts'
import type { Terminal } from '../terminal/terminal.ts'
import { columnsOf, painter, print, printJson } from '../terminal/terminal.ts'
import { findLocation, findLocations } from './find-location.ts'

export interface MoveOptions extends UrlOption {
  readonly reason: string
  readonly key?: string
  readonly json?: boolean
}

export interface PlacedOptions extends MoveOptions {
  readonly location?: string
}

export interface TransferOptions extends MoveOptions {
  readonly from: string
  readonly to: string
}

/** The SKU and the number of units that a command was called with. */
export interface Units {
  readonly sku: string
  readonly units: number
}

/** Adds units that were received. */
export const receiveStock = (terminal: Terminal, of: Units, options: PlacedOptions): Promise<void> =>
  moveAt(terminal, options, {
    ...of,
    act: (client, by) => client.admin.inventory.receive.mutate({ ...by, quantity: of.units }),
    done: `Received ${of.units}`,
  })

/** Adds units, or removes them if the number is negative. */
export const adjustStock = (terminal: Terminal, of: Units, options: PlacedOptions): Promise<void> =>
  moveAt(terminal, options, {
    ...of,
    act: (client, by) => client.admin.inventory.adjust.mutate({ ...by, delta: of.units }),
    done: of.units > 0 ? `Added ${of.units}` : `Took off ${-of.units}`,
  })

/** Sets the on-hand quantity to a counted number. */
export const countStock = (terminal: Terminal, of: Units, options: PlacedOptions): Promise<void> =>
  moveAt(terminal, options, {
    ...of,
    act: (client, by) => client.admin.inventory.count.mutate({ ...by, counted: of.units }),
    done: `Counted ${of.units}`,
  })

/** Moves available units from one location to another. */
export const transferStock = async (terminal: Terminal, { sku, units }: Units, options: TransferOptions) => {
  const shop = await findSession(terminal, options)
  const [fromLocationId, toLocationId] = await findLocations(shop, [options.from, options.to])
  if (!fromLocationId || !toLocationId) return
  const input = { ...byOf(sku, options), fromLocationId, toLocationId, quantity: units }
  const item = await ask(shop, (client) => client.admin.inventory.transfer.mutate(input))
  printItem(terminal, item, { options, done: `Moved ${units}` })
}

type By = ReturnType<typeof byOf> & Awaited<ReturnType<typeof findLocation>>

interface Act extends Units {
  readonly act: (client: TradepostClient, by: By) => Promise<StockItem>
  readonly done: string
}

const moveAt = async (terminal: Terminal, options: PlacedOptions, { sku, act, done }: Act): Promise<void> => {
  const shop: Shop = await findSession(terminal, options)
  const by = { ...byOf(sku, options), ...(await findLocation(shop, options.location)) }
  const item = await ask(shop, (client) => act(client, by))
  printItem(terminal, item, { options, done })
}

const byOf = (sku: string, { reason, key }: MoveOptions) => ({ idempotencyKey: key ?? randomUUID(), sku, reason })

const columns: Column<StockItem['levels'][number]>[] = [
  { title: 'Location', cell: ({ locationName }) => locationName, fit: 'cut' },
  { title: 'On hand', cell: ({ onHand }) => String(onHand), align: 'right' },
  { title: 'Promised', cell: ({ allocated }) => String(allocated), align: 'right' },
  { title: 'Free', cell: ({ available }) => String(available), align: 'right' },
]

const printItem = (
  terminal: Terminal,
  item: StockItem,
  { options, done }: { options: MoveOptions; done: string }
): void => {
  const { stdout } = terminal
  if (options.json) return printJson(terminal, item)
  const { sku, productTitle, levels } = item
  const lines = layTable(columns, levels, { width: columnsOf(stdout), paint: painter(terminal, stdout) })
  print(terminal, `${done} of ${printable(sku)} (${printable(productTitle)}).`, '', ...lines)
}
