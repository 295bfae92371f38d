import { Link, type LinkProps, useLocation } from '@tanstack/react-router'
import type { LucideIcon } from 'lucide-react'
import { type RefObject, useEffect, useRef } from 'react'

/** One page of a group of pages. */
export interface NavItem {
  readonly to: NonNullable<LinkProps['to']>
  readonly label: string
  readonly icon: LucideIcon
  /** True where pages below it, such as one product, are of it too. */
  readonly hasPagesBelow?: boolean
}

const itemClass =
  'inline-flex min-h-11 w-full items-center gap-3 rounded-full px-4 text-[0.9375rem] whitespace-nowrap transition-colors ' +
  'hover:bg-sunken focus-visible:-outline-offset-2 lg:rounded-xl'

// Where the row is wider than the telephone, the page one is on must not lie beyond its edge.
const useCurrentInView = (): RefObject<HTMLUListElement | null> => {
  const row = useRef<HTMLUListElement>(null)
  const { pathname } = useLocation()
  useEffect(() => {
    const list = row.current
    const current = list?.querySelector<HTMLElement>('[aria-current="page"]')
    if (!list || !current) return
    const { left, width } = current.getBoundingClientRect()
    const middle = left - list.getBoundingClientRect().left + width / 2
    list.scrollBy({ left: middle - list.clientWidth / 2 })
  }, [pathname])
  return row
}

/** Leads to the pages of a group: a column at the side, a row that scrolls on a telephone. */
export const SideNav = ({ label, items }: { label: string; items: readonly NavItem[] }) => {
  const row = useCurrentInView()
  return (
    <nav aria-label={label}>
      <ul
        ref={row}
        className="-mx-4 flex gap-1 overflow-x-auto px-4 pb-2 sm:-mx-8 sm:px-8 lg:mx-0 lg:flex-col lg:overflow-visible lg:p-0"
      >
        {items.map(({ to, label, icon: Icon, hasPagesBelow = false }) => (
          <li key={to} className="shrink-0">
            <Link
              to={to}
              activeOptions={{ exact: !hasPagesBelow, includeSearch: false }}
              className={itemClass}
              activeProps={{ className: 'bg-brand text-on-brand hover:bg-brand-hover' }}
            >
              <Icon aria-hidden strokeWidth={1.6} className="hidden size-4.5 shrink-0 lg:block" />
              {label}
            </Link>
          </li>
        ))}
      </ul>
    </nav>
  )
}
