import type { ProductPage } from '@tradepost/contract'
import { clsx } from 'clsx'
import { useState } from 'react'
import { Button } from '../ui/button.tsx'
import { countFilters, type ProductSearch } from './product-search.ts'

type Facets = ProductPage['facets']
type Facet = NonNullable<Facets>['vendors']

/** What the filters know and can change. */
export interface ProductFiltersProps {
  search: ProductSearch
  facets: Facets
  onChange: (part: ProductSearch) => void
  onReset: () => void
}

const SHOWN_VALUES = 8

interface FacetGroupProps {
  title: string
  values: Facet
  chosen: string | undefined
  onChoose: (value: string | undefined) => void
}

// A chosen value stays in the list, whether or not anything was found with it.
const withChosen = (values: Facet, chosen: string | undefined): Facet => {
  const named = values.filter((entry) => entry.value !== '')
  const isMissing = chosen !== undefined && !named.some((entry) => entry.value === chosen)
  return isMissing ? [{ value: chosen, count: 0 }, ...named] : named
}

const FacetGroup = ({ title, values, chosen, onChoose }: FacetGroupProps) => {
  const [isWhole, setIsWhole] = useState(false)
  const all = withChosen(values, chosen)
  const shown = isWhole ? all : all.slice(0, SHOWN_VALUES)
  if (all.length === 0) return null
  return (
    <fieldset>
      <legend className="mb-2 font-semibold">{title}</legend>
      <div className="flex flex-col">
        {shown.map(({ value, count }) => (
          <label key={value} className="group flex min-h-10 items-center gap-3 text-[0.9375rem]">
            <input
              type="checkbox"
              checked={value === chosen}
              onChange={() => onChoose(value === chosen ? undefined : value)}
              className="size-4.5 accent-brand"
            />
            <span
              className={clsx('flex-1 underline-offset-4 group-hover:underline', value === chosen && 'font-medium')}
            >
              {value}
            </span>
            <span className="text-sm text-muted tabular-nums">
              <span className="sr-only">, </span>
              {count}
            </span>
          </label>
        ))}
      </div>
      {all.length > SHOWN_VALUES ? (
        <Button look="quiet" className="text-sm" aria-expanded={isWhole} onClick={() => setIsWhole(!isWhole)}>
          {isWhole ? 'Show fewer' : `Show all ${all.length}`}
        </Button>
      ) : null}
    </fieldset>
  )
}

/** Filters by department, maker and stock, with how many each would leave. */
export const ProductFilters = ({ search, facets, onChange, onReset }: ProductFiltersProps) => (
  <div className="flex flex-col gap-8">
    <label className="relative flex min-h-10 items-center justify-between gap-3 text-[0.9375rem]">
      <span className="font-semibold">In stock only</span>
      <input
        type="checkbox"
        role="switch"
        checked={search.inStock ?? false}
        onChange={(event) => onChange({ inStock: event.target.checked })}
        className="peer absolute inset-0 size-full cursor-pointer opacity-0"
      />
      <span
        aria-hidden
        className="relative h-6 w-11 rounded-full border border-line-strong bg-sunken transition-colors peer-checked:border-brand peer-checked:bg-brand peer-focus-visible:outline-2 peer-focus-visible:outline-offset-3 after:absolute after:top-[3px] after:left-1 after:size-4 after:rounded-full after:bg-line-strong after:transition-transform peer-checked:after:translate-x-4.5 peer-checked:after:bg-on-brand"
      />
    </label>
    <FacetGroup
      title="Department"
      values={facets?.productTypes ?? []}
      chosen={search.productType}
      onChoose={(productType) => onChange({ productType })}
    />
    <FacetGroup
      title="Maker"
      values={facets?.vendors ?? []}
      chosen={search.vendor}
      onChoose={(vendor) => onChange({ vendor })}
    />
    {search.tag ? (
      <FacetGroup title="Tag" values={[]} chosen={search.tag} onChoose={(tag) => onChange({ tag })} />
    ) : null}
    {countFilters(search) > 0 ? (
      <Button look="secondary" onClick={onReset} className="self-start">
        Remove all filters
      </Button>
    ) : null}
  </div>
)
