import { integer, sqliteTable, text } from 'drizzle-orm/sqlite-core'
import type { IdOf } from '@tradepost/contract'

/** The shop's own images. Each upload is stored once, identified by its hash, in several widths and formats. */
export const media = sqliteTable('media', {
  id: text('id').$type<IdOf<'media'>>().primaryKey(),
  /** SHA-256 of the uploaded bytes, in hexadecimal. */
  hash: text('hash').notNull(),
  /** The URL of the widest WebP rendition. */
  src: text('src').notNull(),
  width: integer('width').notNull(),
  height: integer('height').notNull(),
  /** The widths of the renditions in pixels, ascending, as a JSON array. */
  widths: text('widths', { mode: 'json' }).$type<number[]>().notNull(),
  alt: text('alt').notNull(),
  fileName: text('file_name').notNull(),
  byteSize: integer('byte_size').notNull(),
  createdAt: integer('created_at').notNull(),
})
