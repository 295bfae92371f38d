import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { type AdminProductSummary, type AdminVariant, type Currency, formatMoney } from '@tradepost/contract'
import { Check, ChevronDown, Plus, Search } from 'lucide-react'
import { useId, useState } from 'react'
import { api } from '../../api.ts'
import { Button } from '../../ui/button.tsx'
import { Problem } from '../../ui/problem.tsx'
import { useSettled } from '../../ui/settled.ts'
import { Skeleton } from '../../ui/states.tsx'
import { Thumbnail } from '../../ui/thumbnail.tsx'

const PAUSE_MS = 250
const SHOWN = 6

/** A variant to add to an order, with its displayed name. */
export interface PickedVariant {
  readonly id: AdminVariant['id']
  readonly name: string
  readonly sku: string
  readonly price: string
}

interface PickerProps {
  currency: Currency
  /** The IDs of the variants that are already in the order. */
  present: ReadonlySet<string>
  onPick: (variant: PickedVariant) => void
}

interface VariantsProps extends PickerProps {
  product: AdminProductSummary
}

const stockText = ({ tracked, onHand, allocated }: AdminVariant): string =>
  tracked ? `${Math.max(0, onHand - allocated).toLocaleString('en')} free` : 'Not counted'

const Variants = ({ product, currency, present, onPick }: VariantsProps) => {
  const found = useQuery(api.admin.products.get.queryOptions({ id: product.id }))
  if (found.isError) return <Problem error={found.error} />
  if (!found.data) return <Skeleton className="h-11 rounded-xl" />
  return (
    <ul aria-label={`Variants of ${product.title}`} className="pb-2 pl-13">
      {found.data.variants.map((variant) => {
        const price = variant.prices.find((one) => one.price.currency === currency)?.price
        const name = variant.optionValues.length > 0 ? `${product.title}, ${variant.title}` : product.title
        return (
          <li key={variant.id} className="flex flex-wrap items-center gap-x-4 text-[0.9375rem]">
            <span className="min-w-0 flex-1 basis-40 py-1.5">
              {variant.optionValues.length > 0 ? variant.title : variant.sku}
              <span className="block text-sm text-muted">{stockText(variant)}</span>
            </span>
            <span className="tabular-nums">{price ? formatMoney(price) : `No price in ${currency}`}</span>
            {present.has(variant.id) ? (
              <span className="inline-flex min-h-11 items-center gap-1.5 px-1 text-sm text-leaf">
                <Check aria-hidden className="size-4" /> In it
              </span>
            ) : (
              <Button
                look="quiet"
                aria-label={`Add ${name}`}
                disabled={!price}
                onClick={() =>
                  onPick({ id: variant.id, name, sku: variant.sku, price: price ? formatMoney(price) : '' })
                }
              >
                <Plus aria-hidden className="size-4" />
                Add
              </Button>
            )}
          </li>
        )
      })}
    </ul>
  )
}

const FoundProduct = (props: VariantsProps) => (
  <li>
    <details className="fold">
      <summary className="flex min-h-11 cursor-pointer items-center gap-3 px-3 py-1.5 focus-visible:-outline-offset-2">
        <Thumbnail image={props.product.image} className="size-10" />
        <span className="min-w-0 flex-1 text-[0.9375rem]">{props.product.title}</span>
        <ChevronDown aria-hidden className="fold-mark size-4 text-muted" />
      </summary>
      <div className="px-3">
        <Variants {...props} />
      </div>
    </details>
  </li>
)

/** Searches products by name and lets the user pick one of their variants. */
export const VariantPicker = (props: PickerProps) => {
  const id = useId()
  const [words, setWords] = useState('')
  const search = useSettled(words.trim(), PAUSE_MS)
  const options = { enabled: search !== '', placeholderData: keepPreviousData }
  const found = useQuery(api.admin.products.list.queryOptions({ search, limit: SHOWN, status: 'active' }, options))
  const items = search === '' ? [] : (found.data?.items ?? [])
  return (
    <div>
      <label htmlFor={id} className="mb-1.5 block text-sm font-medium">
        Add something
      </label>
      <div className="relative">
        <Search
          aria-hidden
          className="pointer-events-none absolute top-1/2 left-4 size-4.5 -translate-y-1/2 text-muted"
        />
        <input
          id={id}
          type="search"
          value={words}
          maxLength={200}
          autoComplete="off"
          placeholder="Title, SKU, maker …"
          onChange={({ target }) => setWords(target.value)}
          // Enter searches; it does not submit the surrounding form.
          onKeyDown={(event) => {
            if (event.key === 'Enter') event.preventDefault()
          }}
          className="min-h-12 w-full rounded-xl border border-line-strong bg-surface pr-4 pl-11 text-base placeholder:text-muted hover:border-ink"
        />
      </div>
      <p role="status" className="mt-2 text-sm text-muted empty:hidden">
        {search !== '' && found.data && items.length === 0 ? 'Nothing fits these words.' : ''}
      </p>
      <Problem error={search === '' ? null : found.error} />
      <ul aria-label="Found products" className="mt-2 divide-y divide-line rounded-2xl border border-line empty:hidden">
        {items.map((product) => (
          <FoundProduct key={product.id} {...props} product={product} />
        ))}
      </ul>
    </div>
  )
}
