import { Link, type LinkProps } from '@tanstack/react-router'
import { ChevronDown, Menu } from 'lucide-react'
import { useState } from 'react'
import { useCollectionTree } from '../collections/collection-queries.ts'
import type { CollectionNode } from '../collections/collection-tree.ts'
import { IconButton } from '../ui/button.tsx'
import { Sheet } from '../ui/sheet.tsx'

const linkClass =
  'flex min-h-12 flex-1 items-center rounded-lg text-[1.0625rem] underline-offset-4 hover:underline focus-visible:-outline-offset-2'

interface BranchProps {
  node: CollectionNode
  onChosen: () => void
}

const CollectionLink = ({ node: { slug, title }, onChosen }: BranchProps) => (
  <Link to="/collections/$slug" params={{ slug }} onClick={onChosen} className={linkClass}>
    {title}
  </Link>
)

const Branch = ({ node, onChosen }: BranchProps) => {
  if (node.children.length === 0)
    return (
      <li>
        <CollectionLink node={node} onChosen={onChosen} />
      </li>
    )
  return (
    <li>
      <details className="fold">
        <summary className="flex min-h-12 cursor-pointer items-center rounded-lg text-[1.0625rem] focus-visible:-outline-offset-2">
          {node.title}
          <ChevronDown aria-hidden className="fold-mark ml-auto size-5 text-muted transition-transform" />
        </summary>
        <ul className="mb-2 border-l border-line pl-4">
          <li>
            <Link to="/collections/$slug" params={{ slug: node.slug }} onClick={onChosen} className={linkClass}>
              All in {node.title}
            </Link>
          </li>
          {node.children.map((child) => (
            <Branch key={child.id} node={child} onChosen={onChosen} />
          ))}
        </ul>
      </details>
    </li>
  )
}

const always: readonly { label: string; link: LinkProps }[] = [
  { label: 'All products', link: { to: '/products' } },
  { label: 'New arrivals', link: { to: '/products', search: { sort: 'newest' } } },
  { label: 'Best sellers', link: { to: '/products', search: { sort: 'best_selling' } } },
]

/** The shop's navigation in a sheet, for windows too narrow for the row. */
export const ShopMenu = () => {
  const [isOpen, setIsOpen] = useState(false)
  const tree = useCollectionTree()
  const close = () => setIsOpen(false)
  return (
    <>
      <IconButton label="Menu" aria-haspopup="dialog" className="-ml-2.5 lg:hidden" onClick={() => setIsOpen(true)}>
        <Menu aria-hidden strokeWidth={1.6} className="size-5.5" />
      </IconButton>
      <Sheet isOpen={isOpen} onClose={close} title="Shop">
        <nav aria-label="Shop menu">
          <ul className="divide-y divide-line">
            {always.map(({ label, link }) => (
              <li key={label}>
                <Link {...link} onClick={close} className={linkClass}>
                  {label}
                </Link>
              </li>
            ))}
            {tree.map((node) => (
              <Branch key={node.id} node={node} onChosen={close} />
            ))}
            {tree.length > 0 ? (
              <li>
                <Link to="/collections" onClick={close} className={linkClass}>
                  All collections
                </Link>
              </li>
            ) : null}
          </ul>
        </nav>
      </Sheet>
    </>
  )
}
