import { Link, type LinkProps } from '@tanstack/react-router'
import type { ProductSuggestions } from '@tradepost/contract'
import { clsx } from 'clsx'
import { ArrowRight, FolderOpen, Search } from 'lucide-react'
import { type ReactNode, useId } from 'react'
import { Picture } from '../ui/picture.tsx'
import { Price } from '../ui/price.tsx'

/** A suggestion that links to a page. */
interface Suggestion {
  readonly key: string
  readonly link: LinkProps
  /** The new text of the search field once it is chosen; unchanged if undefined. */
  readonly words?: string
  readonly content: ReactNode
}

/** Suggestions of one kind with their heading. */
export interface SuggestionGroup {
  readonly title: string
  readonly items: readonly Suggestion[]
}

const iconProps = { 'aria-hidden': true, strokeWidth: 1.6, className: 'size-4 shrink-0 text-muted' } as const

// The typed letters are light and the rest is bold, so that the completion stands out.
const Completed = ({ text, typed }: { text: string; typed: string }) => {
  const isCompletion = text.toLowerCase().startsWith(typed.toLowerCase())
  return (
    <span>
      {isCompletion ? text.slice(0, typed.length) : null}
      <span className="font-semibold">{isCompletion ? text.slice(typed.length) : text}</span>
    </span>
  )
}

const searchesOf = ({ searches }: ProductSuggestions, typed: string): Suggestion[] =>
  searches.map((text) => ({
    key: `search ${text}`,
    link: { to: '/products', search: { search: text } },
    words: text,
    content: (
      <>
        <Search {...iconProps} />
        <Completed text={text} typed={typed} />
      </>
    ),
  }))

const productsOf = ({ products }: ProductSuggestions): Suggestion[] =>
  products.map((product) => ({
    key: product.id,
    link: { to: '/products/$slug', params: { slug: product.slug } },
    content: (
      <>
        <span className="w-12 shrink-0 overflow-hidden rounded-lg">
          <Picture image={product.image} alt="" size={48} isEager />
        </span>
        <span className="min-w-0 flex-1">
          <span className="block truncate font-medium">{product.title}</span>
          <span className="block truncate text-sm text-muted">{product.vendor}</span>
        </span>
        <span className="shrink-0 text-sm">
          {product.inStock ? (
            <Price price={product.priceFrom} prefix={product.priceTo.amount > product.priceFrom.amount ? 'From' : ''} />
          ) : (
            <span className="text-muted">Sold out</span>
          )}
        </span>
      </>
    ),
  }))

const collectionsOf = ({ collections }: ProductSuggestions): Suggestion[] =>
  collections.map(({ slug, title }) => ({
    key: `collection ${slug}`,
    link: { to: '/collections/$slug', params: { slug } },
    content: (
      <>
        <FolderOpen {...iconProps} />
        {title}
      </>
    ),
  }))

const allOf = (typed: string): Suggestion => ({
  key: 'all',
  link: { to: '/products', search: { search: typed } },
  content: (
    <>
      <ArrowRight {...iconProps} />
      <span>
        See all results for <span className="font-semibold">“{typed}”</span>
      </span>
    </>
  ),
})

/** Groups the suggestions by kind, with a link to all results at the end. */
export const suggestionGroups = (found: ProductSuggestions, typed: string): SuggestionGroup[] => {
  const groups = [
    { title: 'Searches', items: searchesOf(found, typed) },
    { title: 'Collections', items: collectionsOf(found) },
    { title: 'Products', items: productsOf(found) },
  ].filter(({ items }) => items.length > 0)
  return groups.length === 0 ? [] : [...groups, { title: 'All results', items: [allOf(typed)] }]
}

interface SuggestionListProps {
  id: string
  groups: readonly SuggestionGroup[]
  /** The suggestion that the arrow keys selected. */
  activeKey: string | undefined
  idOf: (key: string) => string
  onChosen: (suggestion: Suggestion) => void
}

const Group = ({ group, ...props }: Omit<SuggestionListProps, 'id' | 'groups'> & { group: SuggestionGroup }) => {
  const headingId = useId()
  const { activeKey, idOf, onChosen } = props
  return (
    <div role="group" aria-labelledby={headingId} className="border-b border-line p-2 last:border-0">
      <p
        id={headingId}
        role="presentation"
        className={clsx(
          'px-3 pt-1.5 pb-1 text-xs font-semibold text-muted',
          group.title === 'All results' && 'sr-only'
        )}
      >
        {group.title}
      </p>
      {group.items.map((item) => (
        <Link
          key={item.key}
          {...item.link}
          id={idOf(item.key)}
          role="option"
          aria-selected={item.key === activeKey}
          tabIndex={-1}
          onClick={() => onChosen(item)}
          className="flex min-h-11 items-center gap-3 rounded-xl px-3 py-1.5 text-[0.9375rem] hover:bg-sunken aria-selected:bg-sunken aria-selected:outline-2 aria-selected:-outline-offset-2 aria-selected:outline-ink"
        >
          {item.content}
        </Link>
      ))}
    </div>
  )
}

/** The suggestions below the search field as the listbox of a combobox: links that the arrow keys move through. */
export const SuggestionList = ({ id, groups, ...rest }: SuggestionListProps) => (
  <div
    id={id}
    role="listbox"
    aria-label="Suggestions"
    // Keeps the focus in the field. Otherwise its blur would close the list before the click arrives.
    onMouseDown={(event) => event.preventDefault()}
    className="suggestions absolute inset-x-0 top-full z-40 mt-2 overflow-y-auto overscroll-contain rounded-2xl border border-line bg-surface text-ink shadow-xl"
  >
    {groups.map((group) => (
      <Group key={group.title} group={group} {...rest} />
    ))}
  </div>
)
