import { showShop } from '@tradepost/commerce'
import { Shop } from '@tradepost/contract'
import { anyone } from './trpc.ts'

export const shop = {
  get: anyone([])
    .output(Shop)
    .query(({ ctx }) => showShop(ctx.deps)),
}
