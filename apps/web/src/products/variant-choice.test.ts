import type { Product, Variant } from '@tradepost/contract'
import { expect, test } from 'vitest'
import { chooseOption, initialVariant, pictureOf, valueState, variantKey } from './variant-choice.ts'

const at = '2026-11-20T21:55:00.000Z'
const price = { amount: 1900, currency: 'EUR' } as const

const variant = (colour: string, size: string, quantity: number): Variant => ({
  id: `var_${colour}${size}`,
  sku: `${colour}-${size}`,
  title: `${colour} / ${size}`,
  optionValues: [colour, size],
  price,
  compareAtPrice: null,
  barcode: null,
  weightGrams: 0,
  availability: { level: quantity === 0 ? 'out_of_stock' : 'in_stock', quantity },
  imageId: null,
})

const unsized = { width: null, height: null, widths: [] }
const variants = [variant('Sage', 'S', 0), variant('Sage', 'M', 2), variant('Rust', 'S', 1)] as const
const [sageS, sageM, rustS] = variants

const shirt: Product = {
  id: 'prd_1',
  slug: 'shirt',
  title: 'Shirt',
  vendor: 'Norrvik',
  productType: 'Shirts',
  image: null,
  priceFrom: price,
  priceTo: price,
  compareAtPrice: null,
  inStock: true,
  variantCount: 3,
  descriptionHtml: '',
  tags: [],
  images: [
    { id: 'img_1', src: '/1.svg', alt: 'Shirt in sage', ...unsized },
    { id: 'img_2', src: '/2.svg', alt: 'Shirt in rust', ...unsized },
  ],
  options: [
    { name: 'Colour', values: ['Sage', 'Rust'] },
    { name: 'Size', values: ['S', 'M'] },
  ],
  variants: [...variants],
  seoTitle: null,
  seoDescription: null,
  collections: [],
  createdAt: at,
  updatedAt: at,
}

test('options: the first variant shown can be bought, unless the address asks for another', () => {
  expect(initialVariant(shirt, undefined)).toBe(sageM)
  expect(initialVariant(shirt, 'Sage-S')).toBe(sageS)
  expect(initialVariant(shirt, 'gone')).toBe(sageM)
})

test('options: a choice keeps the other options where such a variant exists, else takes the nearest', () => {
  expect(chooseOption(shirt, sageM, { optionIndex: 1, value: 'S' })).toBe(sageS)
  expect(chooseOption(shirt, sageM, { optionIndex: 0, value: 'Rust' })).toBe(rustS)
})

test('options: a value tells whether it can be had with the others, is sold out, or is not made', () => {
  expect(valueState(shirt, sageM, { optionIndex: 1, value: 'S' })).toBe('sold_out')
  expect(valueState(shirt, sageM, { optionIndex: 0, value: 'Rust' })).toBe('impossible')
  expect(valueState(shirt, sageS, { optionIndex: 0, value: 'Rust' })).toBe('buyable')
})

test('options: the picture is the variant’s own, else the one that names the colour', () => {
  expect(pictureOf(shirt, rustS)?.id).toBe('img_2')
  expect(pictureOf(shirt, { ...rustS, imageId: 'img_1' })?.id).toBe('img_1')
})

test('options: the address calls a variant by its SKU, or by its id where it has none', () => {
  expect(variantKey(sageM)).toBe('Sage-M')
  const bare = { ...shirt, variants: shirt.variants.map((variant) => ({ ...variant, sku: '' })) }
  expect(initialVariant(bare, 'var_RustS')?.id).toBe('var_RustS')
})
