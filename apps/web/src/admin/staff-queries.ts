import { useQueryClient } from '@tanstack/react-query'
import { api } from '../api.ts'

/** Returns a callback that refetches the staff after a change. */
export const useStaffChanged = () => {
  const queries = useQueryClient()
  return () => queries.invalidateQueries({ queryKey: api.admin.staff.list.queryKey() })
}
