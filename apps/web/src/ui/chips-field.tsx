import { X } from 'lucide-react'
import { type KeyboardEvent, useId, useRef, useState } from 'react'
import { controlClass, describedBy, FieldFrame, type FieldProps } from './field.tsx'

interface ChipsFieldProps extends FieldProps {
  items: readonly string[]
  suggestions?: readonly string[]
  isDisabled?: boolean
  /** The name that error handling uses to find this field. */
  field: string
  onChange: (items: string[]) => void
}

const added = (items: readonly string[], typed: string): string[] => {
  const present = new Set(items.map((item) => item.toLowerCase()))
  const fresh = typed
    .split(',')
    .map((text) => text.trim())
    .filter((text) => text !== '' && !present.has(text.toLowerCase()))
  return [...items, ...new Set(fresh)]
}

interface ChipsProps {
  label: string
  items: readonly string[]
  isDisabled: boolean
  onRemove: (item: string) => void
}

const Chips = ({ label, items, isDisabled, onRemove }: ChipsProps) => (
  <ul aria-label={label} className="mb-2 flex flex-wrap gap-1.5 empty:hidden">
    {items.map((item) => (
      <li key={item} className="inline-flex max-w-full items-center rounded-full bg-sunken pl-3 text-sm">
        <span className="truncate py-1.5 last:pr-3">{item}</span>
        {isDisabled ? null : (
          <button
            type="button"
            aria-label={`Remove ${item}`}
            onClick={() => onRemove(item)}
            className="inline-flex size-8 shrink-0 items-center justify-center rounded-full text-muted hover:text-ink focus-visible:-outline-offset-2"
          >
            <X aria-hidden className="size-3.5" />
          </button>
        )}
      </li>
    ))}
  </ul>
)

const useTyping = ({ items, suggestions = [], onChange }: ChipsFieldProps) => {
  const [typed, setTyped] = useState('')
  const add = (text: string) => {
    setTyped('')
    if (text.trim() !== '') onChange(added(items, text))
  }
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === 'Backspace' && typed === '') onChange(items.slice(0, -1))
    if (event.key !== 'Enter') return
    event.preventDefault()
    add(typed)
  }
  const type = (text: string) => {
    // A comma was typed, or the browser inserted a complete suggestion.
    if (text.includes(',') || (suggestions.includes(text) && text.length > typed.length + 1)) add(text)
    else setTyped(text)
  }
  return { typed, add, type, onKeyDown }
}

/**
 * A field for several short texts: Enter or a comma adds the typed text, Backspace in an empty field removes the last.
 */
export const ChipsField = (props: ChipsFieldProps) => {
  const { label, error, hint, items, suggestions = [], isDisabled = false, field, onChange } = props
  const id = useId()
  const input = useRef<HTMLInputElement>(null)
  const { typed, add, type, onKeyDown } = useTyping(props)
  const remove = (item: string) => {
    onChange(items.filter((one) => one !== item))
    input.current?.focus()
  }
  return (
    <FieldFrame id={id} label={label} error={error} hint={hint}>
      {items.length > 0 ? <Chips label={label} items={items} isDisabled={isDisabled} onRemove={remove} /> : null}
      <input
        ref={input}
        id={id}
        list={`${id}-list`}
        value={typed}
        disabled={isDisabled}
        autoComplete="off"
        data-field={field}
        aria-invalid={error !== undefined}
        aria-describedby={describedBy(id, error, hint)}
        onChange={(event) => type(event.target.value)}
        onKeyDown={onKeyDown}
        onBlur={() => add(typed)}
        className={controlClass(error !== undefined)}
      />
      <datalist id={`${id}-list`}>
        {suggestions
          .filter((text) => !items.includes(text))
          .map((text) => (
            <option key={text} value={text} />
          ))}
      </datalist>
    </FieldFrame>
  )
}
