import { firstChoices, differencesOf, mergeProduct } from './merge-product.ts'
import type { FormImage, FormVariant, ProductForm } from './product-form.ts'

// Assigns the saved IDs to what was new when it was sent. The response lists variants and pictures in the order in
// which they were sent.
const withIds = (form: ProductForm, sent: ProductForm, saved: ProductForm): ProductForm => {
  const variantOf = new Map(sent.variants.map(({ key }, at) => [key, saved.variants[at]]))
  const imageOf = new Map(sent.images.map(({ key }, at) => [key, saved.images[at]]))
  const nameVariant = (variant: FormVariant): FormVariant => {
    const known = variantOf.get(variant.key)
    const imageKey = variant.imageKey === null ? null : (imageOf.get(variant.imageKey)?.key ?? variant.imageKey)
    return known ? { ...variant, imageKey, key: known.key, id: known.id, stock: known.stock } : { ...variant, imageKey }
  }
  const nameImage = (image: FormImage): FormImage => {
    const known = imageOf.get(image.key)
    return known ? { ...image, key: known.key, id: known.id, mediaId: null } : image
  }
  return { ...form, variants: form.variants.map(nameVariant), images: form.images.map(nameImage) }
}

/** Applies what was typed while a save was in progress to the saved version. */
export const carryOn = ({ sent, now, saved }: Record<'sent' | 'now' | 'saved', ProductForm>): ProductForm => {
  const versions = { base: withIds(sent, sent, saved), mine: withIds(now, sent, saved), theirs: saved }
  return mergeProduct(versions, firstChoices(differencesOf(versions)))
}
