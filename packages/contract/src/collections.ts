import * as z from 'zod'
import { AdminProductSummary } from './admin-products.ts'
import { Id } from './ids.ts'
import { Amount } from './money.ts'
import { Instant, Page, PageInput } from './page.ts'
import { Image } from './products.ts'
import { Html, Line, Slug } from './text.ts'

/** The most collections that a shop has. */
export const MAX_COLLECTIONS = 1000

/** The most products that a collection made by hand holds. */
export const MAX_COLLECTION_PRODUCTS = 5000

/** How deep the tree of collections goes. */
export const MAX_COLLECTION_DEPTH = 5

const Condition = z.discriminatedUnion('field', [
  z.strictObject({ field: z.literal('tag'), operator: z.enum(['is', 'is_not']), value: Line(100) }),
  z.strictObject({
    field: z.enum(['vendor', 'productType', 'title']),
    operator: z.enum(['is', 'is_not', 'contains', 'starts_with']),
    value: Line(200),
  }),
  /** Compares the lowest price in the shop's own currency, in minor units. */
  z.strictObject({ field: z.literal('price'), operator: z.enum(['less_than', 'at_least']), value: Amount }),
])

export type CollectionCondition = z.infer<typeof Condition>

/** Which products belong in a collection: those for which all, or any, of the conditions hold. Case does not count. */
export const CollectionRules = z.strictObject({
  match: z.enum(['all', 'any']),
  conditions: z.array(Condition).min(1).max(20),
})

export type CollectionRules = z.infer<typeof CollectionRules>

/** A collection as the shop shows it in lists; `productCount` counts active products, also of the collections below. */
export const CollectionSummary = z.object({
  id: Id('collection'),
  slug: z.string(),
  title: z.string(),
  parentId: Id('collection').nullable(),
  image: Image.nullable(),
  productCount: z.int(),
})

export type CollectionSummary = z.infer<typeof CollectionSummary>

/** All published collections, parents before their children, each group in its order. */
export const CollectionList = z.object({ items: z.array(CollectionSummary) })

/** A collection with its way up (the root first) and what lies below it. */
export const Collection = CollectionSummary.extend({
  descriptionHtml: z.string(),
  seoTitle: z.string().nullable(),
  seoDescription: z.string().nullable(),
  ancestors: z.array(CollectionSummary),
  children: z.array(CollectionSummary),
  /** True where its products stand in an order of their own: sort by `featured`. */
  isFeatured: z.boolean(),
})

export type Collection = z.infer<typeof Collection>

/** Takes a collection by its slug, also one it had before. */
export const GetCollectionInput = z.strictObject({ slug: Slug })

/** A collection as staff see it. `waitingProducts` counts products that still have to be sorted in. */
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
  /** Counts the products whose place in collections is still being worked out. */
  waitingProducts: z.int(),
})

export const AdminCollectionIdInput = z.strictObject({ id: Id('collection') })

const collectionFields = {
  title: Line(200),
  slug: Slug.optional(),
  descriptionHtml: Html.default(''),
  parentId: Id('collection').nullable().default(null),
  position: z.int().min(0).max(MAX_COLLECTIONS).default(0),
  /** With rules the products are found by them; without, they are chosen by hand. */
  rules: CollectionRules.nullable().default(null),
  published: z.boolean().default(true),
  mediaId: Id('media').nullable().default(null),
  seoTitle: Line(200).nullable().default(null),
  seoDescription: Line(500).nullable().default(null),
}

/** Makes a collection; the slug is taken from the title where none is given. */
export const CreateCollectionInput = z.strictObject(collectionFields)

export type CreateCollectionInput = z.infer<typeof CreateCollectionInput>

/** Changes a collection whole; `version` is the one that was read. */
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

/** Adds to, takes from or moves within a collection made by hand; `move` puts the products before `before`, or last. */
export const ArrangeCollectionInput = z.strictObject({
  id: Id('collection'),
  action: z.enum(['add', 'remove', 'move']),
  productIds: z.array(Id('product')).min(1).max(100),
  before: Id('product').nullable().default(null),
})

export type ArrangeCollectionInput = z.infer<typeof ArrangeCollectionInput>

/** Asks for the products that were put into a collection by hand, of any status. */
export const CollectionProductsInput = PageInput.extend({ id: Id('collection') })

export type CollectionProductsInput = z.infer<typeof CollectionProductsInput>

/** One page of a collection's own products, in its order. */
export const CollectionProductPage = Page(AdminProductSummary)
