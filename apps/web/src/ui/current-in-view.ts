import { useLocation } from '@tanstack/react-router'
import { type RefObject, useEffect, useRef } from 'react'

/** Scrolls a row of links that is wider than the screen, so that the link to the current page is visible. */
export const useCurrentInView = <Row extends HTMLElement>(): RefObject<Row | null> => {
  const row = useRef<Row>(null)
  const { href } = useLocation()
  useEffect(() => {
    const list = row.current
    const current = list?.querySelector<HTMLElement>('[aria-current="page"]')
    if (!list || !current) return
    const { left, width } = current.getBoundingClientRect()
    const middle = left - list.getBoundingClientRect().left + width / 2
    list.scrollBy({ left: middle - list.clientWidth / 2 })
  }, [href])
  return row
}
