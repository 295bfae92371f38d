import { getRouteApi } from '@tanstack/react-router'
import { useDocumentTitle } from '../shop/document-title.ts'
import { ProductList } from './product-list.tsx'
import type { ProductSearch } from './product-search.ts'

const route = getRouteApi('/products')

const isAlone = (values: string[] | undefined): values is [string] => values?.length === 1

const titleOf = ({ search, type, vendor, tag, option }: ProductSearch): string => {
  if (search) return `“${search}”`
  const named = [type, vendor, tag].filter((values) => values !== undefined)
  const [only] = named
  return named.length === 1 && !option && isAlone(only) ? only[0] : 'All products'
}

/** The list of all products, or of those that match a search and filters. */
export const ProductsPage = () => {
  const search = route.useSearch()
  const navigate = route.useNavigate()
  const title = titleOf(search)
  useDocumentTitle(search.search ? `Search: ${search.search}` : title)
  return (
    <div className="page pt-8 sm:pt-12">
      <h1 className="display mb-3 text-4xl sm:text-5xl">{title}</h1>
      <ProductList search={search} onSearch={(next) => void navigate({ search: next, resetScroll: false })} />
    </div>
  )
}
