import {
  type AdminProductSummary,
  divideRounded,
  formatMoney,
  type Money,
  type ProductChange,
  type ProductStatus,
} from '@tradepost/contract'
import { statusNames } from './product-status.tsx'

/** The changes that can be made to many products at once. */
export const bulkActs = {
  set_status: 'Set the status',
  add_tags: 'Add tags',
  remove_tags: 'Take tags off',
  set_vendor: 'Set the maker',
  set_product_type: 'Set the type',
  change_prices: 'Change prices by percent',
  delete: 'Delete',
} as const satisfies Record<ProductChange['kind'], string>

/** The form values of a bulk change. */
export interface BulkForm {
  readonly kind: ProductChange['kind']
  readonly status: ProductStatus
  readonly tags: readonly string[]
  readonly text: string
  readonly percent: string
}

export const emptyBulkForm: BulkForm = { kind: 'set_status', status: 'active', tags: [], text: '', percent: '' }

/** The maximum number of products in one change. */
export const MAX_BULK = 100

const PERCENT = /^([+-]?)(\d{1,3})(?:[.,](\d{1,2}))?$/

/** Parses a percentage such as `-12.5` to hundredths of a percent. Returns null if it is invalid. */
export const readBasisPoints = (text: string): number | null => {
  const match = PERCENT.exec(text.trim().replace('−', '-').replace('%', '').trim())
  if (!match) return null
  const points = Number(`${match[2]}${(match[3] ?? '').padEnd(2, '0')}`) * (match[1] === '-' ? -1 : 1)
  return points === 0 || points < -9000 || points > 90_000 ? null : points
}

/** Returns the change to send, or says what is missing. */
export const changeOf = (form: BulkForm): { change: ProductChange } | { fault: string } => {
  const { kind } = form
  switch (kind) {
    case 'set_status':
      return { change: { kind, status: form.status } }
    case 'add_tags':
    case 'remove_tags':
      return form.tags.length === 0 ? { fault: 'Enter a tag.' } : { change: { kind, tags: [...form.tags] } }
    case 'set_vendor':
      return { change: { kind, vendor: form.text.trim() } }
    case 'set_product_type':
      return { change: { kind, productType: form.text.trim() } }
    case 'change_prices': {
      const basisPoints = readBasisPoints(form.percent)
      return basisPoints === null
        ? { fault: 'Enter a percentage such as 10 or -12.5, from -90 to 900.' }
        : { change: { kind, basisPoints } }
    }
    case 'delete':
      return { change: { kind } }
  }
}

const changedPrice = ({ amount, currency }: Money, basisPoints: number): Money => ({
  amount: divideRounded(BigInt(amount) * BigInt(10_000 + basisPoints), 10_000n, 'half_up'),
  currency,
})

const counted = (count: number): string => (count === 1 ? 'one product' : `${count} products`)

const priceSentence = (basisPoints: number, products: readonly AdminProductSummary[]): string => {
  const percent = (Math.abs(basisPoints) / 100).toLocaleString('en')
  const [first] = products
  const example = first
    ? ` ${first.title}: ${formatMoney(first.priceFrom)} becomes ${formatMoney(changedPrice(first.priceFrom, basisPoints))}.`
    : ''
  return `${basisPoints > 0 ? 'Raises' : 'Lowers'} every price of ${counted(products.length)} by ${percent} %, in every currency.${example}`
}

/** Describes in a sentence what a change will do. */
export const bulkSentence = (change: ProductChange, products: readonly AdminProductSummary[]): string => {
  const count = counted(products.length)
  switch (change.kind) {
    case 'set_status':
      return `Makes ${count} ${statusNames[change.status].toLowerCase()}.`
    case 'add_tags':
      return `Puts ${change.tags.join(', ')} on ${count}.`
    case 'remove_tags':
      return `Takes ${change.tags.join(', ')} off ${count}.`
    case 'set_vendor':
      return change.vendor === '' ? `Takes the maker off ${count}.` : `Makes “${change.vendor}” the maker of ${count}.`
    case 'set_product_type':
      return change.productType === ''
        ? `Takes the type off ${count}.`
        : `Makes “${change.productType}” the type of ${count}.`
    case 'change_prices':
      return priceSentence(change.basisPoints, products)
    case 'delete':
      return `Deletes ${count} for good, from the shop and from every cart. Orders keep what was bought.`
  }
}
