import { type ReactNode, useId } from 'react'
import { useModal } from './modal.ts'

interface WideDialogProps {
  isOpen: boolean
  onClose: () => void
  title: string
  /** Stays visible below the scrolling content. */
  footer: ReactNode
  children: ReactNode
}

/** A dialog for wide content; its actions stay visible. */
export const WideDialog = ({ isOpen, onClose, title, footer, children }: WideDialogProps) => {
  const ref = useModal(isOpen)
  const titleId = useId()
  return (
    <dialog
      ref={ref}
      className="dialog max-h-[calc(100dvh-1.5rem)] w-[min(66rem,calc(100vw-1.5rem))] overflow-hidden p-0"
      aria-labelledby={titleId}
      onClose={onClose}
    >
      {isOpen ? (
        <div className="flex max-h-[calc(100dvh-1.5rem)] flex-col">
          <h2 id={titleId} className="display border-b border-line px-5 py-4 text-2xl sm:px-7">
            {title}
          </h2>
          <div className="min-h-0 flex-1 overflow-y-auto overscroll-contain px-5 py-5 sm:px-7">{children}</div>
          <div className="border-t border-line bg-surface px-5 py-4 sm:px-7">{footer}</div>
        </div>
      ) : null}
    </dialog>
  )
}
