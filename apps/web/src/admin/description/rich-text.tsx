import { clsx } from 'clsx'
import {
  Bold,
  Heading2,
  Heading3,
  Italic,
  Link2,
  List,
  ListOrdered,
  type LucideIcon,
  Quote,
  Redo2,
  Undo2,
} from 'lucide-react'
import type { EditorState } from 'prosemirror-state'
import type { EditorView } from 'prosemirror-view'
import { type RefObject, useEffect, useEffectEvent, useRef, useState } from 'react'
import { LinkForm } from './link-form.tsx'
import { descriptionState, linkAt, openView, tools } from './rich-text-view.ts'

interface RichTextProps {
  html: string
  labelId: string
  describedBy: string | undefined
  isDisabled: boolean
  onChange: (html: string) => void
}

const toolList: readonly { name: keyof typeof tools; label: string; icon: LucideIcon }[] = [
  { name: 'bold', label: 'Bold', icon: Bold },
  { name: 'italic', label: 'Italic', icon: Italic },
  { name: 'heading', label: 'Heading', icon: Heading2 },
  { name: 'subheading', label: 'Smaller heading', icon: Heading3 },
  { name: 'bullets', label: 'List', icon: List },
  { name: 'numbers', label: 'Numbered list', icon: ListOrdered },
  { name: 'quote', label: 'Quotation', icon: Quote },
  { name: 'undo', label: 'Undo', icon: Undo2 },
  { name: 'redo', label: 'Redo', icon: Redo2 },
]

const toolClass =
  'inline-flex size-10 items-center justify-center rounded-lg transition-colors hover:bg-line ' +
  'focus-visible:-outline-offset-2 aria-pressed:bg-brand aria-pressed:text-on-brand disabled:pointer-events-none disabled:opacity-35'

const editorClass =
  'prose min-h-44 max-h-[32rem] overflow-y-auto px-4 py-3.5 leading-relaxed whitespace-pre-wrap break-words ' +
  'focus-visible:outline-offset-0 rounded-b-xl'

// The view owns its part of the page. React only passes in changes from elsewhere, such as another version.
const useView = ({ html, labelId, describedBy, isDisabled, onChange }: RichTextProps) => {
  const place = useRef<HTMLDivElement>(null)
  const view = useRef<EditorView>(null)
  const written = useRef(html)
  const [state, setState] = useState<EditorState | null>(null)
  const attributes = useEffectEvent(() => ({
    role: 'textbox',
    'aria-multiline': 'true',
    'aria-labelledby': labelId,
    ...(describedBy ? { 'aria-describedby': describedBy } : {}),
    ...(isDisabled ? { 'aria-readonly': 'true', tabindex: '0' } : {}),
    'data-field': 'descriptionHtml',
    class: editorClass,
  }))
  const take = useEffectEvent((next: EditorState, changed: string | null) => {
    setState(next)
    if (changed === null) return
    written.current = changed
    onChange(changed)
  })
  const open = useEffectEvent((element: HTMLElement) =>
    openView(element, {
      html,
      attributes: () => attributes(),
      isEditable: () => !isDisabled,
      onState: (next, changed) => take(next, changed),
    })
  )
  useEffect(() => {
    if (place.current === null) return
    const opened = open(place.current)
    view.current = opened
    setState(opened.state)
    return () => opened.destroy()
  }, [isDisabled])
  useEffect(() => {
    if (html === written.current || view.current === null) return
    written.current = html
    view.current.updateState(descriptionState(html))
    setState(view.current.state)
  }, [html])
  return { place, view, state }
}

interface ToolbarProps {
  state: EditorState
  view: RefObject<EditorView | null>
  isLinking: boolean
  onLink: () => void
}

const Toolbar = ({ state, view, isLinking, onLink }: ToolbarProps) => {
  const run = (name: keyof typeof tools) => {
    if (view.current === null) return
    tools[name].command(view.current.state, view.current.dispatch)
    view.current.focus()
  }
  const link = linkAt(state)
  return (
    <div
      role="group"
      aria-label="Format the description"
      className="flex flex-wrap gap-0.5 rounded-t-xl border-b border-line bg-sunken p-1"
    >
      {toolList.map(({ name, label, icon: Icon }) => (
        <button
          key={name}
          type="button"
          aria-label={label}
          title={label}
          aria-pressed={name === 'undo' || name === 'redo' ? undefined : tools[name].isOn(state)}
          disabled={!tools[name].command(state)}
          className={toolClass}
          onClick={() => run(name)}
        >
          <Icon aria-hidden className="size-4.5" />
        </button>
      ))}
      <button
        type="button"
        aria-label="Link"
        title="Link: mark some text first"
        aria-pressed={link !== null}
        aria-expanded={isLinking}
        disabled={state.selection.empty}
        className={toolClass}
        onClick={onLink}
      >
        <Link2 aria-hidden className="size-4.5" />
      </button>
    </div>
  )
}

/** A rich text editor with headings, lists and links. */
export const RichText = (props: RichTextProps) => {
  const { place, view, state } = useView(props)
  const [isLinking, setIsLinking] = useState(false)
  const isShown = state !== null && !props.isDisabled
  return (
    <div
      className={clsx(
        'rounded-xl border border-line-strong bg-surface transition-colors',
        props.isDisabled ? 'opacity-80' : 'hover:border-ink'
      )}
    >
      {isShown ? (
        <Toolbar state={state} view={view} isLinking={isLinking} onLink={() => setIsLinking(!isLinking)} />
      ) : null}
      {isShown && isLinking ? (
        <LinkForm
          href={linkAt(state)}
          view={view}
          onDone={() => {
            setIsLinking(false)
            view.current?.focus()
          }}
        />
      ) : null}
      <div ref={place} />
    </div>
  )
}
