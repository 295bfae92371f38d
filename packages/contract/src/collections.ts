import * as z from 'zod'
import { AdminProductSummary } from './admin-products.ts'
import { Id } from './ids.ts'
import { Amount } from './money.ts'
import { Instant, Page, PageInput } from './page.ts'
import { Image } from './products.ts'
import { Html, Line, Slug } from './text.ts'

/** The maximum number of collections per shop. */
export const MAX_COLLECTIONS = 1000

/** The maximum number of products in a manual collection. */
export const MAX_COLLECTION_PRODUCTS = 5000

/** The maximum depth of the collection tree. */
export const MAX_COLLECTION_DEPTH = 5

const Condition = z.discriminatedUnion('field', [
  z.strictObject({ field: z.literal('tag'), operator: z.enum(['is', 'is_not']), value: Line(100) }),
  z.strictObject({
    field: z.enum(['vendor', 'productType', 'title']),
    operator: z.enum(['is', 'is_not', 'contains', 'starts_with']),
    value: Line(200),
  }),
  /** Compares the lowest price of the product, in minor units of the shop's own currency. */
  z.strictObject({ field: z.literal('price'), operator: z.enum(['less_than', 'at_least']), value: Amount }),
])

export type CollectionCondition = z.infer<typeof Condition>

/** The rules of a collection: a product belongs to it if it matches all, or any, of the conditions. Case is ignored. */
export const CollectionRules = z.strictObject({
  match: z.enum(['all', 'any']),
  conditions: z.array(Condition).min(1).max(20),
})

export type CollectionRules = z.infer<typeof CollectionRules>

/** A collection in the storefront lists. `productCount` counts active products, including those of sub-collections. */
export const CollectionSummary = z.object({
  id: Id('collection'),
  slug: z.string(),
  title: z.string(),
  parentId: Id('collection').nullable(),
  image: Image.nullable(),
  productCount: z.int(),
})

export type CollectionSummary = z.infer<typeof CollectionSummary>

/** All published collections. Parents come before their children, and siblings are in their own order. */
export const CollectionList = z.object({ items: z.array(CollectionSummary) })

/** A collection with its ancestors (root first) and its direct children. */
export const Collection = CollectionSummary.extend({
  descriptionHtml: z.string(),
  seoTitle: z.string().nullable(),
  seoDescription: z.string().nullable(),
  ancestors: z.array(CollectionSummary),
  children: z.array(CollectionSummary),
  /** True if its products have an order of their own. In that case `featured` sorts by it. */
  isFeatured: z.boolean(),
})

export type Collection = z.infer<typeof Collection>

/** Finds a collection by its current slug or a former one. */
export const GetCollectionInput = z.strictObject({ slug: Slug })

/** A collection as staff see it. */
export const AdminCollection = CollectionSummary.extend({
  version: z.int(),
  kind: z.enum(['manual', 'rule']),
  rules: CollectionRules.nullable(),
  published: z.boolean(),
  position: z.int(),
  descriptionHtml: z.string(),
  mediaId: Id('media').nullable(),
  seoTitle: z.string().nullable(),
  seoDescription: z.string().nullable(),
  createdAt: Instant,
  updatedAt: Instant,
})

export type AdminCollection = z.infer<typeof AdminCollection>

export const AdminCollectionList = z.object({
  items: z.array(AdminCollection),
  /** The number of products whose collections are still being recomputed. */
  waitingProducts: z.int(),
})

export const AdminCollectionIdInput = z.strictObject({ id: Id('collection') })

const collectionFields = {
  title: Line(200),
  slug: Slug.optional(),
  descriptionHtml: Html.default(''),
  parentId: Id('collection').nullable().default(null),
  position: z.int().min(0).max(MAX_COLLECTIONS).default(0),
  /** If set, the rules select the products. If null, staff choose the products by hand. */
  rules: CollectionRules.nullable().default(null),
  published: z.boolean().default(true),
  mediaId: Id('media').nullable().default(null),
  seoTitle: Line(200).nullable().default(null),
  seoDescription: Line(500).nullable().default(null),
}

/** Creates a collection. The slug defaults to one made from the title. */
export const CreateCollectionInput = z.strictObject(collectionFields)

export type CreateCollectionInput = z.infer<typeof CreateCollectionInput>

/**
 * Replaces a collection. Omitted fields return to their defaults, but an omitted slug stays. `version` is the version
 * that was read.
 */
export const UpdateCollectionInput = z.strictObject({
  id: Id('collection'),
  version: z.int().min(1).max(1_000_000_000),
  ...collectionFields,
})

export type UpdateCollectionInput = z.infer<typeof UpdateCollectionInput>

export const DeleteCollectionInput = z.strictObject({
  id: Id('collection'),
  version: z.int().min(1).max(1_000_000_000),
})

export type DeleteCollectionInput = z.infer<typeof DeleteCollectionInput>

/**
 * Adds, removes or moves products of a manual collection. `move` puts the products before `before`, or last if it is
 * null.
 */
export const ArrangeCollectionInput = z.strictObject({
  id: Id('collection'),
  action: z.enum(['add', 'remove', 'move']),
  productIds: z.array(Id('product')).min(1).max(100),
  before: Id('product').nullable().default(null),
})

export type ArrangeCollectionInput = z.infer<typeof ArrangeCollectionInput>

/** Requests the products that were added to a collection by hand, of any status. */
export const CollectionProductsInput = PageInput.extend({ id: Id('collection') })

export type CollectionProductsInput = z.infer<typeof CollectionProductsInput>

/** One page of the products of a collection, in its order. */
export const CollectionProductPage = Page(AdminProductSummary)
