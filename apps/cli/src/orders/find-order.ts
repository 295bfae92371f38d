import type { TradepostClient } from '@tradepost/client'
import type { AdminOrder } from '@tradepost/contract'
import { Id } from '@tradepost/contract'
import { Failure } from '../failure.ts'
import type { Shop } from '../shop.ts'
import { ask } from '../shop.ts'

/** Reads an order by its ID or its number, in upper or lower case; throws `order.not_found`. */
export const findOrder = async (shop: Shop, name: string): Promise<AdminOrder> => {
  const order = await ask(shop, (client) => readOrder(client, name))
  if (!order) throw new Failure('order.not_found', `No order has the id or the number “${name}”.`)
  return order
}

const readOrder = async ({ admin: { orders } }: TradepostClient, name: string): Promise<AdminOrder | null> => {
  const id = Id('order').safeParse(name)
  if (id.success) return orders.get.query({ id: id.data })
  const { items } = await orders.list.query({ search: name.slice(0, 254) })
  // The search also matches email addresses.
  const found = items.find(({ number }) => number === name.toUpperCase())
  return found ? orders.get.query({ id: found.id }) : null
}
