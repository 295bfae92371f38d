import type { EditorView } from 'prosemirror-view'
import { type KeyboardEvent, type RefObject, useId, useState } from 'react'
import { Button } from '../../ui/button.tsx'
import { controlClass } from '../../ui/field.tsx'
import { safeHref } from './description-schema.ts'
import { setLink } from './rich-text-view.ts'

interface LinkFormProps {
  href: string | null
  view: RefObject<EditorView | null>
  onDone: () => void
}

const useLink = ({ href, view, onDone }: LinkFormProps) => {
  const [address, setAddress] = useState(href ?? '')
  const [isFaulty, setIsFaulty] = useState(false)
  const apply = (to: string | null) => {
    if (view.current === null) return
    setLink(to)(view.current.state, view.current.dispatch)
    onDone()
  }
  const set = () => {
    const text = address.trim()
    const safe = safeHref(/^[a-z][a-z0-9+.-]*:/i.test(text) ? text : `https://${text}`)
    if (text === '' || safe === null) setIsFaulty(true)
    else apply(safe)
  }
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === 'Escape') onDone()
    if (event.key !== 'Enter') return
    event.preventDefault()
    set()
  }
  return { address, setAddress, isFaulty, set, remove: () => apply(null), onKeyDown }
}

/** Edits the URL of the selected text. It is not a `<form>`, because it is inside of one. */
export const LinkForm = (props: LinkFormProps) => {
  const id = useId()
  const { address, setAddress, isFaulty, set, remove, onKeyDown } = useLink(props)
  return (
    <div className="border-b border-line p-3">
      <div className="flex flex-wrap items-center gap-x-4 gap-y-2">
        <label htmlFor={id} className="text-sm font-medium">
          Leads to
        </label>
        <input
          id={id}
          autoFocus
          value={address}
          inputMode="url"
          autoComplete="off"
          placeholder="https://…"
          aria-invalid={isFaulty}
          aria-describedby={isFaulty ? `${id}-error` : undefined}
          onChange={(event) => setAddress(event.target.value)}
          onKeyDown={onKeyDown}
          className={controlClass(isFaulty, 'min-w-40 flex-1 basis-52')}
        />
        <Button look="quiet" onClick={set}>
          Set link
        </Button>
        {props.href === null ? null : (
          <Button look="quiet" onClick={remove}>
            Remove link
          </Button>
        )}
      </div>
      {isFaulty ? (
        <p id={`${id}-error`} role="alert" className="mt-1.5 text-sm font-medium text-rust">
          Enter an address such as https://example.com.
        </p>
      ) : null}
    </div>
  )
}
