import type { Currency } from '@tradepost/contract'
import { type FormEvent, useId, useState } from 'react'
import { Button } from '../ui/button.tsx'
import { boundText, readBounds } from './price-bounds.ts'
import type { ProductSearch } from './product-search.ts'

interface PriceFilterProps {
  search: Pick<ProductSearch, 'priceMin' | 'priceMax'>
  currency: Currency
  onChange: (bounds: { priceMin: number | undefined; priceMax: number | undefined }) => void
}

const symbolOf = (currency: Currency): string =>
  new Intl.NumberFormat('en', { style: 'currency', currency }).formatToParts(0).find(({ type }) => type === 'currency')
    ?.value ?? currency

interface BoundProps {
  label: string
  symbol: string
  value: string
  problemId: string | undefined
  onChange: (text: string) => void
}

const Bound = ({ label, symbol, value, problemId, onChange }: BoundProps) => (
  <label className="relative min-w-0 flex-1">
    <span className="sr-only">{label}</span>
    <span aria-hidden className="pointer-events-none absolute inset-y-0 left-3 flex items-center text-sm text-muted">
      {symbol}
    </span>
    <input
      inputMode="decimal"
      autoComplete="off"
      placeholder={label === 'Lowest price' ? 'From' : 'To'}
      maxLength={15}
      value={value}
      aria-invalid={problemId !== undefined}
      aria-describedby={problemId}
      onChange={(event) => onChange(event.target.value)}
      className="h-11 w-full rounded-xl border border-line-strong bg-surface pr-1.5 pl-7.5 text-base tabular-nums placeholder:text-muted hover:border-ink sm:text-[0.9375rem]"
    />
  </label>
)

// The typed text stays until a chip or the back button sets another range.
const useDraft = ({ search: { priceMin, priceMax }, currency }: PriceFilterProps) => {
  const set = { min: boundText(priceMin, currency), max: boundText(priceMax, currency), problem: '' }
  const key = `${set.min} ${set.max}`
  const [draft, setDraft] = useState({ ...set, key })
  const current = draft.key === key ? draft : set
  return { draft: current, change: (part: Partial<typeof set>) => setDraft({ ...current, ...part, key }) }
}

/** Filters the list by a range of prices. */
export const PriceFilter = (props: PriceFilterProps) => {
  const { draft, change } = useDraft(props)
  const id = useId()
  const problemId = draft.problem ? `${id}-problem` : undefined
  const submit = (event: FormEvent) => {
    event.preventDefault()
    const bounds = readBounds(draft, props.currency)
    if ('problem' in bounds) return change({ problem: bounds.problem })
    change({ problem: '' })
    props.onChange(bounds)
  }
  const symbol = symbolOf(props.currency)
  return (
    <form onSubmit={submit} noValidate>
      <div className="flex items-center gap-2">
        <Bound
          label="Lowest price"
          symbol={symbol}
          value={draft.min}
          problemId={problemId}
          onChange={(min) => change({ min })}
        />
        <Bound
          label="Highest price"
          symbol={symbol}
          value={draft.max}
          problemId={problemId}
          onChange={(max) => change({ max })}
        />
        <Button type="submit" look="secondary" className="px-3.5!" aria-label="Apply prices">
          Go
        </Button>
      </div>
      <p id={`${id}-problem`} role="alert" className="mt-1.5 text-sm font-medium text-rust empty:hidden">
        {draft.problem}
      </p>
    </form>
  )
}
