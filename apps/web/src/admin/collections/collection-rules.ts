import { useMutation } from '@tanstack/react-query'
import type { AdminCollection, CreateCollectionInput, Currency } from '@tradepost/contract'
import { api, errorOf, messageOf } from '../../api.ts'
import type { Editing, EditorRules } from '../use-editor.ts'
import { type CollectionForm, errorsAt, formOf, inputOf, isSameForm } from './collection-form.ts'
import { useCollectionsChanged } from './collection-queries.ts'

/** The props that the sections of the collection editor share. */
export type CollectionEditing = Editing<CollectionForm>

const refusalsOf = (error: unknown, form: CollectionForm): Record<string, string> => {
  const known = errorOf(error)
  if (known?.code === 'input.invalid') return errorsAt(known.details.issues, form)
  if (known?.code === 'collection.slug_taken') return { slug: messageOf(error) }
  if (known?.code !== 'collection.invalid_parent') return {}
  return {
    parentId: `It cannot lie there: the tree is ${known.details.maxDepth} levels deep at most, and nothing lies below itself.`,
  }
}

/** Returns the editor's rules for a collection. */
export const useCollectionRules = (
  currency: Currency
): EditorRules<AdminCollection, CollectionForm, CreateCollectionInput> => {
  const onSuccess = useCollectionsChanged()
  const create = useMutation(api.admin.collections.create.mutationOptions({ onSuccess }))
  const update = useMutation(api.admin.collections.update.mutationOptions({ onSuccess }))
  return {
    formOf: (collection) => formOf(collection, currency),
    inputOf: (form) => inputOf(form, currency),
    send: (over, input) =>
      over === null ? create.mutateAsync(input) : update.mutateAsync({ id: over.id, version: over.version, ...input }),
    refusalsOf,
    conflictOf: (error) => {
      const known = errorOf(error)
      return known?.code === 'collection.conflict' ? known.details.current : null
    },
    nameOf: ({ title }) => title,
    isSame: isSameForm,
  }
}
