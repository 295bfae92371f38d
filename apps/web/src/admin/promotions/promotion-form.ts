import {
  CreatePromotionInput,
  type Currency,
  encodeBase32,
  type IdOf,
  type Promotion,
  type PromotionOffer,
} from '@tradepost/contract'
import { readAmounts, type TypedAmounts, typedAmounts, typedCurrencies } from '../amounts.ts'
import { firstFaults } from '../first-faults.ts'
import { localTimeText, readLocalTime } from '../local-time.ts'
import { percentText, readPercent, readWhole, readWholeOrNull } from '../read-number.ts'

type Target = Extract<PromotionOffer, { kind: 'percent' }>['on']

/** The goods that a promotion applies to. Keeps the choices of every kind while the user switches between kinds. */
export interface FormTarget {
  readonly kind: Target['kind']
  readonly productIds: readonly IdOf<'product'>[]
  readonly collectionIds: readonly IdOf<'collection'>[]
}

/** The form values of a promotion. */
export interface PromotionForm {
  readonly title: string
  readonly needsCode: boolean
  readonly code: string
  readonly kind: PromotionOffer['kind']
  readonly percent: string
  readonly amounts: TypedAmounts
  readonly on: FormTarget
  readonly buyQuantity: string
  readonly buy: FormTarget
  readonly getQuantity: string
  readonly get: FormTarget
  readonly isFree: boolean
  readonly getPercent: string
  readonly minimumAmounts: TypedAmounts
  readonly minimumQuantity: string
  readonly stacking: Promotion['stacking']
  readonly priority: string
  readonly isActive: boolean
  readonly startsAt: string
  readonly endsAt: string
  readonly usageLimit: string
  readonly perCustomerLimit: string
}

const everything: FormTarget = { kind: 'everything', productIds: [], collectionIds: [] }

/** Form values of a new promotion. */
export const emptyPromotion: PromotionForm = {
  title: '',
  needsCode: true,
  code: '',
  kind: 'percent',
  percent: '10',
  amounts: {},
  on: everything,
  buyQuantity: '2',
  buy: everything,
  getQuantity: '1',
  get: everything,
  isFree: true,
  getPercent: '50',
  minimumAmounts: {},
  minimumQuantity: '',
  stacking: 'combine',
  priority: '0',
  isActive: true,
  startsAt: '',
  endsAt: '',
  usageLimit: '',
  perCustomerLimit: '',
}

const formTarget = (target: Target): FormTarget => ({
  kind: target.kind,
  productIds: target.kind === 'products' ? target.ids : [],
  collectionIds: target.kind === 'collections' ? target.ids : [],
})

const ALL = 10_000

const rewardForm = (reward: PromotionOffer): Partial<PromotionForm> => {
  switch (reward.kind) {
    case 'percent':
      return { percent: percentText(reward.basisPoints), on: formTarget(reward.on) }
    case 'amount':
      return { amounts: typedAmounts(reward.amounts), on: formTarget(reward.on) }
    case 'free_shipping':
      return {}
    case 'buy_get':
      return {
        buyQuantity: String(reward.buyQuantity),
        buy: formTarget(reward.buy),
        getQuantity: String(reward.getQuantity),
        get: formTarget(reward.get),
        isFree: reward.basisPoints === ALL,
        ...(reward.basisPoints === ALL ? {} : { getPercent: percentText(reward.basisPoints) }),
      }
  }
}

const limitText = (limit: number | null): string => (limit === null ? '' : String(limit))

/** Returns the form values of a saved promotion. */
export const formOf = (promotion: Promotion): PromotionForm => ({
  ...emptyPromotion,
  title: promotion.title,
  needsCode: promotion.code !== null,
  code: promotion.code ?? '',
  kind: promotion.reward.kind,
  ...rewardForm(promotion.reward),
  minimumAmounts: typedAmounts(promotion.minimumAmounts),
  minimumQuantity: promotion.minimumQuantity === 0 ? '' : String(promotion.minimumQuantity),
  stacking: promotion.stacking,
  priority: String(promotion.priority),
  isActive: promotion.isActive,
  startsAt: localTimeText(promotion.startsAt),
  endsAt: localTimeText(promotion.endsAt),
  usageLimit: limitText(promotion.usageLimit),
  perCustomerLimit: limitText(promotion.perCustomerLimit),
})

/** Generates a code that nobody can guess: 40 random bits, without letters that look like others. */
export const newCode = (): string => encodeBase32(crypto.getRandomValues(new Uint8Array(5))).toUpperCase()

const targetInput = ({ kind, productIds, collectionIds }: FormTarget) =>
  kind === 'everything' ? { kind } : { kind, ids: kind === 'products' ? productIds : collectionIds }

