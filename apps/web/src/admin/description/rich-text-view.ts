import { baseKeymap, chainCommands, setBlockType, toggleMark, wrapIn } from 'prosemirror-commands'
import { history, redo, undo } from 'prosemirror-history'
import { keymap } from 'prosemirror-keymap'
import type { MarkType, NodeType } from 'prosemirror-model'
import { liftListItem, splitListItem, wrapInList } from 'prosemirror-schema-list'
import { type Command, EditorState } from 'prosemirror-state'
import { EditorView } from 'prosemirror-view'
import { descriptionHtml, descriptionSchema, parseDescription } from './description-schema.ts'

const { nodes, marks } = descriptionSchema

const isInside = (state: EditorState, type: NodeType, attrs?: { level: number }): boolean => {
  const { $from } = state.selection
  return Array.from({ length: $from.depth + 1 }, (_, depth) => $from.node(depth)).some((node) =>
    attrs ? node.hasMarkup(type, attrs) : node.type === type
  )
}

const hasMark = ({ selection, storedMarks, doc }: EditorState, type: MarkType): boolean => {
  const { from, to, empty, $from } = selection
  return empty ? type.isInSet(storedMarks ?? $from.marks()) !== undefined : doc.rangeHasMark(from, to, type)
}

const toggleBlock =
  (type: NodeType, attrs?: { level: number }): Command =>
  (state, dispatch) =>
    isInside(state, type, attrs)
      ? setBlockType(nodes.paragraph)(state, dispatch)
      : setBlockType(type, attrs)(state, dispatch)

const toggleList =
  (type: NodeType): Command =>
  (state, dispatch) =>
    isInside(state, type) ? liftListItem(nodes.list_item)(state, dispatch) : wrapInList(type)(state, dispatch)

/** A command of the toolbar for the selected text. */
export interface Tool {
  readonly command: Command
  readonly isOn: (state: EditorState) => boolean
}

/** The commands of the toolbar by name. */
export const tools = {
  bold: { command: toggleMark(marks.strong), isOn: (state) => hasMark(state, marks.strong) },
  italic: { command: toggleMark(marks.em), isOn: (state) => hasMark(state, marks.em) },
  heading: {
    command: toggleBlock(nodes.heading, { level: 2 }),
    isOn: (state) => isInside(state, nodes.heading, { level: 2 }),
  },
  subheading: {
    command: toggleBlock(nodes.heading, { level: 3 }),
    isOn: (state) => isInside(state, nodes.heading, { level: 3 }),
  },
  bullets: { command: toggleList(nodes.bullet_list), isOn: (state) => isInside(state, nodes.bullet_list) },
  numbers: { command: toggleList(nodes.ordered_list), isOn: (state) => isInside(state, nodes.ordered_list) },
  quote: { command: wrapIn(nodes.blockquote), isOn: (state) => isInside(state, nodes.blockquote) },
  undo: { command: undo, isOn: () => false },
  redo: { command: redo, isOn: () => false },
} as const satisfies Record<string, Tool>

/** Returns the URL of the link in the selection, or null. */
export const linkAt = (state: EditorState): string | null => {
  const { $from, from, to, empty } = state.selection
  let href: string | null = null
  const take = (marksHere: typeof $from.parent.marks): void => {
    const link = marks.link.isInSet(marksHere)
    if (link) href = String(link.attrs['href'])
  }
  if (empty) take($from.marks())
  else state.doc.nodesBetween(from, to, (node) => take(node.marks))
  return href
}

/** Links the selected text, or removes its link if `href` is null. */
export const setLink =
  (href: string | null): Command =>
  (state, dispatch) => {
    const { from, to, empty } = state.selection
    if (empty) return false
    const clean = state.tr.removeMark(from, to, marks.link)
    dispatch?.(href === null ? clean : clean.addMark(from, to, marks.link.create({ href })))
    return true
  }

const keys = keymap({
  'Mod-z': undo,
  'Shift-Mod-z': redo,
  'Mod-y': redo,
  'Mod-b': tools.bold.command,
  'Mod-i': tools.italic.command,
  'Mod-u': toggleMark(marks.underline),
  'Shift-Enter': (state, dispatch) => {
    dispatch?.(state.tr.replaceSelectionWith(nodes.hard_break.create()).scrollIntoView())
    return true
  },
  Enter: chainCommands(splitListItem(nodes.list_item)),
})

/** Returns the initial editor state of a description. */
export const descriptionState = (html: string): EditorState =>
  EditorState.create({ doc: parseDescription(html), plugins: [history(), keys, keymap(baseKeymap)] })

interface ViewOptions {
  readonly html: string
  readonly attributes: () => Record<string, string>
  readonly isEditable: () => boolean
  /** Called on every change; `html` is null if only the selection moved. */
  readonly onState: (state: EditorState, html: string | null) => void
}

/** Opens a description editor inside an element of the page. */
export const openView = (place: HTMLElement, { html, attributes, isEditable, onState }: ViewOptions): EditorView => {
  const view: EditorView = new EditorView(place, {
    state: descriptionState(html),
    attributes,
    editable: isEditable,
    dispatchTransaction: (transaction) => {
      const state = view.state.apply(transaction)
      view.updateState(state)
      onState(state, transaction.docChanged ? descriptionHtml(state.doc) : null)
    },
  })
  return view
}
