import { type ReactNode, useEffect, useRef } from 'react'

interface AttentionProps {
  /** What has happened; each new one that is not null or undefined moves the focus here. */
  cause: unknown
  className?: string
  children: ReactNode
}

/** Takes the focus when something has happened that is told here, so that the keyboard goes on from there. */
export const Attention = ({ cause, className = '', children }: AttentionProps) => {
  const place = useRef<HTMLDivElement>(null)
  useEffect(() => {
    if (cause !== null && cause !== undefined) place.current?.focus()
  }, [cause])
  return (
    <div ref={place} tabIndex={-1} className={`focus-visible:outline-none ${className}`}>
      {children}
    </div>
  )
}
