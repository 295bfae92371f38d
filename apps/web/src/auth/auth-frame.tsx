import type { ReactNode } from 'react'

interface AuthFrameProps {
  title: string
  lead: ReactNode
  /** True where the page answers what was just done: then its heading takes the focus and is read aloud. */
  isAnswer?: boolean
  children?: ReactNode
}

const takeFocus = (heading: HTMLElement | null): void => heading?.focus()

/** The narrow page that everything about signing in stands on. */
export const AuthFrame = ({ title, lead, isAnswer = false, children }: AuthFrameProps) => (
  <div className="page pt-12 sm:pt-20">
    <div className="mx-auto max-w-sm">
      <h1
        {...(isAnswer ? { ref: takeFocus, tabIndex: -1 } : {})}
        className="display text-4xl focus-visible:outline-none"
      >
        {title}
      </h1>
      <p className="mt-3 mb-8 leading-relaxed text-muted">{lead}</p>
      {children}
    </div>
  </div>
)
