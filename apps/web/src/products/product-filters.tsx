import type { Currency, ProductFacets } from '@tradepost/contract'
import { Loading, Skeleton } from '../ui/states.tsx'
import { FacetFold, FacetGroup } from './facet-group.tsx'
import { inTradeOrder, withChosen } from './facet-order.ts'
import { optionOf, optionToken } from './option-token.ts'
import { PriceFilter } from './price-filter.tsx'
import { type ListFilter, type ProductSearch, withoutEmpty, withToggled } from './product-search.ts'

/** The current search and its facets, and the callback for a new search. */
export interface ProductFiltersProps {
  search: ProductSearch
  facets: ProductFacets | null
  isLoading: boolean
  currency: Currency
  onSearch: (next: ProductSearch) => void
}

// The option value of products without options; it means nothing to shoppers.
const NO_OPTION = 'Default Title'
const OPEN_OPTIONS = 2

const InStockSwitch = ({ search, onSearch }: Pick<ProductFiltersProps, 'search' | 'onSearch'>) => (
  <label className="relative flex min-h-14 items-center justify-between gap-3 border-b border-line">
    <span className="font-semibold">In stock only</span>
    <input
      type="checkbox"
      role="switch"
      checked={search.inStock ?? false}
      onChange={(event) => onSearch(withoutEmpty({ ...search, inStock: event.target.checked }))}
      className="peer absolute inset-0 size-full cursor-pointer opacity-0"
    />
    <span
      aria-hidden
      className="relative h-6 w-11 rounded-full border border-line-strong bg-sunken transition-colors peer-checked:border-brand peer-checked:bg-brand peer-focus-visible:outline-2 peer-focus-visible:outline-offset-3 after:absolute after:top-[3px] after:left-1 after:size-4 after:rounded-full after:bg-line-strong after:transition-transform peer-checked:after:translate-x-4.5 peer-checked:after:bg-on-brand"
    />
  </label>
)

interface OptionFacet {
  readonly name: string
  readonly values: ProductFacets['vendors']
}

// An option that only chosen values name is also offered, because otherwise those values could not be deselected.
const optionFacets = ({ facets, search }: ProductFiltersProps): (OptionFacet & { chosen: string[] })[] => {
  const chosen = (search.option ?? []).map(optionOf).filter((option) => option !== null)
  const found = facets?.options ?? []
  const missing = chosen.map(({ name }) => name).filter((name) => !found.some((option) => option.name === name))
  return [...found, ...[...new Set(missing)].map((name) => ({ name, values: [] }))].map(({ name, values }) => ({
    name,
    values: values.filter(({ value }) => value !== NO_OPTION),
    chosen: chosen.filter((option) => option.name === name).map(({ value }) => value),
  }))
}

const FacetSkeleton = () => (
  <Loading what="filters">
    {[5, 3, 4].map((lines) => (
      <div key={lines} className="border-b border-line py-5">
        <Skeleton className="mb-4 h-4 w-24" />
        {Array.from({ length: lines }, (_, at) => (
          <Skeleton key={at} className="mb-3.5 h-4 w-full" />
        ))}
      </div>
    ))}
  </Loading>
)

const Facets = (props: ProductFiltersProps) => {
  const { search, facets, onSearch } = props
  const relation = facets?.relation ?? 'exact'
  const group = (title: string, filter: Exclude<ListFilter, 'option'>, found: ProductFacets['vendors']) => {
    const chosen = search[filter] ?? []
    const values = withChosen(found, chosen)
    const onToggle = (value: string) => onSearch(withToggled(search, filter, value))
    return <FacetGroup {...{ title, values, relation, chosen, onToggle }} startsOpen={filter === 'type'} />
  }
  return (
    <>
      {group('Type', 'type', facets?.productTypes ?? [])}
      {optionFacets(props).map(({ name, values, chosen }, at) => (
        <FacetGroup
          key={name}
          title={name}
          values={inTradeOrder(withChosen(values, chosen))}
          relation={relation}
          chosen={chosen}
          startsOpen={at < OPEN_OPTIONS}
          onToggle={(value) => onSearch(withToggled(search, 'option', optionToken({ name, value })))}
        />
      ))}
      {group('Maker', 'vendor', facets?.vendors ?? [])}
      {group('Tag', 'tag', facets?.tags ?? [])}
    </>
  )
}

/** Filters by stock, price, type, options, vendor and tag. Each value shows how many products it would leave. */
export const ProductFilters = (props: ProductFiltersProps) => {
  const { search, facets, isLoading, currency, onSearch } = props
  const hasPrice = search.priceMin !== undefined || search.priceMax !== undefined
  return (
    <div>
      <InStockSwitch search={search} onSearch={onSearch} />
      <FacetFold title="Price" chosenCount={hasPrice ? 1 : 0} startsOpen>
        <PriceFilter
          search={search}
          currency={currency}
          onChange={(bounds) => onSearch(withoutEmpty({ ...search, ...bounds }))}
        />
      </FacetFold>
      {facets === null && isLoading ? <FacetSkeleton /> : <Facets {...props} />}
    </div>
  )
}
