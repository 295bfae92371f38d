import type { AdminProduct, Currency } from '@tradepost/contract'
import { carryOn } from './carry-on.ts'
import { emptyForm, formOf, type ProductForm } from './product-form.ts'
import type { Versions } from './product-fields.ts'
import type { FieldErrors } from './product-input.ts'

/** Somebody else's version that stands in the way, with the three versions to compare. */
export interface Conflict {
  readonly current: AdminProduct
  readonly versions: Versions
}

/** One product while it is edited. */
export interface EditorState {
  /** The version that is written over; null for a product that is still to be made. */
  readonly saved: AdminProduct | null
  /** The form of that version. */
  readonly base: ProductForm
  readonly form: ProductForm
  readonly errors: FieldErrors
  /** A refusal that is about no field. */
  readonly failure: unknown
  readonly conflict: Conflict | null
}

const atRest = { errors: {}, failure: null, conflict: null }

/** Begins to edit a product, or a new one. */
export const beginEditing = (product: AdminProduct | null, currency: Currency): EditorState => {
  const form = product ? formOf(product, currency) : emptyForm(currency)
  return { saved: product, base: form, form, ...atRest }
}

/** Takes what was saved for the new base; what was typed since it was sent stays. */
export const accepted = (state: EditorState, product: AdminProduct, sent: ProductForm): EditorState => {
  const base = formOf(product, sent.currencies[0] ?? 'EUR')
  const form = state.form === sent ? base : carryOn({ sent, now: state.form, saved: base })
  return { saved: product, base, form, ...atRest }
}

/** Puts refusals at their fields; one that is about none stands above the form. */
export const refused = (state: EditorState, errors: FieldErrors, failure: unknown): EditorState => ({
  ...state,
  errors,
  failure: Object.keys(errors).length > 0 ? null : failure,
  conflict: null,
})

/** Goes on from somebody else's version with what the two make together. */
export const settled = (state: EditorState, { current, versions }: Conflict, form: ProductForm): EditorState => ({
  ...state,
  saved: current,
  base: versions.theirs,
  form,
  ...atRest,
})

/** Goes back to what is saved. */
export const discarded = ({ saved, base }: EditorState): EditorState => ({ saved, base, form: base, ...atRest })

/**
 * Makes what was typed a new product, for one that somebody else has deleted meanwhile. Its own pictures are gone with it;
 * those that were just added stay.
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
