import type { CollectionCondition, CollectionRules } from '@tradepost/contract'
import { foldText } from '../products/fold-text.ts'
import type { IndexSource } from '../products/index-source.ts'
import type { CollectionTree } from './collection-tree.ts'

/** The fields of a product that rules check. */
export type RuledProduct = Pick<IndexSource, 'title' | 'vendor' | 'productType' | 'tags' | 'prices' | 'currency'>

/** Lists the IDs of all collections that a product is in: by hand, by rule, and their ancestors. */
export const collectionsOf = (
  product: RuledProduct & Pick<IndexSource, 'handPicked'>,
  tree: CollectionTree
): string[] => {
  const own = new Set(product.handPicked)
  for (const { id, rules } of tree.byId.values()) if (rules && fitsRules(product, rules)) own.add(id)
  return [...new Set([...own].flatMap((id) => [id, ...tree.ancestorsOf(id).map((node) => node.id)]))]
}

/** Returns whether a product matches these rules. */
export const fitsRules = (product: RuledProduct, { match, conditions }: CollectionRules): boolean =>
  match === 'all'
    ? conditions.every((condition) => holds(product, condition))
    : conditions.some((condition) => holds(product, condition))

const holds = (product: RuledProduct, condition: CollectionCondition): boolean => {
  if (condition.field === 'price') {
    const price = product.prices.find(({ currency }) => currency === product.currency)?.from
    if (price === undefined) return false
    return condition.operator === 'less_than' ? price < condition.value : price >= condition.value
  }
  const wanted = foldText(condition.value)
  if (condition.field === 'tag') {
    return product.tags.some((tag) => foldText(tag) === wanted) === (condition.operator === 'is')
  }
  return compareText(foldText(product[condition.field]), condition.operator, wanted)
}

const compareText = (text: string, operator: 'is' | 'is_not' | 'contains' | 'starts_with', wanted: string): boolean => {
  switch (operator) {
    case 'is':
      return text === wanted
    case 'is_not':
      return text !== wanted
    case 'contains':
      return text.includes(wanted)
    case 'starts_with':
      return text.startsWith(wanted)
  }
}
