import { useEffect } from 'react'
import { useShop } from './shop-queries.ts'

/** Puts a page's title and the shop's name into the window; without a title, the name alone. */
export const useDocumentTitle = (title?: string): void => {
  const shopName = useShop()?.name ?? 'Tradepost'
  useEffect(() => {
    document.title = title === undefined ? shopName : `${title} · ${shopName}`
  }, [title, shopName])
}
