import { type RefObject, useEffect, useRef } from 'react'

/**
 * Opens and closes the browser's native modal dialog: it keeps the focus inside, closes on Escape and makes the rest of
 * the page inert. It also adds no <style> element, which the content security policy would block.
 */
export const useModal = (isOpen: boolean): RefObject<HTMLDialogElement | null> => {
  const ref = useRef<HTMLDialogElement>(null)
  useEffect(() => {
    const dialog = ref.current
    if (dialog === null || dialog.open === isOpen) return
    if (isOpen) dialog.showModal()
    else dialog.close()
  }, [isOpen])
  return ref
}
