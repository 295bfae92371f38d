import type { AdminProduct, Currency } from '@tradepost/contract'
import { carryOn } from './carry-on.ts'
import { emptyForm, formOf, type ProductForm } from './product-form.ts'
import type { Versions } from './product-fields.ts'
import type { FieldErrors } from './product-input.ts'

/** A version that another user saved in the meantime, with the three versions to compare. */
export interface Conflict {
  readonly current: AdminProduct
  readonly versions: Versions
}

/** The state of the product editor. */
export interface EditorState {
  /** The saved version that a save replaces; null for a new product. */
  readonly saved: AdminProduct | null
  /** The form of that version. */
  readonly base: ProductForm
  readonly form: ProductForm
  readonly errors: FieldErrors
  /** An error of the server that concerns no field. */
  readonly failure: unknown
  readonly conflict: Conflict | null
}

const atRest = { errors: {}, failure: null, conflict: null }

/** Returns the initial state for a product, or for a new one if `product` is null. */
export const beginEditing = (product: AdminProduct | null, currency: Currency): EditorState => {
  const form = product ? formOf(product, currency) : emptyForm(currency)
  return { saved: product, base: form, form, ...atRest }
}

/** Makes the saved product the new base and keeps what was typed since it was sent. */
export const accepted = (state: EditorState, product: AdminProduct, sent: ProductForm): EditorState => {
  const base = formOf(product, sent.currencies[0] ?? 'EUR')
  const form = state.form === sent ? base : carryOn({ sent, now: state.form, saved: base })
  return { saved: product, base, form, ...atRest }
}

/** Shows errors at their fields. A failure is shown above the form only if no field has an error. */
export const refused = (state: EditorState, errors: FieldErrors, failure: unknown): EditorState => ({
  ...state,
  errors,
  failure: Object.keys(errors).length > 0 ? null : failure,
  conflict: null,
})

/** Resolves a conflict: the other user's version becomes the base, and the merged form is edited further. */
export const settled = (state: EditorState, { current, versions }: Conflict, form: ProductForm): EditorState => ({
  ...state,
  saved: current,
  base: versions.theirs,
  form,
  ...atRest,
})

/** Discards unsaved changes. */
export const discarded = ({ saved, base }: EditorState): EditorState => ({ saved, base, form: base, ...atRest })

/**
 * Turns the form into a new product, because another user has deleted the product. Its saved pictures were deleted with
 * it; newly added ones stay.
 */
export const detached = (state: EditorState): EditorState => {
  const images = state.form.images.filter(({ mediaId }) => mediaId !== null)
  const variants = state.form.variants.map((variant) => ({
    ...variant,
    id: null,
    stock: null,
    onHand: '0',
    imageKey: images.some(({ key }) => key === variant.imageKey) ? variant.imageKey : null,
  }))
  return { ...state, saved: null, form: { ...state.form, images, variants }, ...atRest }
}
