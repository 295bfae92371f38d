import { keepPreviousData, useQuery } from '@tanstack/react-query'
import type { AdminProductSummary } from '@tradepost/contract'
import { Check, Plus, Search } from 'lucide-react'
import { useEffect, useId, useState } from 'react'
import { api } from '../../api.ts'
import { Button } from '../../ui/button.tsx'
import { Problem } from '../../ui/problem.tsx'
import { Thumbnail } from '../../ui/thumbnail.tsx'
import { StatusBadge } from '../products/product-status.tsx'

const PAUSE_MS = 250
const SHOWN = 8

const useSettled = (text: string): string => {
  const [settled, setSettled] = useState(text)
  useEffect(() => {
    const timer = setTimeout(() => setSettled(text.trim()), PAUSE_MS)
    return () => clearTimeout(timer)
  }, [text])
  return settled
}

interface AddProductsProps {
  present: ReadonlySet<string>
  isBusy: boolean
  onAdd: (product: AdminProductSummary) => void
}

interface FoundRowProps {
  product: AdminProductSummary
  isPresent: boolean
  isBusy: boolean
  onAdd: () => void
}

const FoundRow = ({ product, isPresent, isBusy, onAdd }: FoundRowProps) => (
  <li className="flex items-center gap-3 px-3 py-1.5">
    <Thumbnail image={product.image} className="size-10" />
    <span className="min-w-0 flex-1 text-[0.9375rem]">{product.title}</span>
    {product.status === 'active' ? null : <StatusBadge status={product.status} />}
    {isPresent ? (
      <span className="inline-flex min-h-11 items-center gap-1.5 px-1 text-sm text-leaf">
        <Check aria-hidden className="size-4" /> In it
      </span>
    ) : (
      <Button look="quiet" aria-label={`Add ${product.title}`} disabled={isBusy} onClick={onAdd}>
        <Plus aria-hidden className="size-4" />
        Add
      </Button>
    )}
  </li>
)

/** Searches products by name and adds them to a collection. */
export const AddProducts = ({ present, isBusy, onAdd }: AddProductsProps) => {
  const id = useId()
  const [words, setWords] = useState('')
  const search = useSettled(words)
  const input = { search, limit: SHOWN }
  const options = { enabled: search !== '', placeholderData: keepPreviousData }
  const found = useQuery(api.admin.products.list.queryOptions(input, options))
  const items = search === '' ? [] : (found.data?.items ?? [])
  return (
    <div>
      <label htmlFor={id} className="mb-1.5 block text-sm font-medium">
        Add products
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
          onChange={(event) => setWords(event.target.value)}
          className="min-h-12 w-full rounded-xl border border-line-strong bg-surface pr-4 pl-11 text-base placeholder:text-muted hover:border-ink"
        />
      </div>
      <p role="status" className="mt-2 text-sm text-muted empty:hidden">
        {search !== '' && found.data && items.length === 0 ? 'Nothing fits these words.' : ''}
      </p>
      <Problem error={search === '' ? null : found.error} />
      <ul aria-label="Found products" className="mt-2 divide-y divide-line rounded-2xl border border-line empty:hidden">
        {items.map((product) => (
          <FoundRow
            key={product.id}
            product={product}
            isPresent={present.has(product.id)}
            isBusy={isBusy}
            onAdd={() => onAdd(product)}
          />
        ))}
      </ul>
    </div>
  )
}
