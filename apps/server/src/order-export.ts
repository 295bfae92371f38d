import { exportOrders } from '@tradepost/commerce'
import type { Context as CallerContext } from '@tradepost/router'
import type { Context } from 'hono'
import { serveCsv } from './csv-export.ts'

/** Sends all orders as a CSV, one row per order line, to a caller who may read orders. */
export const serveOrderExport = (c: Context, context: CallerContext): Promise<Response> =>
  serveCsv(c, context, {
    permission: 'orders:read',
    name: 'orders',
    countHeader: 'x-order-count',
    open: async () => {
      const { orderCount: count, text } = await exportOrders(context.deps)
      return { count, text }
    },
  })
