import { getProduct, listProducts } from '@tradepost/commerce'
import { GetProductInput, ListProductsInput, Product, ProductPage } from '@tradepost/contract'
import { anyone } from './trpc.ts'
import { declares } from './wire-errors.ts'

export const products = {
  list: anyone
    .input(ListProductsInput)
    .output(ProductPage)
    .query(({ ctx, input }) => listProducts(ctx.deps, input)),

  get: anyone
    .input(GetProductInput)
    .output(Product)
    .errors(declares('product.not_found'))
    .query(({ ctx, input }) => getProduct(ctx.deps, input)),
}
