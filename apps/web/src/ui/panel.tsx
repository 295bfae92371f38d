import { type ReactNode, useId } from 'react'

interface PanelProps {
  title: string
  lead?: ReactNode
  aside?: ReactNode
  children?: ReactNode
}

/** One topic on a settings page: its title, an explanation, and its actions. */
export const Panel = ({ title, lead, aside, children }: PanelProps) => {
  const id = useId()
  return (
    <section aria-labelledby={id} className="rounded-3xl border border-line bg-surface p-5 sm:p-8">
      <div className="flex flex-wrap items-center justify-between gap-x-4 gap-y-2">
        <h2 id={id} className="display text-2xl">
          {title}
        </h2>
        {aside}
      </div>
      {lead ? <p className="mt-2 max-w-prose leading-relaxed text-muted">{lead}</p> : null}
      {children ? <div className="mt-6">{children}</div> : null}
    </section>
  )
}
