import { Link } from '@tanstack/react-router'
import { ChevronDown } from 'lucide-react'
import { type ReactNode, type ToggleEvent, useRef } from 'react'
import { useCollectionTree } from '../collections/collection-queries.ts'
import type { CollectionNode } from '../collections/collection-tree.ts'

const SHOWN_COLLECTIONS = 6
const SHOWN_CHILDREN = 8

const linkClass = 'inline-flex min-h-11 items-center text-[0.9375rem] underline-offset-8 hover:underline'
const active = { className: 'underline' }

const Department = ({ node, onChosen }: { node: CollectionNode; onChosen: () => void }) => (
  <li className="min-w-0">
    <Link
      to="/collections/$slug"
      params={{ slug: node.slug }}
      onClick={onChosen}
      className="inline-flex min-h-9 items-center font-semibold underline-offset-4 hover:underline"
    >
      {node.title}
    </Link>
    <ul>
      {node.children.slice(0, SHOWN_CHILDREN).map(({ slug, title }) => (
        <li key={slug}>
          <Link
            to="/collections/$slug"
            params={{ slug }}
            onClick={onChosen}
            className="inline-flex min-h-8 items-center text-[0.9375rem] text-muted underline-offset-4 hover:text-ink hover:underline"
          >
            {title}
          </Link>
        </li>
      ))}
    </ul>
  </li>
)

// The row scrolls with the page, so the panel is placed at the row's lower edge when it opens.
const placeBelow = (event: ToggleEvent<HTMLDivElement>) => {
  const row = event.currentTarget.parentElement
  if (event.newState === 'open' && row) event.currentTarget.style.top = `${row.getBoundingClientRect().bottom}px`
}

const AllDepartments = ({ tree }: { tree: readonly CollectionNode[] }) => {
  const panel = useRef<HTMLDivElement>(null)
  const close = () => panel.current?.hidePopover()
  return (
    <>
      <button type="button" popoverTarget="departments-menu" className={linkClass}>
        All departments
        <ChevronDown aria-hidden className="ml-1 size-4" />
      </button>
      <div
        ref={panel}
        id="departments-menu"
        popover="auto"
        onBeforeToggle={placeBelow}
        className="departments-menu border-b border-line bg-paper text-ink shadow-xl"
      >
        <ul className="page grid grid-cols-4 gap-x-8 gap-y-7 py-8 xl:grid-cols-5">
          {tree.map((node) => (
            <Department key={node.id} node={node} onChosen={close} />
          ))}
        </ul>
      </div>
    </>
  )
}

const Item = ({ children }: { children: ReactNode }) => <li className="shrink-0">{children}</li>

/** The shop's navigation in a row below the header, for wide windows. */
export const ShopNav = () => {
  const tree = useCollectionTree()
  const needsPanel = tree.length > SHOWN_COLLECTIONS || tree.some(({ children }) => children.length > 0)
  return (
    <nav aria-label="Shop" className="page relative hidden lg:block">
      <ul className="flex items-center gap-x-7 overflow-hidden">
        <Item>
          <Link
            to="/products"
            activeOptions={{ exact: true, includeSearch: true }}
            activeProps={active}
            className={linkClass}
          >
            All products
          </Link>
        </Item>
        <Item>
          <Link to="/products" search={{ sort: 'best_selling' }} activeProps={active} className={linkClass}>
            Best sellers
          </Link>
        </Item>
        {tree.slice(0, SHOWN_COLLECTIONS).map(({ slug, title }) => (
          <Item key={slug}>
            <Link to="/collections/$slug" params={{ slug }} activeProps={active} className={linkClass}>
              {title}
            </Link>
          </Item>
        ))}
        {needsPanel ? (
          <li className="ml-auto shrink-0">
            <AllDepartments tree={tree} />
          </li>
        ) : null}
      </ul>
    </nav>
  )
}
