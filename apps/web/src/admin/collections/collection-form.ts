import {
  type AdminCollection,
  type CollectionCondition,
  CreateCollectionInput,
  type Currency,
  type IdOf,
  type Image,
  toDecimal,
} from '@tradepost/contract'
import { newKey } from '../new-key.ts'
import { readAmount } from '../read-amount.ts'

/** A rule's condition, as typed. */
export interface FormCondition {
  readonly key: string
  readonly field: CollectionCondition['field']
  readonly operator: CollectionCondition['operator']
  readonly value: string
}

/** The form values of a collection. */
export interface CollectionForm {
  readonly title: string
  readonly slug: string
  readonly descriptionHtml: string
  readonly parentId: IdOf<'collection'> | null
  readonly position: number
  readonly kind: AdminCollection['kind']
  readonly match: 'all' | 'any'
  readonly conditions: readonly FormCondition[]
  readonly published: boolean
  readonly mediaId: IdOf<'media'> | null
  readonly image: Pick<Image, 'src' | 'widths' | 'alt'> | null
  readonly seoTitle: string
  readonly seoDescription: string
}

/** Labels of the fields that a condition can test. */
export const fieldNames: Record<FormCondition['field'], string> = {
  tag: 'Tag',
  vendor: 'Maker',
  productType: 'Type',
  title: 'Title',
  price: 'Lowest price',
}

/** Labels of the comparison operators. */
export const operatorNames: Record<FormCondition['operator'], string> = {
  is: 'is',
  is_not: 'is not',
  contains: 'contains',
  starts_with: 'begins with',
  less_than: 'is below',
  at_least: 'is at least',
}

/** Lists the operators that a field supports. */
export const operatorsOf = (field: FormCondition['field']): FormCondition['operator'][] => {
  if (field === 'tag') return ['is', 'is_not']
  return field === 'price' ? ['less_than', 'at_least'] : ['is', 'is_not', 'contains', 'starts_with']
}

/** Changes a condition's field. Keeps the operator if the new field supports it. */
export const withField = (condition: FormCondition, field: FormCondition['field']): FormCondition => {
  const operators = operatorsOf(field)
  const operator = operators.find((one) => one === condition.operator) ?? operators[0] ?? 'is'
  const isOther = (field === 'price') !== (condition.field === 'price')
  return { ...condition, field, operator, value: isOther ? '' : condition.value }
}

/** Returns an empty condition. */
export const emptyCondition = (): FormCondition => ({
  key: newKey('condition'),
  field: 'tag',
  operator: 'is',
  value: '',
})

/** Form values of a new collection. */
export const emptyCollection: CollectionForm = {
  title: '',
  slug: '',
  descriptionHtml: '',
  parentId: null,
  position: 0,
  kind: 'manual',
  match: 'all',
  conditions: [],
  published: true,
  mediaId: null,
  image: null,
  seoTitle: '',
  seoDescription: '',
}

/** Returns the form values of a saved collection. */
export const formOf = (collection: AdminCollection, currency: Currency): CollectionForm => ({
  title: collection.title,
  slug: collection.slug,
  descriptionHtml: collection.descriptionHtml,
  parentId: collection.parentId,
  position: collection.position,
  kind: collection.kind,
  match: collection.rules?.match ?? 'all',
  conditions: (collection.rules?.conditions ?? []).map((condition, at) => ({
    key: `condition-${at}`,
    field: condition.field,
    operator: condition.operator,
    value: condition.field === 'price' ? toDecimal({ amount: condition.value, currency }) : condition.value,
  })),
  published: collection.published,
  mediaId: collection.mediaId,
  image: collection.image,
  seoTitle: collection.seoTitle ?? '',
  seoDescription: collection.seoDescription ?? '',
})

/** Returns true if two forms would save the same collection. */
export const isSameForm = (a: CollectionForm, b: CollectionForm): boolean => contentOf(a) === contentOf(b)

const contentOf = ({ image: _image, conditions, ...form }: CollectionForm): string =>
  JSON.stringify({ ...form, conditions: conditions.map(({ key: _key, ...condition }) => condition) })

/** Labels of the form's fields, shown when two versions conflict. */
export const formNames: Partial<Record<keyof CollectionForm, string>> = {
  title: 'title',
  slug: 'address',
  descriptionHtml: 'description',
  parentId: 'place in the tree',
  position: 'place in the tree',
  kind: 'rules',
  match: 'rules',
  conditions: 'rules',
  published: 'whether it is published',
  mediaId: 'picture',
  seoTitle: 'texts for search engines',
  seoDescription: 'texts for search engines',
}

type Fields = CreateCollectionInput
type Errors = Record<string, string>

const textOrNull = (text: string): string | null => (text.trim() === '' ? null : text)

const conditionInput = ({ field, operator, value }: FormCondition, currency: Currency) =>
  field === 'price' ? { field, operator, value: readAmount(value, currency) } : { field, operator, value }

/** Converts the form to API input, or returns null and an error for each invalid field. */
export const inputOf = (form: CollectionForm, currency: Currency): { input: Fields | null; errors: Errors } => {
  const conditions = form.conditions.map((condition) => conditionInput(condition, currency))
  const parsed = CreateCollectionInput.safeParse({
    title: form.title,
    ...(form.slug.trim() === '' ? {} : { slug: form.slug.trim() }),
    descriptionHtml: form.descriptionHtml,
    parentId: form.parentId,
    position: form.position,
    rules: form.kind === 'manual' ? null : { match: form.match, conditions },
    published: form.published,
    mediaId: form.mediaId,
    seoTitle: textOrNull(form.seoTitle),
    seoDescription: textOrNull(form.seoDescription),
  })
  if (parsed.success) return { input: parsed.data, errors: {} }
  return { input: null, errors: errorsAt(parsed.error.issues, form) }
}

/** Maps the contract's issues to form fields. A path is a list or a dotted string. */
export const errorsAt = (
  issues: readonly { path: string | readonly PropertyKey[]; message: string }[],
  form: CollectionForm
): Errors =>
  Object.fromEntries(
    issues.toReversed().map(({ path, message }) => {
      const [first, second, place] = typeof path === 'string' ? path.split('.') : path.map(String)
      if (first !== 'rules') return [first ?? '', message]
      const condition = second === 'conditions' ? form.conditions[Number(place)] : undefined
      if (condition === undefined)
        return ['rules', form.conditions.length === 0 ? 'A rule needs one condition at least.' : message]
      const isPrice = condition.field === 'price'
      return [`conditions.${condition.key}`, isPrice ? 'Enter an amount such as 19.00.' : message]
    })
  )
