import type { ReactNode } from 'react'

interface AuthFrameProps {
  title: string
  lead: ReactNode
  /**
   * True if the page shows the result of an act. Its heading then takes the focus, so that screen readers announce it.
   */
  isAnswer?: boolean
  children?: ReactNode
}

const takeFocus = (heading: HTMLElement | null): void => heading?.focus()

/** The narrow layout of all sign-in pages. */
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
