import type { AdminProductSummary } from '@tradepost/contract'
import { describe, expect, it } from 'vitest'
import { bulkSentence, changeOf, emptyBulkForm, readBasisPoints } from './bulk-change.ts'

const product: AdminProductSummary = {
  id: 'prd_1',
  version: 1,
  slug: 'lamp',
  title: 'Lamp',
  vendor: '',
  productType: '',
  status: 'active',
  image: null,
  variantCount: 1,
  priceFrom: { amount: 1995, currency: 'EUR' },
  priceTo: { amount: 1995, currency: 'EUR' },
  available: 3,
  updatedAt: '2026-11-20T10:00:00.000Z',
}

describe('a change of many products', () => {
  it('percentages are read as people write them', () => {
    expect(['10', '-12,5', '+3.25 %', '−90', '900'].map(readBasisPoints)).toEqual([1000, -1250, 325, -9000, 90_000])
    expect(['', '0', '-91', '901', '1.234', 'ten'].map(readBasisPoints)).toEqual(Array.from({ length: 6 }, () => null))
  })

  it('says what it will do, with a price as an example that is rounded as the shop rounds', () => {
    expect(bulkSentence({ kind: 'change_prices', basisPoints: 1000 }, [product])).toBe(
      'Raises every price of one product by 10 %, in every currency. Lamp: €19.95 becomes €21.95.'
    )
    expect(bulkSentence({ kind: 'delete' }, [product, product])).toMatch(/^Deletes 2 products for good/)
  })

  it('what is missing is told instead of sent', () => {
    expect(changeOf({ ...emptyBulkForm, kind: 'add_tags' })).toEqual({ fault: 'Enter a tag.' })
    expect(changeOf({ ...emptyBulkForm, kind: 'change_prices', percent: '10' })).toEqual({
      change: { kind: 'change_prices', basisPoints: 1000 },
    })
    expect(changeOf({ ...emptyBulkForm, kind: 'set_vendor', text: ' ' })).toEqual({
      change: { kind: 'set_vendor', vendor: '' },
    })
  })
})
