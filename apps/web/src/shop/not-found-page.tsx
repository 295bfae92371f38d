import { Link } from '@tanstack/react-router'
import { Compass } from 'lucide-react'
import { buttonClass } from '../ui/button.tsx'
import { useDocumentTitle } from './document-title.ts'
import { EmptyState } from '../ui/states.tsx'

/** Says that nothing exists at this URL. */
export const NotFoundPage = ({ what = 'page' }: { what?: string }) => {
  useDocumentTitle(`No such ${what}`)
  return (
    <div className="page">
      <EmptyState
        as="h1"
        title={`There is no such ${what}`}
        icon={<Compass aria-hidden strokeWidth={1.4} className="size-7" />}
        action={
          <Link to="/products" className={buttonClass()}>
            See all products
          </Link>
        }
      >
        It may have moved, been sold for the last time, or the address has a typing error.
      </EmptyState>
    </div>
  )
}
