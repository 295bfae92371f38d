import { useQueryClient } from '@tanstack/react-query'
import { api, type RouterOutputs } from '../api.ts'

/** A key that was just made, with the secret that is shown this one time. */
export type NewKey = RouterOutputs['admin']['apiKeys']['create']

/** Gives the act that reads the keys anew after a change. */
export const useKeysChanged = () => {
  const queries = useQueryClient()
  return () => queries.invalidateQueries({ queryKey: api.admin.apiKeys.list.queryKey() })
}
