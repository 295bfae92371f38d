import { ChevronRight } from 'lucide-react'
import type { ReactNode } from 'react'

interface TrailProps {
  /** The path to this page, starting with the top page. */
  steps: readonly { key: string; link: ReactNode }[]
  className?: string
}

export const trailLinkClass = 'inline-flex min-h-9 items-center underline-offset-4 hover:text-ink hover:underline'

/** Breadcrumb links to the pages above this one. */
export const Trail = ({ steps, className = '' }: TrailProps) => (
  <nav aria-label="Breadcrumb" className={className}>
    <ol className="flex flex-wrap items-center gap-x-1.5 text-sm text-muted">
      {steps.map(({ key, link }, at) => (
        <li key={key} className="inline-flex items-center gap-x-1.5">
          {at > 0 ? <ChevronRight aria-hidden className="size-3.5 shrink-0" /> : null}
          {link}
        </li>
      ))}
    </ol>
  </nav>
)
