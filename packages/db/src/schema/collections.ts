import type { CollectionRules, IdOf } from '@tradepost/contract'
import { integer, sqliteTable, text } from 'drizzle-orm/sqlite-core'

/** Collections, as a tree. Their products are chosen by hand (`collectionProducts`) or by rules. */
export const collections = sqliteTable('collections', {
  id: text('id').$type<IdOf<'collection'>>().primaryKey(),
  slug: text('slug').notNull(),
  title: text('title').notNull(),
  descriptionHtml: text('description_html').notNull(),
  parentId: text('parent_id').$type<IdOf<'collection'>>(),
  position: integer('position').notNull(),
  kind: text('kind').$type<'manual' | 'rule'>().notNull(),
  rules: text('rules', { mode: 'json' }).$type<CollectionRules>(),
  published: integer('published', { mode: 'boolean' }).notNull(),
  mediaId: text('media_id').$type<IdOf<'media'>>(),
  seoTitle: text('seo_title'),
  seoDescription: text('seo_description'),
  version: integer('version').notNull().default(1),
  createdAt: integer('created_at').notNull(),
  updatedAt: integer('updated_at').notNull(),
})

/** The products of manual collections, in order. */
export const collectionProducts = sqliteTable('collection_products', {
  collectionId: text('collection_id').$type<IdOf<'collection'>>().notNull(),
  productId: text('product_id').$type<IdOf<'product'>>().notNull(),
  position: integer('position').notNull(),
})
