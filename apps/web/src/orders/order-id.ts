import { type IdOf, idPrefixes } from '@tradepost/contract'

export type OrderId = IdOf<'order'>

/** Returns whether a text from the URL can be an order ID; the server checks the rest. */
export const isOrderId = (text: string): text is OrderId => text.startsWith(`${idPrefixes.order}_`)
