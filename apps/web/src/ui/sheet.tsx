import { X } from 'lucide-react'
import { type MouseEvent, type ReactNode, useId } from 'react'
import { IconButton } from './button.tsx'
import { useModal } from './modal.ts'
import { Toasts } from './toasts.tsx'

interface SheetProps {
  isOpen: boolean
  onClose: () => void
  title: string
  children: ReactNode
  footer?: ReactNode
}

/** A panel that slides in from the right over the page. */
export const Sheet = ({ isOpen, onClose, title, children, footer }: SheetProps) => {
  const ref = useModal(isOpen)
  const titleId = useId()
  const closeOnBackdrop = (event: MouseEvent<HTMLDialogElement>) => {
    if (event.target === ref.current) onClose()
  }
  return (
    <dialog ref={ref} className="sheet" aria-labelledby={titleId} onClose={onClose} onClick={closeOnBackdrop}>
      {isOpen ? (
        <div className="flex h-full flex-col">
          <div className="flex items-center justify-between border-b border-line py-3 pr-3 pl-6">
            <h2 id={titleId} className="display text-2xl">
              {title}
            </h2>
            <IconButton label="Close" onClick={onClose}>
              <X aria-hidden className="size-5" />
            </IconButton>
          </div>
          <div className="min-h-0 flex-1 overflow-y-auto overscroll-contain px-6 py-5">{children}</div>
          <Toasts />
          {footer ? <div className="border-t border-line bg-surface px-6 py-5">{footer}</div> : null}
        </div>
      ) : null}
    </dialog>
  )
}
