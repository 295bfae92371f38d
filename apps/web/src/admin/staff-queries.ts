import { useQueryClient } from '@tanstack/react-query'
import { api } from '../api.ts'

/** Gives the act that reads the staff anew after a change. */
export const useStaffChanged = () => {
  const queries = useQueryClient()
  return () => queries.invalidateQueries({ queryKey: api.admin.staff.list.queryKey() })
}
