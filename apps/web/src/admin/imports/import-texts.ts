import type { ImportRun, ImportState } from '@tradepost/contract'

/** Describes the state of a run in a word or two. */
export const stateText = ({ state, dryRun }: Pick<ImportRun, 'state' | 'dryRun'>): string => {
  if (state === 'done') return dryRun === true ? 'Checked' : 'Imported'
  return stateTexts[state]
}

const stateTexts: Record<Exclude<ImportState, 'done'>, string> = {
  uploading: 'File not whole',
  waiting: 'Waiting its turn',
  checking: 'Being checked',
  importing: 'At work',
  failed: 'Failed',
  canceled: 'Cancelled',
  interrupted: 'Interrupted',
}

/** Formats a count with its noun: `1 product`, `1,200 products`. */
export const counted = (count: number, thing: string): string =>
  `${count.toLocaleString('en')} ${thing}${count === 1 ? '' : 's'}`

/** Returns how many products a run has processed. */
export const dealtWith = ({ products }: Pick<ImportRun, 'products'>): number =>
  products.created + products.updated + products.unchanged + products.skipped
