import type { AdminOrder, IdOf } from '@tradepost/contract'
import { misused } from '../failure.ts'

const MAX_UNITS = 999

/** Some units of a line, as typed: `OAK-TRAY=2`. */
export interface TypedUnits {
  readonly name: string
  readonly quantity: number
}

/** Parses one `--line SKU=2` and adds it to those before it. */
export const addUnits = (text: string, before: readonly TypedUnits[] = []): TypedUnits[] => {
  // A SKU may contain an equals sign itself.
  const at = text.lastIndexOf('=')
  const quantity = Number(text.slice(at + 1))
  if (at < 1 || !Number.isInteger(quantity) || quantity < 1 || quantity > MAX_UNITS)
    throw misused(`“${text}” names no units: write the SKU and how many, such as OAK-TRAY=2.`)
  return [...before, { name: text.slice(0, at), quantity }]
}

/** Finds the named lines of an order, by SKU or by line ID. */
export const linesOf = (
  order: AdminOrder,
  typed: readonly TypedUnits[]
): { lineId: IdOf<'orderLine'>; quantity: number }[] =>
  typed.map(({ name, quantity }) => {
    const line = order.lines.find(({ id, sku }) => sku === name || id === name)
    const known = order.lines.map(({ sku }) => sku).join(', ')
    if (!line) throw misused(`${order.number} has no line with the SKU “${name}”: it has ${known}.`)
    return { lineId: line.id, quantity }
  })
