import type { ProductSummary } from '@tradepost/contract'

/** Picks products so that their types alternate: the first of each type, then the second of each, and so on. */
export const varied = (products: readonly ProductSummary[], count: number): ProductSummary[] => {
  const seen = new Map<string, number>()
  const ranked = products.map((product) => {
    const rank = seen.get(product.productType) ?? 0
    seen.set(product.productType, rank + 1)
    return { product, rank }
  })
  return ranked
    .toSorted((a, b) => a.rank - b.rank)
    .slice(0, count)
    .map(({ product }) => product)
}
