import { useRef, useState } from 'react'
import { notify } from '../ui/notices.ts'
import { focusField } from './focus-field.ts'

/** Error messages by field. */
export type FieldErrors = Readonly<Record<string, string>>

/** The props that the sections of an editor share. */
export interface Editing<Form> {
  readonly form: Form
  readonly errors: FieldErrors
  readonly isReadOnly: boolean
  readonly change: (part: Partial<Form>) => void
}

/** How the editor reads, validates and saves one kind of record. */
export interface EditorRules<Saved, Form, Input> {
  readonly formOf: (saved: Saved) => Form
  /** Converts the form to API input, or returns null and an error for each invalid field. */
  readonly inputOf: (form: Form) => { readonly input: Input | null; readonly errors: FieldErrors }
  /** Creates the record if `over` is null; otherwise saves it over that version. */
  readonly send: (over: Saved | null, input: Input) => Promise<Saved>
  /** Maps an error of the server to the fields it concerns. */
  readonly refusalsOf: (error: unknown, form: Form) => FieldErrors
  /** Returns the version that another user saved, if the server refused the save because of it. */
  readonly conflictOf: (error: unknown) => Saved | null
  readonly nameOf: (saved: Saved) => string
  /** Returns true if two forms would save the same record. Needed if the form has more than what is saved. */
  readonly isSame?: (a: Form, b: Form) => boolean
}

interface EditorStart<Saved, Form> {
  readonly saved: Saved | null
  /** The form values of a new record. */
  readonly empty: Form
  readonly isReadOnly: boolean
  readonly onCreated: (saved: Saved) => void
}

interface EditorState<Saved, Form> {
  readonly saved: Saved | null
  readonly base: Form
  readonly form: Form
  readonly errors: FieldErrors
  readonly failure: unknown
  readonly conflict: Saved | null
}

// Rows of a form have a `key` of their own, which is not saved.
const contentOf = (form: unknown): string =>
  JSON.stringify(form, (name: string, value: unknown) => (name === 'key' ? undefined : value))

/** Returns true if two forms would save the same record. */
export const isSameForm = (a: unknown, b: unknown): boolean => contentOf(a) === contentOf(b)

const restAt = <Saved, Form>(saved: Saved | null, form: Form): EditorState<Saved, Form> => ({
  saved,
  base: form,
  form,
  errors: {},
  failure: null,
  conflict: null,
})

type SetState<Saved, Form> = (next: (state: EditorState<Saved, Form>) => EditorState<Saved, Form>) => void

interface Saving<Saved, Form> {
  readonly state: EditorState<Saved, Form>
  readonly setState: SetState<Saved, Form>
  readonly onCreated: (saved: Saved) => void
}

const useSaving = <Saved, Form, Input>(
  rules: EditorRules<Saved, Form, Input>,
  { state: { form, saved }, setState, onCreated }: Saving<Saved, Form>
) => {
  const [isSaving, setIsSaving] = useState(false)
  const isDone = useRef(false)
  const refuse = (errors: FieldErrors, failure: unknown) => {
    const paths = Object.keys(errors)
    setState((now) => ({ ...now, errors, failure: paths.length > 0 ? null : failure }))
    focusField(...(paths.length > 0 ? paths : ['summary']))
  }
  const take = (answer: Saved, over: Saved | null) => {
    setState((now) => {
      const rest = restAt(answer, rules.formOf(answer))
      return now.form === form ? rest : { ...rest, form: now.form }
    })
    notify(`${rules.nameOf(answer)} is saved.`)
    isDone.current = over === null
    if (over === null) onCreated(answer)
  }
  const save = async (over = saved): Promise<void> => {
    const { input, errors } = rules.inputOf(form)
    if (input === null) return refuse(errors, null)
    setIsSaving(true)
    try {
      take(await rules.send(over, input), over)
    } catch (error) {
      const conflict = rules.conflictOf(error)
      if (conflict === null) refuse(rules.refusalsOf(error, form), error)
      else setState((now) => ({ ...now, conflict }))
    } finally {
      setIsSaving(false)
    }
  }
  return { save, isSaving, isDone }
}

/** Manages the editing of one record, and saves it as a whole over the version that was read. */
export const useEditor = <Saved, Form, Input>(
  rules: EditorRules<Saved, Form, Input>,
  { saved: first, empty, isReadOnly, onCreated }: EditorStart<Saved, Form>
) => {
  const [state, setState] = useState(() => restAt(first, first === null ? empty : rules.formOf(first)))
  const { save, isSaving, isDone } = useSaving(rules, { state, setState, onCreated })
  const { form, base, saved } = state
  const isDirty = !isReadOnly && !(rules.isSame ?? isSameForm)(form, base)
  return {
    ...state,
    editing: {
      form,
      errors: state.errors,
      isReadOnly,
      change: (part) => setState((now) => ({ ...now, form: { ...now.form, ...part } })),
    } satisfies Editing<Form>,
    isDirty,
    isSaving,
    save,
    discard: () => setState(restAt(saved, base)),
    takeTheirs: (current: Saved) => setState(restAt(current, rules.formOf(current))),
    overwrite: (current: Saved) => {
      setState((now) => ({ ...now, saved: current, base: rules.formOf(current), conflict: null }))
      return save(current)
    },
    closeConflict: () => setState((now) => ({ ...now, conflict: null })),
    wouldLose: () => isDirty && !isDone.current,
    giveUp: () => {
      isDone.current = true
    },
  }
}
