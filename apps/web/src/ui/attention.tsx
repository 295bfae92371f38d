import { type ReactNode, useEffect, useRef } from 'react'

interface AttentionProps {
  /** The reason for the message. Every new value except null and undefined moves the focus here. */
  cause: unknown
  className?: string
  children: ReactNode
}

/** Takes the focus when `cause` changes, so that the keyboard continues from this message. */
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
