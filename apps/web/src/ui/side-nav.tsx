import { Link, type LinkProps } from '@tanstack/react-router'
import type { LucideIcon } from 'lucide-react'
import { useCurrentInView } from './current-in-view.ts'

/** A page in a group of pages. */
export interface NavItem {
  readonly to: NonNullable<LinkProps['to']>
  readonly label: string
  readonly icon: LucideIcon
  /** True if subpages, such as a single product, also mark this item as current. */
  readonly hasPagesBelow?: boolean
}

const itemClass =
  'inline-flex min-h-11 w-full items-center gap-3 rounded-full px-4 text-[0.9375rem] whitespace-nowrap transition-colors ' +
  'hover:bg-sunken focus-visible:-outline-offset-2 lg:rounded-xl'

/** Links to the pages of a group: a column at the side, or a scrolling row on a phone. */
export const SideNav = ({ label, items }: { label: string; items: readonly NavItem[] }) => {
  const row = useCurrentInView<HTMLUListElement>()
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
