import type { FormImage, ProductForm } from './product-form.ts'

/** The value of a field, in a form that can be shown beside another version of it. */
export type Shown =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'list'; readonly items: readonly string[] }
  | { readonly kind: 'images'; readonly images: readonly FormImage[] }

/** Looks up the names of records that a form knows only by ID. */
export interface FieldNames {
  readonly collection: (id: string) => string
}

/** A product as it was when I began to edit, as I have it now, and as another user has saved it in the meantime. */
export interface Versions {
  readonly base: ProductForm
  readonly mine: ProductForm
  readonly theirs: ProductForm
}

/** A field in which two versions of a product can differ. */
export interface MergeField {
  readonly path: string
  readonly label: string
  readonly show: (form: ProductForm, names: FieldNames) => Shown
  /** Returns the value to compare, as a string. */
  readonly read: (form: ProductForm) => string
  /** Returns `into` with this field's value from `from`. */
  readonly copy: (into: ProductForm, from: ProductForm) => ProductForm
  /** Returns `into` with the changes that both made to a list since `base`; absent if the field cannot be merged. */
  readonly join?: (into: ProductForm, versions: Versions) => ProductForm
}

export const text = (value: string): Shown => ({ kind: 'text', text: value })

type TextName = 'title' | 'slug' | 'descriptionHtml' | 'vendor' | 'productType' | 'seoTitle' | 'seoDescription'

const plain = (path: TextName, label: string): MergeField => ({
  path,
  label,
  show: (form) => text(form[path]),
  read: (form) => form[path].trim(),
  copy: (into, from) => ({ ...into, [path]: from[path] }),
})

/** Merges both changes of a list: theirs, with the items that I added and without those that I removed. */
export const joinLists = <T>(
  { base, mine, theirs }: Record<keyof Versions, readonly T[]>,
  keyOf: (item: T) => string
): T[] => {
  const keysOf = (items: readonly T[]): Set<string> => new Set(items.map(keyOf))
  const [before, kept, others] = [keysOf(base), keysOf(mine), keysOf(theirs)]
  const stayed = theirs.filter((item) => kept.has(keyOf(item)) || !before.has(keyOf(item)))
  return [...stayed, ...mine.filter((item) => !before.has(keyOf(item)) && !others.has(keyOf(item)))]
}

const statusNames = { draft: 'Draft', active: 'Active', archived: 'Archived' } as const

const status: MergeField = {
  path: 'status',
  label: 'Status',
  show: (form) => text(statusNames[form.status]),
  read: (form) => form.status,
  copy: (into, from) => ({ ...into, status: from.status }),
}

const tags: MergeField = {
  path: 'tags',
  label: 'Tags',
  show: (form) => ({ kind: 'list', items: form.tags }),
  read: (form) => JSON.stringify(form.tags),
  copy: (into, from) => ({ ...into, tags: from.tags }),
  join: (into, { base, mine, theirs }) => ({
    ...into,
    tags: joinLists({ base: base.tags, mine: mine.tags, theirs: theirs.tags }, (tag) => tag.toLowerCase()),
  }),
}

const collections: MergeField = {
  path: 'collectionIds',
  label: 'Collections',
  show: (form, names) => ({ kind: 'list', items: form.collectionIds.map((id) => names.collection(id)) }),
  read: (form) => JSON.stringify(form.collectionIds.toSorted()),
  copy: (into, from) => ({ ...into, collectionIds: from.collectionIds }),
  join: (into, { base, mine, theirs }) => ({
    ...into,
    collectionIds: joinLists(
      { base: base.collectionIds, mine: mine.collectionIds, theirs: theirs.collectionIds },
      (id) => id
    ),
  }),
}

const images: MergeField = {
  path: 'images',
  label: 'Pictures',
  show: (form) => ({ kind: 'images', images: form.images }),
  read: (form) => JSON.stringify(form.images.map(({ key, alt }) => [key, alt])),
  copy: (into, from) => ({ ...into, images: from.images }),
  join: (into, { base, mine, theirs }) => ({
    ...into,
    images: joinLists({ base: base.images, mine: mine.images, theirs: theirs.images }, ({ key }) => key),
  }),
}

/** The fields of the product itself, in the order of the editor. */
export const productFields: readonly MergeField[] = [
  plain('title', 'Title'),
  plain('slug', 'Address'),
  plain('descriptionHtml', 'Description'),
  status,
  plain('vendor', 'Maker'),
  plain('productType', 'Type'),
  tags,
  collections,
  images,
  plain('seoTitle', 'Title for search engines'),
  plain('seoDescription', 'Description for search engines'),
]
