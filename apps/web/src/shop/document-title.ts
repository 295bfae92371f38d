import { useEffect } from 'react'
import { useShop } from './shop-queries.ts'

const descriptionOfPage = (): HTMLMetaElement | null => document.querySelector('meta[name="description"]')

/**
 * Sets the window title to a page's title and the shop's name, or only the name without a title. Also sets the meta
 * description if there is one.
 */
export const useDocumentTitle = (title?: string, description = ''): void => {
  const shopName = useShop()?.name ?? 'Tradepost'
  useEffect(() => {
    document.title = title === undefined ? shopName : `${title} · ${shopName}`
  }, [title, shopName])
  useEffect(() => {
    const meta = descriptionOfPage()
    if (meta === null || description === '') return
    const before = meta.content
    meta.content = description
    return () => {
      meta.content = before
    }
  }, [description])
}
