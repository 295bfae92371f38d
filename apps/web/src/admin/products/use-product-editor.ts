import { useMutation, useQueryClient } from '@tanstack/react-query'
import type { AdminProduct, Currency } from '@tradepost/contract'
import { useCallback, useRef, useState } from 'react'
import { api, errorOf } from '../../api.ts'
import { useAttemptKey } from '../../ui/attempt-key.ts'
import { notify } from '../../ui/notices.ts'
import { accepted, beginEditing, type Conflict, detached, discarded, refused, settled } from './editor-state.ts'
import { focusField } from '../focus-field.ts'
import { differencesOf, mergeProduct, pairNewVariants } from './merge-product.ts'
import { formOf, isSameForm, type ProductForm } from './product-form.ts'
import { type FieldErrors, inputOf, type ProductFields, refusalsOf } from './product-input.ts'

/** The props that the sections of the editor share: the values, their errors, and how to change them. */
export interface Editing {
  readonly form: ProductForm
  readonly errors: FieldErrors
  readonly isReadOnly: boolean
  readonly change: (part: Partial<ProductForm> | ((form: ProductForm) => ProductForm)) => void
}

/** Returns a function that saves a product: creates it if `over` is null, otherwise overwrites that version. */
const useSending = () => {
  const queries = useQueryClient()
  const attempt = useAttemptKey()
  const onSuccess = (product: AdminProduct): void => {
    queries.setQueryData(api.admin.products.get.queryKey({ id: product.id }), product)
    void queries.invalidateQueries({ queryKey: api.admin.products.list.pathKey() })
    void queries.invalidateQueries({ queryKey: api.products.pathKey() })
  }
  const create = useMutation(api.admin.products.create.mutationOptions({ onSuccess, onError: attempt.forgetAfter }))
  const update = useMutation(api.admin.products.update.mutationOptions({ onSuccess }))
  const send = (over: AdminProduct | null, input: ProductFields): Promise<AdminProduct> =>
    over === null
      ? create.mutateAsync({ idempotencyKey: attempt.keyFor(input), ...input })
      : update.mutateAsync({ id: over.id, version: over.version, ...input })
  return { send, isSaving: create.isPending || update.isPending }
}

// The next action reads a new state from the ref at once, without waiting for a render.
const useEditorState = (product: AdminProduct | null, currency: Currency) => {
  const [state, setState] = useState(() => beginEditing(product, currency))
  const latest = useRef(state)
  const set = useCallback((next: (state: typeof latest.current) => typeof latest.current) => {
    latest.current = next(latest.current)
    setState(latest.current)
  }, [])
  return { state, latest, set }
}

interface EditorOptions {
  readonly product: AdminProduct | null
  readonly currency: Currency
  readonly isReadOnly: boolean
  readonly onCreated: (product: AdminProduct) => void
}

type Store = ReturnType<typeof useEditorState>

const useSaving = ({ latest, set }: Store, { currency, onCreated }: EditorOptions) => {
  const { send, isSaving } = useSending()
  const isDone = useRef(false)
  const refuse = (errors: FieldErrors, failure: unknown): void => {
    set((now) => refused(now, errors, failure))
    const paths = Object.keys(errors)
    focusField(...(paths.length > 0 ? paths : ['summary']))
  }
  // If the other user changed nothing that differs from my version, there is nothing to ask.
  const meet = async (current: AdminProduct, mine: ProductForm): Promise<void> => {
    const { base } = latest.current
    const versions = pairNewVariants({ base, mine, theirs: formOf(current, currency) })
    const conflict = { current, versions }
    if (differencesOf(versions).some(({ changedBy }) => changedBy !== 'me')) set((now) => ({ ...now, conflict }))
    else await settle(conflict, mergeProduct(versions, {}))
  }
  const settle = async (conflict: Conflict, merged: ProductForm): Promise<void> => {
    set((now) => settled(now, conflict, merged))
    await save()
  }
  const save = async (): Promise<void> => {
    const { form: sent, saved: over } = latest.current
    const { input, errors } = inputOf(sent)
    if (input === null) return refuse(errors, null)
    try {
      const answer = await send(over, input)
      set((now) => accepted(now, answer, sent))
      notify(`${answer.title} is saved.`)
      isDone.current = over === null
      if (over === null) onCreated(answer)
    } catch (error) {
      const known = errorOf(error)
      if (known?.code === 'product.conflict') await meet(known.details.current, sent)
      else refuse(refusalsOf(error, sent), error)
    }
  }
  return { save, settle, isSaving, isDone }
}

/** Manages the editing of one product. Nothing that was typed is lost before it is saved. */
export const useProductEditor = (options: EditorOptions) => {
  const { product, currency, isReadOnly } = options
  const store = useEditorState(product, currency)
  const { state, latest, set } = store
  const { save, settle, isSaving, isDone } = useSaving(store, options)
  const change = useCallback<Editing['change']>(
    (part) => set((now) => ({ ...now, form: typeof part === 'function' ? part(now.form) : { ...now.form, ...part } })),
    [set]
  )
  return {
    ...state,
    editing: { form: state.form, errors: state.errors, isReadOnly, change } satisfies Editing,
    isSaving,
    isDirty: !isReadOnly && !isSameForm(state.form, state.base),
    closeConflict: () => set((now) => ({ ...now, conflict: null })),
    settle,
    save,
    discard: () => set(discarded),
    saveAsNew: () => {
      set(detached)
      return save()
    },
    /** Returns true if leaving the page would lose changes. */
    wouldLose: () => !isReadOnly && !isDone.current && !isSameForm(latest.current.form, latest.current.base),
    /** Call this when there is nothing left to save. */
    giveUp: () => {
      isDone.current = true
    },
  }
}
