import { useEffect } from 'react'
import { useShop } from './shop-queries.ts'

const descriptionOfPage = (): HTMLMetaElement | null => document.querySelector('meta[name="description"]')

/** Puts a page's title and the shop's name into the window; without a title, the name alone. */
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
