import { useMutation } from '@tanstack/react-query'
import type { AdminCollection, CreateCollectionInput, Currency } from '@tradepost/contract'
import { useRef, useState } from 'react'
import { api, errorOf, messageOf } from '../../api.ts'
import { notify } from '../../ui/notices.ts'
import { focusField } from '../focus-field.ts'
import { type CollectionForm, emptyCollection, errorsAt, formOf, inputOf, isSameForm } from './collection-form.ts'
import { useCollectionsChanged } from './collection-queries.ts'

/** What the parts of the editor need. */
export interface CollectionEditing {
  readonly form: CollectionForm
  readonly errors: Readonly<Record<string, string>>
  readonly isReadOnly: boolean
  readonly change: (part: Partial<CollectionForm>) => void
}

interface EditorState {
  readonly saved: AdminCollection | null
  readonly base: CollectionForm
  readonly form: CollectionForm
  readonly errors: Readonly<Record<string, string>>
  readonly failure: unknown
  /** What somebody else has saved meanwhile. */
  readonly conflict: AdminCollection | null
}

interface EditorOptions {
  readonly collection: AdminCollection | null
  readonly currency: Currency
  readonly isReadOnly: boolean
  readonly onCreated: (collection: AdminCollection) => void
}

const restAt = (saved: AdminCollection | null, form: CollectionForm): EditorState => ({
  saved,
  base: form,
  form,
  errors: {},
  failure: null,
  conflict: null,
})

const refusalsOf = (error: unknown, form: CollectionForm): Record<string, string> => {
  const known = errorOf(error)
  if (known?.code === 'input.invalid') return errorsAt(known.details.issues, form)
  if (known?.code === 'collection.slug_taken') return { slug: messageOf(error) }
  if (known?.code !== 'collection.invalid_parent') return {}
  return {
    parentId: `It cannot lie there: the tree is ${known.details.maxDepth} levels deep at most, and nothing lies below itself.`,
  }
}

const useSending = () => {
  const onSuccess = useCollectionsChanged()
  const create = useMutation(api.admin.collections.create.mutationOptions({ onSuccess }))
  const update = useMutation(api.admin.collections.update.mutationOptions({ onSuccess }))
  const send = (over: AdminCollection | null, input: CreateCollectionInput): Promise<AdminCollection> =>
    over === null ? create.mutateAsync(input) : update.mutateAsync({ id: over.id, version: over.version, ...input })
  return { send, isSaving: create.isPending || update.isPending }
}

type SetState = (next: (state: EditorState) => EditorState) => void

const useSaving = (state: EditorState, setState: SetState, { currency, onCreated }: EditorOptions) => {
  const { send, isSaving } = useSending()
  const isDone = useRef(false)
  const { form, saved } = state
  const refuse = (errors: Record<string, string>, error: unknown) => {
    setState((now) => ({ ...now, errors, failure: Object.keys(errors).length > 0 ? null : error }))
    const paths = Object.keys(errors)
    focusField(...(paths.length > 0 ? paths : ['summary']))
  }
  const save = async (over = saved): Promise<void> => {
    const { input, errors } = inputOf(form, currency)
    if (input === null) return refuse(errors, null)
    try {
      const answer = await send(over, input)
      setState((now) => {
        const rest = restAt(answer, formOf(answer, currency))
        return now.form === form ? rest : { ...rest, form: now.form }
      })
      notify(`${answer.title} is saved.`)
      isDone.current = over === null
      if (over === null) onCreated(answer)
    } catch (error) {
      const known = errorOf(error)
      if (known?.code === 'collection.conflict') setState((now) => ({ ...now, conflict: known.details.current }))
      else refuse(refusalsOf(error, form), error)
    }
  }
  return { save, isSaving, isDone }
}

/** Holds one collection while it is edited. */
export const useCollectionEditor = (options: EditorOptions) => {
  const { collection, currency, isReadOnly } = options
  const [state, setState] = useState(() =>
    restAt(collection, collection ? formOf(collection, currency) : emptyCollection)
  )
  const { save, isSaving, isDone } = useSaving(state, setState, options)
  const { form, base, saved } = state
  const isDirty = !isReadOnly && !isSameForm(form, base)
  return {
    ...state,
    editing: {
      form,
      errors: state.errors,
      isReadOnly,
      change: (part) => setState((now) => ({ ...now, form: { ...now.form, ...part } })),
    } satisfies CollectionEditing,
    isDirty,
    isSaving,
    save,
    discard: () => setState(restAt(saved, base)),
    takeTheirs: (current: AdminCollection) => setState(restAt(current, formOf(current, currency))),
    overwrite: (current: AdminCollection) => {
      setState((now) => ({ ...now, saved: current, base: formOf(current, currency), conflict: null }))
      return save(current)
    },
    closeConflict: () => setState((now) => ({ ...now, conflict: null })),
    wouldLose: () => isDirty && !isDone.current,
    giveUp: () => {
      isDone.current = true
    },
  }
}
