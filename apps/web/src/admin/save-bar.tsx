import { useEffect, useEffectEvent } from 'react'
import { Button } from '../ui/button.tsx'

interface SaveBarProps {
  isDirty: boolean
  isSaving: boolean
  /** The label of the save button. */
  act: string
  onSave: () => void
  /** Absent if there is nothing to discard. */
  onDiscard?: (() => void) | undefined
}

/** Saves changes, also with Ctrl+S. Sticks to the bottom of the window while there is something to save. */
export const SaveBar = ({ isDirty, isSaving, act, onSave, onDiscard }: SaveBarProps) => {
  const onKey = useEffectEvent((event: KeyboardEvent) => {
    if (event.key.toLowerCase() !== 's' || !(event.ctrlKey || event.metaKey) || event.altKey || event.shiftKey) return
    event.preventDefault()
    // A field that commits its text on blur must commit it first. An open dialog has its own way to save.
    if (document.querySelector('dialog[open]') !== null || isSaving) return
    const { activeElement } = document
    if (activeElement instanceof HTMLInputElement) {
      activeElement.blur()
      activeElement.focus()
    }
    onSave()
  })
  useEffect(() => {
    const listen = (event: KeyboardEvent) => onKey(event)
    window.addEventListener('keydown', listen)
    return () => window.removeEventListener('keydown', listen)
  }, [])
  if (!isDirty && !isSaving) return null
  return (
    <div
      role="region"
      aria-label="Unsaved changes"
      className="sticky bottom-3 z-20 mt-6 flex flex-wrap items-center gap-x-4 gap-y-2 rounded-3xl border border-line-strong bg-surface p-3 pl-5 shadow-xl sm:rounded-full"
    >
      <p className="min-w-0 flex-1 text-[0.9375rem]">
        Not saved yet<span className="hidden text-muted sm:inline"> · Ctrl + S saves</span>
      </p>
      {onDiscard ? (
        <Button look="quiet" onClick={onDiscard}>
          Discard
        </Button>
      ) : null}
      <Button isBusy={isSaving} onClick={onSave}>
        {act}
      </Button>
    </div>
  )
}
