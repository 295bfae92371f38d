import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import type { Address, SavedAddress } from '@tradepost/contract'
import { api, type RouterOutputs } from '../api.ts'
import { notify } from '../ui/notices.ts'

/** A browser or tool that is signed in to the account. */
export type AccountSession = RouterOutputs['account']['sessions']['list']['items'][number]

/** Reads the saved addresses of the account. */
export const useAddresses = (isEnabled = true) =>
  useQuery({ ...api.account.addresses.list.queryOptions(), enabled: isEnabled })

/** Returns mutations for the account's addresses; each returns the whole list. */
export const useAddressActs = () => {
  const queries = useQueryClient()
  const onSuccess = (list: { items: SavedAddress[] }): void => {
    queries.setQueryData(api.account.addresses.list.queryKey(), list)
  }
  return {
    add: useMutation(api.account.addresses.add.mutationOptions({ onSuccess })),
    update: useMutation(api.account.addresses.update.mutationOptions({ onSuccess })),
    remove: useMutation(api.account.addresses.remove.mutationOptions({ onSuccess })),
  }
}

/**
 * Returns a function that saves an address in the background, even after the page was left, and notifies on failure.
 */
export const useKeepAddress = () => {
  const { add } = useAddressActs()
  return (address: Address): void => {
    add.mutateAsync({ address }).catch(() => notify('The address could not be kept.', 'problem'))
  }
}
