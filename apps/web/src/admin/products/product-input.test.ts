import { describe, expect, it } from 'vitest'
import { emptyForm, formOf, type ProductForm } from './product-form.ts'
import { fieldAt, inputOf } from './product-input.ts'
import { shirt, sizeOf } from './test-product.ts'

const valid = 'abcdefghjkmnpqrstvwxyz0123'
const ids = { id: `prd_${valid}`, small: `var_${valid}`, medium: `var_${valid.toUpperCase().toLowerCase()}` } as const

const form = (): ProductForm =>
  formOf(
    shirt({
      id: ids.id,
      variants: [
        sizeOf('S', { id: ids.small }),
        sizeOf('M', {
          id: `var_${valid.split('').toReversed().join('')}`,
          prices: [
            { price: { amount: 2100, currency: 'EUR' }, compareAtPrice: { amount: 2500, currency: 'EUR' } },
            { price: { amount: 3000, currency: 'JPY' }, compareAtPrice: null },
          ],
        }),
      ],
    }),
    'EUR'
  )

const withVariant = (part: Partial<ProductForm['variants'][number]>): ProductForm => {
  const whole = form()
  return { ...whole, variants: whole.variants.map((one, at) => (at === 0 ? { ...one, ...part } : one)) }
}

describe('a product, from the form to the input', () => {
  it('what was read is sent back as it was', () => {
    const { input, errors } = inputOf(form())
    expect(errors).toEqual({})
    expect(input).toMatchObject({
      title: 'Shirt',
      slug: 'shirt',
      seoTitle: null,
      options: ['Size'],
      variants: [
        { id: ids.small, sku: 'SHIRT-S', optionValues: ['S'], prices: [{ currency: 'EUR', amount: 1900 }] },
        {
          prices: [
            { currency: 'EUR', amount: 2100, compareAtAmount: 2500 },
            { currency: 'JPY', amount: 3000 },
          ],
        },
      ],
    })
  })

  it('a comma is a decimal point, and a currency left empty is not sent', () => {
    const whole = withVariant({ prices: { EUR: { price: '19,5', compareAt: '' }, JPY: { price: ' ', compareAt: '' } } })
    expect(inputOf(whole).input?.variants[0]?.prices).toEqual([
      { currency: 'EUR', amount: 1950, compareAtAmount: null },
    ])
  })

  it('what cannot be read is told at its field, and nothing is sent', () => {
    const whole = withVariant({
      prices: { EUR: { price: 'cheap', compareAt: '1.999' }, JPY: { price: '12.5', compareAt: '' } },
      weightGrams: '1.5',
    })
    const { input, errors } = inputOf({ ...whole, title: ' ' })
    const key = whole.variants[0]?.key ?? ''
    expect(input).toBeNull()
    expect(Object.keys(errors).toSorted()).toEqual(
      [
        'title',
        `variants.${key}.compareAt.EUR`,
        `variants.${key}.price.EUR`,
        `variants.${key}.price.JPY`,
        `variants.${key}.weightGrams`,
      ].toSorted()
    )
    expect(errors[`variants.${key}.price.JPY`]).toBe('Enter whole JPY, such as 1900.')
  })

  it('a new product needs a title and a price', () => {
    const whole = emptyForm('EUR')
    expect(Object.keys(inputOf(whole).errors)).toEqual([`variants.${whole.variants[0]?.key}.price.EUR`, 'title'])
  })

  it('an option without a name or without values is told, also where the rest is right', () => {
    const whole = form()
    const { input, errors } = inputOf({ ...whole, options: [...whole.options, { key: 'o', name: '', values: [] }] })
    expect(input).toBeNull()
    expect(Object.keys(errors)).toEqual(['options.o.name', 'options.o.values'])
  })

  it('a path of the server leads to the field of the form', () => {
    const whole = form()
    const [, second] = whole.variants
    expect(fieldAt('variants.1.sku', whole)).toBe(`variants.${second?.key}.sku`)
    expect(fieldAt('variants.1.prices.1.amount', whole)).toBe(`variants.${second?.key}.price.JPY`)
    expect(fieldAt('variants[1].prices[0].compareAtAmount', whole)).toBe(`variants.${second?.key}.compareAt.EUR`)
    expect(fieldAt('options.0', whole)).toBe('options.option-0.name')
    expect(fieldAt('seoTitle', whole)).toBe('seoTitle')
  })
})
