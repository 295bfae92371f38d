import { exportProducts } from '@tradepost/commerce'
import type { Context as CallerContext } from '@tradepost/router'
import type { Context } from 'hono'
import { serveCsv } from './csv-export.ts'

/** Sends the catalog as a Shopify product CSV to a caller who may read products. */
export const serveProductExport = (c: Context, context: CallerContext): Promise<Response> =>
  serveCsv(c, context, {
    permission: 'products:read',
    name: 'products',
    countHeader: 'x-product-count',
    open: async () => {
      const { productCount: count, text } = await exportProducts(context.deps)
      return { count, text }
    },
  })
