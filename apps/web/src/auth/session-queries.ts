import { type QueryClient, useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import type { CartMergeChange } from '@tradepost/contract'
import { api, client, messageOf } from '../api.ts'
import { notify } from '../ui/notices.ts'

const sessionKey = api.auth.session.queryKey()

/** Reads who is signed in and what they may do. */
export const useSession = () => useQuery(api.auth.session.queryOptions())

/** Refetches who is signed in, after an act that may have changed it. */
export const refreshSession = (queries: QueryClient): Promise<void> =>
  queries.invalidateQueries({ queryKey: sessionKey })

/**
 * Switches to another session, or to none. The data of one visitor must not be shown to the next: removes orders,
 * account and back office from the cache, and refetches the cart.
 */
export const changeSession = async (queries: QueryClient): Promise<void> => {
  await refreshSession(queries)
  for (const part of [api.orders, api.account, api.admin]) queries.removeQueries({ queryKey: part.pathKey() })
  void queries.invalidateQueries({ queryKey: api.cart.pathKey() })
}

const tellCartChanges = (changes: readonly CartMergeChange[]): void => {
  for (const { kind, title, quantity } of changes) {
    if (kind === 'added') notify(`Added to your cart from before: ${quantity} × ${title}`)
    else notify(`Stock allowed ${quantity} × ${title} in your cart.`, 'problem')
  }
}

/** Signs in with email address and password. The session is a cookie that scripts cannot read. */
export const useSignIn = () => {
  const queries = useQueryClient()
  return useMutation(
    api.auth.signIn.mutationOptions({
      onSuccess: async ({ cartChanges }) => {
        await changeSession(queries)
        tellCartChanges(cartChanges)
      },
    })
  )
}

/** Ends the session. */
export const useSignOut = () => {
  const queries = useQueryClient()
  return useMutation({
    mutationFn: () => client.auth.signOut.mutate(),
    onSuccess: async () => {
      await changeSession(queries)
      notify('You are signed out.')
    },
    onError: (error) => notify(messageOf(error), 'problem'),
  })
}
