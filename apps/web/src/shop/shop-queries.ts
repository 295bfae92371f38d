import { useQuery } from '@tanstack/react-query'
import type { Shop } from '@tradepost/contract'
import { api } from '../api.ts'

/** Reads the shop's name, currency, tax and shipping rules. They do not change while a page is open. */
export const useShop = (): Shop | undefined =>
  useQuery(api.shop.get.queryOptions(undefined, { staleTime: Infinity })).data
