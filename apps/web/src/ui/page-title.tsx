import type { ReactNode } from 'react'

interface PageTitleProps {
  title: string
  lead?: ReactNode
  /** Actions for the whole page. */
  action?: ReactNode
}

/** The heading of a page in the account or the back office. */
export const PageTitle = ({ title, lead, action }: PageTitleProps) => (
  <div className="mb-8 flex flex-wrap items-end justify-between gap-x-6 gap-y-4">
    <div className="min-w-0">
      <h1 className="display text-4xl">{title}</h1>
      {lead ? <p className="mt-2.5 max-w-prose leading-relaxed text-muted">{lead}</p> : null}
    </div>
    {action}
  </div>
)
