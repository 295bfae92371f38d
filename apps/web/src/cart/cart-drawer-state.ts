import { useSyncExternalStore } from 'react'

let isOpen = false
const listeners = new Set<() => void>()

const set = (next: boolean): void => {
  isOpen = next
  for (const listener of listeners) listener()
}

export const openCartDrawer = (): void => set(true)

export const closeCartDrawer = (): void => set(false)

const subscribe = (listener: () => void): (() => void) => {
  listeners.add(listener)
  return () => listeners.delete(listener)
}

export const useIsCartDrawerOpen = (): boolean => useSyncExternalStore(subscribe, () => isOpen)
