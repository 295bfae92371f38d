import { useSyncExternalStore } from 'react'

/** A short message that is shown for a while and read aloud by screen readers. */
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

/** Takes a notice away before its time. */
export const dismissNotice = (id: number): void => set(notices.filter((notice) => notice.id !== id))

/** Shows a message for six seconds; the same text is not shown twice at once. */
export const notify = (text: string, tone: Notice['tone'] = 'plain'): void => {
  const id = ++lastId
  set([...notices.filter((notice) => notice.text !== text), { id, text, tone }])
  setTimeout(() => dismissNotice(id), SHOWN_MS)
}

const subscribe = (listener: () => void): (() => void) => {
  listeners.add(listener)
  return () => listeners.delete(listener)
}

/** Gives the notices that are shown now. */
export const useNotices = (): readonly Notice[] => useSyncExternalStore(subscribe, () => notices)
