import {
  CreateProductInput,
  currencyDigits,
  type Currency,
  type ImageInput,
  type VariantInput,
} from '@tradepost/contract'
import { errorOf, messageOf } from '../../api.ts'
import { readAmount } from '../read-amount.ts'
import type { FormImage, FormVariant, ProductForm } from './product-form.ts'

/** Error messages by the path of their field. */
export type FieldErrors = Readonly<Record<string, string>>

/** The API input of a product without the idempotency key. */
export type ProductFields = Omit<CreateProductInput, 'idempotencyKey'>

const ProductFields = CreateProductInput.omit({ idempotencyKey: true })

/** Returns the path of a variant's field, for error messages and for the focus. */
export const variantPath = (key: string, field: string): string => `variants.${key}.${field}`

const readCount = (text: string): number => (/^\d{1,10}$/.test(text.trim()) ? Number(text) : Number.NaN)

const amountFault = (currency: Currency): string =>
  currencyDigits[currency] === 0
    ? `Enter whole ${currency}, such as 1900.`
    : `Enter an amount such as ${(19).toFixed(currencyDigits[currency])}.`

type Issues = { path: string; message: string }[]

const isGiven = (text: string | undefined): boolean => (text ?? '').trim() !== ''

// Always sends the shop's own currency, and another currency only if a price was typed in it.
const currenciesOf = ({ prices }: FormVariant, currencies: readonly Currency[]): Currency[] =>
  currencies.filter((one, at) => at === 0 || isGiven(prices[one]?.price) || isGiven(prices[one]?.compareAt))

const pricesOf = (variant: FormVariant, currencies: readonly Currency[], issues: Issues): VariantInput['prices'] => {
  const read = (currency: Currency, field: 'price' | 'compareAt'): number => {
    const amount = readAmount(variant.prices[currency]?.[field] ?? '', currency)
    if (amount === null)
      issues.push({ path: variantPath(variant.key, `${field}.${currency}`), message: amountFault(currency) })
    return amount ?? 0
  }
  return currenciesOf(variant, currencies).map((currency) => ({
    currency,
    amount: read(currency, 'price'),
    compareAtAmount: isGiven(variant.prices[currency]?.compareAt) ? read(currency, 'compareAt') : null,
  }))
}

const countOf = (variant: FormVariant, field: 'weightGrams' | 'onHand', issues: Issues): number => {
  const count = readCount(variant[field] === '' ? '0' : variant[field])
  if (Number.isNaN(count))
    issues.push({ path: variantPath(variant.key, field), message: 'Enter a whole number, such as 250.' })
  return Number.isNaN(count) ? 0 : count
}

const variantInputOf = (variant: FormVariant, form: ProductForm, issues: Issues) => {
  const imageIndex = form.images.findIndex(({ key }) => key === variant.imageKey)
  return {
    ...(variant.id === null ? {} : { id: variant.id }),
    ...(variant.sku.trim() === '' ? {} : { sku: variant.sku }),
    optionValues: [...variant.optionValues],
    prices: pricesOf(variant, form.currencies, issues),
    barcode: variant.barcode.trim() === '' ? null : variant.barcode,
    weightGrams: countOf(variant, 'weightGrams', issues),
    requiresShipping: variant.requiresShipping,
    taxable: variant.taxable,
    tracked: variant.tracked,
    backorder: variant.backorder,
    imageIndex: imageIndex === -1 ? null : imageIndex,
    onHand: variant.id === null ? countOf(variant, 'onHand', issues) : 0,
  }
}

const imageInputOf = ({ id, mediaId, alt }: FormImage): ImageInput[] => {
  if (id !== null) return [{ id, alt }]
  return mediaId === null ? [] : [{ mediaId, alt }]
}

const textOrNull = (text: string): string | null => (text.trim() === '' ? null : text)

const optionIssues = ({ options }: ProductForm): Issues =>
  options.flatMap(({ key, name, values }) => [
    ...(name.trim() === '' ? [{ path: `options.${key}.name`, message: 'Name this option, such as Size.' }] : []),
    ...(values.length === 0
      ? [{ path: `options.${key}.values`, message: 'Add a value such as Large, or remove this option.' }]
      : []),
  ])

/** Converts the form to API input, or returns null and an error for each invalid field. */
export const inputOf = (form: ProductForm): { input: ProductFields | null; errors: FieldErrors } => {
  const issues = optionIssues(form)
  const parsed = ProductFields.safeParse({
    title: form.title,
    ...(form.slug.trim() === '' ? {} : { slug: form.slug.trim() }),
    descriptionHtml: form.descriptionHtml,
    vendor: form.vendor.trim(),
    productType: form.productType.trim(),
    tags: [...form.tags],
    status: form.status,
    seoTitle: textOrNull(form.seoTitle),
    seoDescription: textOrNull(form.seoDescription),
    options: form.options.filter(({ values }) => values.length > 0).map(({ name }) => name || '?'),
    variants: form.variants.map((variant) => variantInputOf(variant, form, issues)),
    images: form.images.flatMap(imageInputOf),
    collectionIds: [...form.collectionIds],
  })
  const told = parsed.success
    ? []
    : parsed.error.issues.map(({ path, message }) => ({ path: fieldAt(path.join('.'), form), message }))
  const errors = errorsBy([...issues, ...told])
  return { input: parsed.success && issues.length === 0 ? parsed.data : null, errors }
}

// Keeps only the first error of a field: the others only follow from it.
const errorsBy = (issues: Issues): FieldErrors => {
  const errors: Record<string, string> = {}
  for (const { path, message } of issues) errors[path] ??= message
  return errors
}

/** Returns the form's path of a field that the server names by its index, such as `variants.2.sku`. */
export const fieldAt = (path: string, form: ProductForm): string => {
  const [list, place, ...rest] = path.replaceAll(/\[(\d+)\]/g, '.$1').split('.')
  const at = Number(place)
  if (list === 'variants' && form.variants[at]) return variantField(form.variants[at], rest, form)
  if (list === 'images' && form.images[at]) return `images.${form.images[at].key}.${rest.join('.') || 'alt'}`
  const option = form.options.filter(({ values }) => values.length > 0)[at]
  if (list === 'options' && option) return `options.${option.key}.name`
  return list ?? path
}

const variantField = (variant: FormVariant, [field, place, part]: string[], form: ProductForm): string => {
  if (field !== 'prices')
    return variantPath(variant.key, field === 'imageIndex' ? 'imageKey' : (field ?? 'optionValues'))
  const currency = currenciesOf(variant, form.currencies)[Number(place ?? 0)] ?? form.currencies[0]
  return variantPath(variant.key, `${part === 'compareAtAmount' ? 'compareAt' : 'price'}.${currency}`)
}

const errorsAt = (issues: readonly { path: string; message: string }[], form: ProductForm): FieldErrors =>
  errorsBy(issues.map(({ path, message }) => ({ path: fieldAt(path, form), message })))

/** Maps an error of the server to form fields. Returns no errors if it concerns no field. */
export const refusalsOf = (error: unknown, form: ProductForm): FieldErrors => {
  const known = errorOf(error)
  if (known?.code === 'product.invalid' || known?.code === 'input.invalid') {
    return errorsAt(known.details.issues, form)
  }
  if (known?.code === 'product.slug_taken') return { slug: messageOf(error) }
  if (known?.code !== 'product.sku_taken') return {}
  const { sku, slug } = known.details
  const variant = form.variants.find((one) => one.sku.trim() === sku)
  const message = `The product “${slug}” has the SKU ${sku}: choose another.`
  return { [variant ? variantPath(variant.key, 'sku') : 'variants']: message }
}
