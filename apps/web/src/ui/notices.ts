import { useSyncExternalStore } from 'react'

/** A short message that is shown for a while and announced by screen readers. */
export interface Notice {
  readonly id: number
  readonly text: string
  readonly tone: 'plain' | 'problem'
}

const SHOWN_MS = 6000
let notices: readonly Notice[] = []
let lastId = 0
const listeners = new Set<() => void>()

const set = (next: readonly Notice[]): void => {
  notices = next
  for (const listener of listeners) listener()
}

/** Removes a notice before its time is over. */
export const dismissNotice = (id: number): void => set(notices.filter((notice) => notice.id !== id))

/** Shows a message for six seconds; a repeated text replaces the notice that is still shown. */
export const notify = (text: string, tone: Notice['tone'] = 'plain'): void => {
  const id = ++lastId
  set([...notices.filter((notice) => notice.text !== text), { id, text, tone }])
  setTimeout(() => dismissNotice(id), SHOWN_MS)
}

const subscribe = (listener: () => void): (() => void) => {
  listeners.add(listener)
  return () => listeners.delete(listener)
}

/** Returns the notices that are shown now. */
export const useNotices = (): readonly Notice[] => useSyncExternalStore(subscribe, () => notices)
