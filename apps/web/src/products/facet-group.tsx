import type { ProductFacets } from '@tradepost/contract'
import { clsx } from 'clsx'
import { ChevronDown } from 'lucide-react'
import { type ReactNode, useId, useState } from 'react'
import { Button } from '../ui/button.tsx'
import { ColourSwatch } from './colour-swatch.tsx'
import { totalText } from './found-text.ts'

const SHOWN_VALUES = 8
const SEARCHED_FROM = 16

interface FacetFoldProps {
  title: string
  /** The number of chosen values, shown while the filter is collapsed. */
  chosenCount: number
  startsOpen: boolean
  children: ReactNode
}

/** A filter with its heading, which expands and collapses it. */
export const FacetFold = ({ title, chosenCount, startsOpen, children }: FacetFoldProps) => {
  // Only the initial state; afterwards the browser keeps what the visitor chose.
  const [isOpen] = useState(startsOpen || chosenCount > 0)
  return (
    <details open={isOpen} className="fold border-b border-line py-1.5">
      <summary className="flex min-h-11 cursor-pointer items-center gap-2 rounded-lg font-semibold select-none">
        {title}
        {chosenCount > 0 ? (
          <span className="rounded-full bg-brand px-2 text-xs leading-5 text-on-brand tabular-nums">
            {chosenCount}
            <span className="sr-only"> chosen</span>
          </span>
        ) : null}
        <ChevronDown aria-hidden className="fold-mark ml-auto size-4 text-muted transition-transform" />
      </summary>
      <div className="pb-3">{children}</div>
    </details>
  )
}

interface FacetValueProps {
  title: string
  value: string
  count: string
  isChosen: boolean
  onToggle: () => void
}

const FacetValue = ({ title, value, count, isChosen, onToggle }: FacetValueProps) => (
  <label className="group flex min-h-10 items-center gap-3 text-[0.9375rem]">
    <input type="checkbox" checked={isChosen} onChange={onToggle} className="size-4.5 shrink-0 accent-brand" />
    <ColourSwatch option={title} value={value} />
    <span className={clsx('min-w-0 flex-1 underline-offset-4 group-hover:underline', isChosen && 'font-medium')}>
      {value}
    </span>
    <span className="text-sm text-muted tabular-nums">
      <span className="sr-only">, </span>
      {count}
    </span>
  </label>
)

interface FacetGroupProps {
  title: string
  values: ProductFacets['vendors']
  relation: ProductFacets['relation']
  chosen: readonly string[]
  onToggle: (value: string) => void
  startsOpen?: boolean
}

const Values = ({ title, values, relation, chosen, onToggle }: FacetGroupProps) => {
  const [isWhole, setIsWhole] = useState(false)
  const [words, setWords] = useState('')
  const wanted = values.filter(({ value }) => value.toLowerCase().includes(words.trim().toLowerCase()))
  const shown = isWhole ? wanted : wanted.slice(0, SHOWN_VALUES)
  const id = useId()
  return (
    <fieldset aria-label={title}>
      {values.length >= SEARCHED_FROM ? (
        <input
          type="search"
          aria-label={`Find in ${title}`}
          placeholder={`Find in ${title.toLowerCase()}`}
          value={words}
          onChange={(event) => setWords(event.target.value)}
          className="mt-1 mb-2 h-10 w-full rounded-full border border-line-strong bg-surface px-4 text-base placeholder:text-muted sm:text-sm"
        />
      ) : null}
      <div id={id} className="flex flex-col">
        {shown.map(({ value, count }) => (
          <FacetValue
            key={value}
            title={title}
            value={value}
            count={totalText({ value: count, relation })}
            isChosen={chosen.includes(value)}
            onToggle={() => onToggle(value)}
          />
        ))}
        {shown.length === 0 ? <p className="py-2 text-sm text-muted">None by that name.</p> : null}
      </div>
      {wanted.length > SHOWN_VALUES ? (
        <Button
          look="quiet"
          className="text-sm"
          aria-expanded={isWhole}
          aria-controls={id}
          onClick={() => setIsWhole(!isWhole)}
        >
          {isWhole ? 'Show fewer' : `Show all ${wanted.length}`}
        </Button>
      ) : null}
    </fieldset>
  )
}

/** The values of a filter. Several can be chosen, and each shows how many products it would leave. */
export const FacetGroup = (props: FacetGroupProps) => {
  // A single value that every product has does not narrow down the list.
  if (props.values.length < 2 && props.chosen.length === 0) return null
  return (
    <FacetFold title={props.title} chosenCount={props.chosen.length} startsOpen={props.startsOpen ?? false}>
      <Values {...props} />
    </FacetFold>
  )
}
