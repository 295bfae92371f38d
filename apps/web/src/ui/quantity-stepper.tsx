import { Minus, Plus } from 'lucide-react'
import { type KeyboardEvent, useState } from 'react'

interface QuantityStepperProps {
  /** The name of the quantity for screen readers, for example `Quantity of Oak tray`. */
  label: string
  value: number
  min?: number
  max: number
  disabled?: boolean
  onChange: (quantity: number) => void
}

const stepClass =
  'inline-flex size-11 items-center justify-center rounded-full transition-colors hover:bg-sunken ' +
  'focus-visible:-outline-offset-2 disabled:pointer-events-none disabled:opacity-30'

/** A whole number with a button on each side. Typed numbers apply on Enter or when the field loses the focus. */
export const QuantityStepper = ({ label, value, min = 1, max, disabled = false, onChange }: QuantityStepperProps) => {
  const [draft, setDraft] = useState<string | null>(null)
  const commit = () => {
    if (draft === null) return
    const typed = Number.parseInt(draft, 10)
    setDraft(null)
    if (Number.isInteger(typed) && typed !== value) onChange(Math.min(Math.max(typed, min), Math.max(max, min)))
  }
  const commitOnEnter = (event: KeyboardEvent) => {
    if (event.key !== 'Enter') return
    event.preventDefault()
    commit()
  }
  const step = (by: number) => {
    setDraft(null)
    onChange(value + by)
  }
  return (
    <div role="group" aria-label={label} className="inline-flex items-center rounded-full border border-line-strong">
      <button
        type="button"
        aria-label="One less"
        className={stepClass}
        disabled={disabled || value <= min}
        onClick={() => step(-1)}
      >
        <Minus aria-hidden className="size-4" />
      </button>
      <input
        inputMode="numeric"
        aria-label={label}
        value={draft ?? String(value)}
        disabled={disabled}
        onChange={(event) => setDraft(event.target.value.replaceAll(/\D/g, '').slice(0, 3))}
        onBlur={commit}
        onKeyDown={commitOnEnter}
        className="w-9 bg-transparent text-center text-[0.9375rem] tabular-nums focus-visible:outline-offset-0"
      />
      <button
        type="button"
        aria-label="One more"
        className={stepClass}
        disabled={disabled || value >= max}
        onClick={() => step(1)}
      >
        <Plus aria-hidden className="size-4" />
      </button>
    </div>
  )
}
