import type { AdminProduct, AdminVariant } from '@tradepost/contract'

/** Creates a shirt in two sizes, for tests. */
export const shirt = (part: Partial<AdminProduct> = {}): AdminProduct => ({
  id: 'prd_01k9z3x4c5v6b7n8m9q0w1e2r3',
  version: 3,
  slug: 'shirt',
  title: 'Shirt',
  descriptionHtml: '<p>Soft.</p>',
  vendor: 'Loom',
  productType: 'Shirts',
  tags: ['cotton', 'summer'],
  status: 'active',
  seoTitle: null,
  seoDescription: null,
  options: [{ name: 'Size', values: ['S', 'M'] }],
  images: [],
  variants: [sizeOf('S'), sizeOf('M')],
  collectionIds: [],
  createdAt: '2026-11-20T10:00:00.000Z',
  updatedAt: '2026-11-20T10:00:00.000Z',
  ...part,
})

/** Creates one size of the shirt. */
export const sizeOf = (size: string, part: Partial<AdminVariant> = {}): AdminVariant => ({
  id: `var_${size.toLowerCase()}`,
  sku: `SHIRT-${size}`,
  title: size,
  optionValues: [size],
  prices: [{ price: { amount: 1900, currency: 'EUR' }, compareAtPrice: null }],
  barcode: null,
  weightGrams: 200,
  requiresShipping: true,
  taxable: true,
  tracked: true,
  backorder: false,
  imageId: null,
  onHand: 5,
  allocated: 1,
  ...part,
})
