import type { ErrorCode } from '@tradepost/contract'
import { errorOf, messageOf } from '../api.ts'

type Report<Name extends string> = (name: Name, error: { message: string }, options: { shouldFocus: boolean }) => void

/**
 * Shows a server error at the field that it is about (`show`), and returns all others for the top of the form (`rest`).
 */
export const refusalsAt = <Name extends string>(
  setError: Report<Name>,
  fields: Partial<Record<ErrorCode, NoInfer<Name>>>
) => {
  const fieldOf = (error: unknown): Name | undefined => {
    const known = errorOf(error)
    return known === null ? undefined : fields[known.code]
  }
  return {
    show: (error: unknown): void => {
      const field = fieldOf(error)
      if (field !== undefined) setError(field, { message: messageOf(error) }, { shouldFocus: true })
    },
    rest: (error: unknown): unknown => (fieldOf(error) === undefined ? error : null),
  }
}
