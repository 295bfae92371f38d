import { useSyncExternalStore } from 'react'

let isOpen = false
const listeners = new Set<() => void>()

const set = (next: boolean): void => {
  isOpen = next
  for (const listener of listeners) listener()
}

/** Opens the cart beside the page. */
export const openCartDrawer = (): void => set(true)

/** Closes the cart beside the page. */
export const closeCartDrawer = (): void => set(false)

const subscribe = (listener: () => void): (() => void) => {
  listeners.add(listener)
  return () => listeners.delete(listener)
}

/** Tells whether the cart is open beside the page. */
export const useIsCartDrawerOpen = (): boolean => useSyncExternalStore(subscribe, () => isOpen)
