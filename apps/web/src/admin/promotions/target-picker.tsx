import { useQueries } from '@tanstack/react-query'
import type { AdminProductSummary, IdOf } from '@tradepost/contract'
import { X } from 'lucide-react'
import { useState } from 'react'
import { api, errorOf } from '../../api.ts'
import { IconButton } from '../../ui/button.tsx'
import { CheckField } from '../../ui/check-field.tsx'
import { Thumbnail } from '../../ui/thumbnail.tsx'
import { AddProducts } from '../collections/add-products.tsx'
import { depthOf, useCollections } from '../collections/collection-queries.ts'
import { RadioChoice } from '../radio-choice.tsx'
import type { FormTarget } from './promotion-form.ts'

const MAX_TARGETS = 100

interface PickedProduct {
  readonly title: string
  readonly image: AdminProductSummary['image']
}

const useTitles = (ids: readonly IdOf<'product'>[], fresh: ReadonlyMap<string, PickedProduct>) => {
  const missing = ids.filter((id) => !fresh.has(id))
  const found = useQueries({ queries: missing.map((id) => api.admin.products.get.queryOptions({ id })) })
  return (id: IdOf<'product'>): PickedProduct => {
    const query = found[missing.indexOf(id)]
    const isGone = errorOf(query?.error)?.code === 'product.not_found'
    const read = query?.data ? { title: query.data.title, image: query.data.images[0] ?? null } : null
    return fresh.get(id) ?? read ?? { title: isGone ? 'A product that was deleted' : '…', image: null }
  }
}

interface PickerProps {
  target: FormTarget
  isReadOnly: boolean
  onChange: (target: FormTarget) => void
}

const Products = ({ target, isReadOnly, onChange }: PickerProps) => {
  const [fresh, setFresh] = useState<ReadonlyMap<string, PickedProduct>>(new Map())
  const { productIds } = target
  const productOf = useTitles(productIds, fresh)
  const add = (product: AdminProductSummary) => {
    setFresh((now) => new Map(now).set(product.id, product))
    onChange({ ...target, productIds: [...productIds, product.id] })
  }
  return (
    <div className="flex flex-col gap-4">
      <ul aria-label="Chosen products" className="divide-y divide-line rounded-2xl border border-line empty:hidden">
        {productIds.map((id) => {
          const { title, image } = productOf(id)
          return (
            <li key={id} className="flex items-center gap-3 px-3 py-1.5">
              <Thumbnail image={image} className="size-10" />
              <span className="min-w-0 flex-1 text-[0.9375rem]">{title}</span>
              {isReadOnly ? null : (
                <IconButton
                  label={`Take ${title} out`}
                  onClick={() => onChange({ ...target, productIds: productIds.filter((one) => one !== id) })}
                >
                  <X aria-hidden className="size-4" />
                </IconButton>
              )}
            </li>
          )
        })}
      </ul>
      {isReadOnly ? null : (
        <AddProducts present={new Set(productIds)} isBusy={productIds.length >= MAX_TARGETS} onAdd={add} />
      )}
    </div>
  )
}

const Collections = ({ target, isReadOnly, onChange }: PickerProps) => {
  const items = useCollections().data?.items ?? []
  const { collectionIds } = target
  const known = new Set<string>(items.map(({ id }) => id))
  const gone = items.length === 0 ? [] : collectionIds.filter((id) => !known.has(id))
  const set = (id: IdOf<'collection'>, isChosen: boolean) =>
    onChange({
      ...target,
      collectionIds: isChosen ? [...collectionIds, id] : collectionIds.filter((one) => one !== id),
    })
  return (
    <div
      role="group"
      aria-label="Collections"
      className="max-h-80 overflow-y-auto overscroll-contain rounded-2xl border border-line px-4 py-1.5"
    >
      {items.map((one) => (
        <CheckField
          key={one.id}
          label={`${'– '.repeat(depthOf(items, one))}${one.title}`}
          aria-label={one.title}
          checked={collectionIds.includes(one.id)}
          disabled={isReadOnly}
          onChange={({ target }) => set(one.id, target.checked)}
        />
      ))}
      {gone.map((id) => (
        <CheckField
          key={id}
          label="A collection that was deleted"
          checked
          disabled={isReadOnly}
          onChange={() => set(id, false)}
        />
      ))}
      {items.length === 0 ? <p className="py-2.5 text-muted">There are no collections yet.</p> : null}
    </div>
  )
}

const choices = [
  { value: 'everything', label: 'Everything' },
  { value: 'products', label: 'Some products' },
  { value: 'collections', label: 'Some collections' },
] as const

interface TargetPickerProps extends PickerProps {
  legend: string
  /** The path of the field, for finding the place of an error. */
  field: string
  error: string | undefined
}

/** The goods that a promotion applies to: everything, some products, or some collections with their sub-collections. */
export const TargetPicker = ({ legend, field, error, ...picker }: TargetPickerProps) => {
  const { target, isReadOnly, onChange } = picker
  return (
    <div role="group" aria-label={legend} data-field={field} tabIndex={-1} className="flex flex-col gap-3">
      <RadioChoice
        legend={legend}
        choices={choices}
        value={target.kind}
        isReadOnly={isReadOnly}
        isInRow
        onChange={(kind) => onChange({ ...target, kind })}
      />
      {error ? <p className="text-sm font-medium text-rust">{error}</p> : null}
      {target.kind === 'products' ? <Products {...picker} /> : null}
      {target.kind === 'collections' ? <Collections {...picker} /> : null}
    </div>
  )
}
