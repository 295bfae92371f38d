import { type QueryClient, useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import type { SessionOutput } from '@tradepost/contract'
import { api, client, messageOf } from '../api.ts'
import { notify } from '../ui/notices.ts'

const sessionKey = api.auth.session.queryKey()

/** Reads who is signed in. */
export const useSession = () => useQuery(api.auth.session.queryOptions())

// What one visitor may see is nobody else's business: orders are forgotten, the cart is read anew.
const changeSession = (queries: QueryClient, session: SessionOutput): void => {
  queries.setQueryData(sessionKey, session)
  queries.removeQueries({ queryKey: api.orders.pathKey() })
  void queries.invalidateQueries({ queryKey: api.cart.pathKey() })
}

interface SignedIn extends SessionOutput {
  cartChanges: { sku: string; title: string; kind: 'added' | 'capped'; quantity: number }[]
}

const tellCartChanges = ({ cartChanges }: SignedIn): void => {
  for (const { kind, title, quantity } of cartChanges) {
    if (kind === 'added') notify(`Added to your cart from before: ${quantity} × ${title}`)
    else notify(`Stock allowed ${quantity} × ${title} in your cart.`, 'problem')
  }
}

const useSignedIn = () => {
  const queries = useQueryClient()
  return (answer: SignedIn) => {
    changeSession(queries, { user: answer.user, expiresAt: answer.expiresAt })
    tellCartChanges(answer)
  }
}

/** Signs in with e-mail address and password; the session is a cookie that scripts cannot read. */
export const useSignIn = () => useMutation(api.auth.signIn.mutationOptions({ onSuccess: useSignedIn() }))

/** Opens an account and signs it in. */
export const useRegister = () => useMutation(api.auth.register.mutationOptions({ onSuccess: useSignedIn() }))

/** Gives the act that ends the session. */
export const useSignOut = () => {
  const queries = useQueryClient()
  return useMutation({
    mutationFn: () => client.auth.signOut.mutate(),
    onSuccess: () => {
      changeSession(queries, { user: null, expiresAt: null })
      notify('You are signed out.')
    },
    onError: (error) => notify(messageOf(error), 'problem'),
  })
}
