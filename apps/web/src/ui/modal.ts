import { type RefObject, useEffect, useRef } from 'react'

/**
 * Opens and closes the browser's own modal dialog: focus is kept inside, Escape closes, the rest of the page is inert, and
 * no <style> element is put into the page, which the content security policy would refuse.
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
