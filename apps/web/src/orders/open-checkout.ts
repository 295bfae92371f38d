import { useSyncExternalStore } from 'react'
import type { OrderId } from './order-id.ts'

let openId: OrderId | null = null
const listeners = new Set<() => void>()

const set = (next: OrderId | null): void => {
  openId = next
  for (const listener of listeners) listener()
}

/** Notes that the cart is being paid as this order, as the server has said. */
export const noteOpenCheckout = (id: OrderId): void => set(id)

/** Notes that no payment of the cart is open any more. */
export const forgetOpenCheckout = (): void => set(null)

const subscribe = (listener: () => void): (() => void) => {
  listeners.add(listener)
  return () => listeners.delete(listener)
}

/** Gives the order as which the cart is being paid, as far as this page has heard of it. */
export const useOpenCheckout = (): OrderId | null => useSyncExternalStore(subscribe, () => openId)
