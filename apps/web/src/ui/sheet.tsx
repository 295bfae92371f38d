import { X } from 'lucide-react'
import { type MouseEvent, type ReactNode, type RefObject, useEffect, useId, useRef } from 'react'
import { IconButton } from './button.tsx'
import { Toasts } from './toasts.tsx'

interface SheetProps {
  isOpen: boolean
  onClose: () => void
  title: string
  children: ReactNode
  footer?: ReactNode
}

// The browser's own modal dialog: focus is kept inside, Escape closes, the rest of the page is inert, and no <style>
// element is put into the page, which the content security policy would refuse.
const useModal = (isOpen: boolean): RefObject<HTMLDialogElement | null> => {
  const ref = useRef<HTMLDialogElement>(null)
  useEffect(() => {
    const dialog = ref.current
    if (dialog === null || dialog.open === isOpen) return
    if (isOpen) dialog.showModal()
    else dialog.close()
  }, [isOpen])
  return ref
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
