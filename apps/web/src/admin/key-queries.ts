import { useQueryClient } from '@tanstack/react-query'
import { api, type RouterOutputs } from '../api.ts'

/** A new key with its secret, which is shown only once. */
export type NewKey = RouterOutputs['admin']['apiKeys']['create']

/** Returns a callback that refetches the keys after a change. */
export const useKeysChanged = () => {
  const queries = useQueryClient()
  return () => queries.invalidateQueries({ queryKey: api.admin.apiKeys.list.queryKey() })
}