const rewardInput = (form: PromotionForm): unknown => {
  const { kind } = form
  switch (kind) {
    case 'percent':
      return { kind, basisPoints: readPercent(form.percent), on: targetInput(form.on) }
    case 'amount':
      return { kind, amounts: readAmounts(form.amounts), on: targetInput(form.on) }
    case 'free_shipping':
      return { kind }
    case 'buy_get':
      return {
        kind,
        buyQuantity: readWhole(form.buyQuantity),
        buy: targetInput(form.buy),
        getQuantity: readWhole(form.getQuantity),
        get: targetInput(form.get),
        basisPoints: form.isFree ? ALL : readPercent(form.getPercent),
      }
  }
}

const readPriority = (text: string): number =>
  text.trim().startsWith('-') ? -readWhole(text.trim().slice(1)) : readWhole(text)

type Errors = Record<string, string>

/** Converts the form to API input, or returns null and an error for each invalid field. */
export const inputOf = (form: PromotionForm): { input: CreatePromotionInput | null; errors: Errors } => {
  const parsed = CreatePromotionInput.safeParse({
    title: form.title,
    code: form.needsCode ? form.code : null,
    reward: rewardInput(form),
    minimumAmounts: readAmounts(form.minimumAmounts),
    minimumQuantity: form.minimumQuantity.trim() === '' ? 0 : readWhole(form.minimumQuantity),
    stacking: form.stacking,
    priority: readPriority(form.priority),
    isActive: form.isActive,
    startsAt: readLocalTime(form.startsAt),
    endsAt: readLocalTime(form.endsAt),
    usageLimit: readWholeOrNull(form.usageLimit),
    perCustomerLimit: readWholeOrNull(form.perCustomerLimit),
  })
  if (parsed.success) return { input: parsed.data, errors: {} }
  return { input: null, errors: errorsAt(parsed.error.issues, form) }
}

/** Maps the contract's issues to form fields. A path is a list or a dotted string. */
export const errorsAt = (
  issues: readonly { path: string | readonly PropertyKey[]; message: string }[],
  form: PromotionForm
): Errors =>
  firstFaults(
    issues.map(({ path, message }) => {
      const parts = typeof path === 'string' ? path.split('.') : path.map(String)
      const field = fieldAt(parts, form)
      return [field, told[field.split('.')[0] ?? ''] ?? message]
    })
  )

const fieldAt = ([first = '', second = '', third]: readonly string[], form: PromotionForm): string => {
  if (first === 'minimumAmounts') return amountField(first, form.minimumAmounts, second)
  if (first !== 'reward') return first
  if (second === 'amounts') return amountField(second, form.amounts, third)
  if (second === 'basisPoints') return form.kind === 'percent' ? 'percent' : 'getPercent'
  return second
}

const amountField = (name: string, typed: TypedAmounts, at: string | undefined): string => {
  const currency: Currency | undefined = at === undefined ? undefined : typedCurrencies(typed)[Number(at)]
  return currency === undefined ? name : `${name}.${currency}`
}

// Fields whose text is parsed before validation: the contract's own messages would be about numbers.
const told: Readonly<Record<string, string>> = {
  percent: 'Enter a percentage from 0.01 to 100.',
  getPercent: 'Enter a percentage from 0.01 to 100.',
  amounts: 'Enter an amount such as 19.00 in one currency at least.',
  minimumAmounts: 'Enter an amount such as 19.00, or nothing.',
  minimumQuantity: 'Enter a whole number, or nothing.',
  buyQuantity: 'Enter a whole number from 1 to 999.',
  getQuantity: 'Enter a whole number from 1 to 999.',
  on: 'Choose one at least, and 100 at most.',
  buy: 'Choose one at least, and 100 at most.',
  get: 'Choose one at least, and 100 at most.',
  priority: 'Enter a whole number from −1000 to 1000.',
  usageLimit: 'Enter a whole number from 1 up, or nothing.',
  perCustomerLimit: 'Enter a whole number from 1 up, or nothing.',
}

/** Labels of the form's fields, shown when two versions conflict. */
export const fieldNames: Partial<Record<keyof PromotionForm, string>> = {
  title: 'title',
  needsCode: 'code',
  code: 'code',
  kind: 'what it gives',
  percent: 'what it gives',
  amounts: 'what it gives',
  on: 'what it is for',
  buyQuantity: 'what is bought',
  buy: 'what is bought',
  getQuantity: 'what one gets',
  get: 'what one gets',
  isFree: 'what one gets',
  getPercent: 'what one gets',
  minimumAmounts: 'minimum',
  minimumQuantity: 'minimum',
  stacking: 'how it goes with others',
  priority: 'how it goes with others',
  isActive: 'whether it is on',
  startsAt: 'dates',
  endsAt: 'dates',
  usageLimit: 'limits',
  perCustomerLimit: 'limits',
}
