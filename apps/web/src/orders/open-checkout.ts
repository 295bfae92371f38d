import { useSyncExternalStore } from 'react'
import type { OrderId } from './order-id.ts'

let openId: OrderId | null = null
const listeners = new Set<() => void>()

const set = (next: OrderId | null): void => {
  openId = next
  for (const listener of listeners) listener()
}

/** Records that the cart is being paid as this order, as reported by the server. */
export const noteOpenCheckout = (id: OrderId): void => set(id)

/** Records that the cart no longer has an open payment. */
export const forgetOpenCheckout = (): void => set(null)

const subscribe = (listener: () => void): (() => void) => {
  listeners.add(listener)
  return () => listeners.delete(listener)
}

/** Returns the order as which the cart is being paid, or null if this page knows of none. */
export const useOpenCheckout = (): OrderId | null => useSyncExternalStore(subscribe, () => openId)
