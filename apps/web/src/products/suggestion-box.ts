import { type KeyboardEvent, useEffect, useId, useState } from 'react'
import type { SuggestionGroup } from './suggestion-list.tsx'

const step = (keys: readonly string[], active: string | undefined, by: 1 | -1): string | undefined => {
  // The field itself is one of the stops.
  const stops = [undefined, ...keys]
  return stops.at((stops.indexOf(active) + by) % stops.length)
}

const elementOf = (id: string | undefined): HTMLElement | null =>
  id === undefined ? null : document.querySelector<HTMLElement>(`#${CSS.escape(id)}`)

const useActive = (keys: readonly string[]) => {
  const id = useId()
  const [wanted, setWanted] = useState<string | undefined>()
  const activeKey = wanted !== undefined && keys.includes(wanted) ? wanted : undefined
  const idOf = (key: string) => `${id}-${keys.indexOf(key)}`
  const activeId = activeKey === undefined ? undefined : idOf(activeKey)
  useEffect(() => {
    elementOf(activeId)?.scrollIntoView({ block: 'nearest' })
  }, [activeId])
  return { id, activeKey, activeId, idOf, setActive: setWanted }
}

/** Opens and closes the suggestions of a combobox. The arrow keys move through them while the field keeps the focus. */
export const useSuggestionBox = (groups: readonly SuggestionGroup[]) => {
  const [isWanted, setIsWanted] = useState(false)
  const keys = isWanted ? groups.flatMap(({ items }) => items.map(({ key }) => key)) : []
  const { setActive, ...active } = useActive(keys)
  const isOpen = keys.length > 0
  const show = (isShown: boolean) => {
    setIsWanted(isShown)
    setActive(undefined)
  }
  const onKeyDown = (event: KeyboardEvent<HTMLInputElement>) => {
    const isArrow = event.key === 'ArrowDown' || event.key === 'ArrowUp'
    if (isArrow && isOpen) setActive(step(keys, active.activeKey, event.key === 'ArrowDown' ? 1 : -1))
    else if (isArrow) setIsWanted(true)
    else if (event.key === 'Escape' && isOpen) show(false)
    // The suggestion is a link, so a click navigates.
    else if (event.key === 'Enter' && active.activeId) elementOf(active.activeId)?.click()
    else return
    event.preventDefault()
  }
  return { ...active, count: keys.length, isOpen, show, onKeyDown }
}

/** The suggestions of a combobox: whether they are open, and which one is active. */
export type SuggestionBox = ReturnType<typeof useSuggestionBox>
