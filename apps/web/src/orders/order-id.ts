import { type IdOf, idPrefixes } from '@tradepost/contract'

/** The id of an order. */
export type OrderId = IdOf<'order'>

/** Tells whether a text from the address can be an order's id; the server looks at the rest of it. */
export const isOrderId = (text: string): text is OrderId => text.startsWith(`${idPrefixes.order}_`)
