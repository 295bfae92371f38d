import { getProduct, listProducts, relatedProducts, suggestProducts } from '@tradepost/commerce'
import {
  GetProductInput,
  ListProductsInput,
  Product,
  ProductPage,
  ProductSuggestions,
  RelatedProducts,
  RelatedProductsInput,
  SuggestProductsInput,
} from '@tradepost/contract'
import { anyone } from './trpc.ts'
import { declares } from './wire-errors.ts'

export const products = {
  list: anyone([])
    .input(ListProductsInput)
    .output(ProductPage)
    .query(({ ctx, input }) => listProducts(ctx.deps, input)),

  get: anyone([])
    .input(GetProductInput)
    .output(Product)
    .errors(declares('product.not_found'))
    .query(({ ctx, input }) => getProduct(ctx.deps, input)),

  suggest: anyone([])
    .input(SuggestProductsInput)
    .output(ProductSuggestions)
    .query(({ ctx, input }) => suggestProducts(ctx.deps, input)),

  related: anyone([])
    .input(RelatedProductsInput)
    .output(RelatedProducts)
    .errors(declares('product.not_found'))
    .query(({ ctx, input }) => relatedProducts(ctx.deps, input)),
}
