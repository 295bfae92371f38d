import type { AdminProduct } from '@tradepost/contract'
import { describe, expect, it } from 'vitest'
import { carryOn } from './carry-on.ts'
import { beginEditing, detached } from './editor-state.ts'
import { differencesOf, firstChoices, mergeProduct, pairNewVariants } from './merge-product.ts'
import { emptyVariant, formOf, isSameForm, type ProductForm } from './product-form.ts'
import type { Versions } from './product-fields.ts'
import { shirt, sizeOf } from './test-product.ts'

const read = (part: Partial<AdminProduct> = {}): ProductForm => formOf(shirt(part), 'EUR')

const versions = (mine: ProductForm, theirs: ProductForm): Versions => ({ base: read(), mine, theirs })

const told = (at: Versions) =>
  Object.fromEntries(differencesOf(at).map(({ field, changedBy }) => [field.label, changedBy]))

const merged = (at: Versions): ProductForm => mergeProduct(at, firstChoices(differencesOf(at)))

describe('two versions of a product', () => {
  it('a version without differences needs no choice', () => {
    expect(differencesOf(versions(read(), read()))).toEqual([])
  })

  it('what one side alone has changed is taken from there; what both have is asked', () => {
    const at = versions(
      { ...read(), title: 'My shirt', vendor: 'Mill' },
      { ...read(), title: 'Their shirt', status: 'archived' }
    )
    expect(told(at)).toEqual({ Title: 'both', Maker: 'me', Status: 'them' })
    expect(merged(at)).toMatchObject({ title: 'My shirt', vendor: 'Mill', status: 'archived' })
    expect(mergeProduct(at, { ...firstChoices(differencesOf(at)), title: 'theirs' }).title).toBe('Their shirt')
  })

  it('of a list both changes are kept: what each added, without what each took away', () => {
    const at = versions({ ...read(), tags: ['summer', 'mine'] }, { ...read(), tags: ['cotton', 'summer', 'theirs'] })
    expect(merged(at).tags).toEqual(['summer', 'theirs', 'mine'])
  })

  it('a variant is merged field by field', () => {
    const mine = read()
    const at = versions(
      { ...mine, variants: mine.variants.map((one) => ({ ...one, barcode: '123' })) },
      read({
        variants: [
          sizeOf('S', { prices: [{ price: { amount: 2500, currency: 'EUR' }, compareAtPrice: null }] }),
          sizeOf('M'),
        ],
      })
    )
    expect(told(at)).toEqual({ 'S: price in EUR': 'them', 'S: barcode': 'me', 'M: barcode': 'me' })
    const [small] = merged(at).variants
    expect(small).toMatchObject({ barcode: '123', prices: { EUR: { price: '25.00' } } })
  })

  it('stock is no difference: nobody types it here', () => {
    expect(told(versions(read(), read({ variants: [sizeOf('S', { onHand: 1 }), sizeOf('M')] })))).toEqual({})
  })

  it('a variant that the other has deleted goes, unless I have changed it: then it comes back as a new one', () => {
    const theirs = read({ variants: [sizeOf('M')], options: [{ name: 'Size', values: ['M'] }] })
    expect(merged(versions(read(), theirs)).variants.map(({ optionValues }) => optionValues)).toEqual([['M']])
    const mine = read()
    const touched = { ...mine, variants: mine.variants.map((one) => ({ ...one, sku: `${one.sku}-2` })) }
    const kept = merged(versions(touched, theirs))
    expect(kept.variants.map(({ sku, id }) => [sku, id === null])).toEqual([
      ['SHIRT-S-2', true],
      ['SHIRT-M-2', false],
    ])
    expect(kept.options[0]?.values).toEqual(['S', 'M'])
  })

  it('the same new size of both is one variant', () => {
    const mine = read()
    const large = { ...emptyVariant('EUR'), optionValues: ['L'], sku: 'MINE' }
    const at = pairNewVariants(
      versions(
        { ...mine, variants: [...mine.variants, large] },
        read({
          variants: [sizeOf('S'), sizeOf('M'), sizeOf('L')],
          options: [{ name: 'Size', values: ['S', 'M', 'L'] }],
        })
      )
    )
    const whole = merged(at)
    expect(whole.variants).toHaveLength(3)
    expect(whole.variants[2]).toMatchObject({ id: 'var_l' })
  })

  it('where one has another number of options, the matrix is chosen whole', () => {
    const theirs = read({ options: [], variants: [sizeOf('S', { optionValues: [] })] })
    const at = versions({ ...read(), title: 'Mine' }, theirs)
    expect(told(at)).toEqual({ Title: 'me', 'Options and variants': 'them' })
    expect(merged(at)).toMatchObject({ title: 'Mine', options: [] })
    expect(mergeProduct(at, { variants: 'mine' }).variants).toHaveLength(2)
  })

  it('a picture that is gone is nobody’s picture', () => {
    const mine = read()
    const at = versions({ ...mine, variants: mine.variants.map((one) => ({ ...one, imageKey: 'img_gone' })) }, read())
    expect(merged(at).variants.every(({ imageKey }) => imageKey === null)).toBe(true)
  })

  it('what is typed while a save is on its way stays on top of what was saved, and new variants get their ids', () => {
    const sizes = [{ name: 'Size', values: ['S', 'M', 'L'] }]
    const start = read({ options: sizes })
    const sent = { ...start, variants: [...start.variants, { ...emptyVariant('EUR'), optionValues: ['L'] }] }
    const now = {
      ...sent,
      title: 'Typed later',
      variants: sent.variants.map((one) => (one.id === null ? { ...one, sku: 'LATER' } : one)),
    }
    const saved = read({ options: sizes, variants: [sizeOf('S'), sizeOf('M'), sizeOf('L', { sku: 'SHIRT-L' })] })
    const whole = carryOn({ sent, now, saved })
    expect(whole.title).toBe('Typed later')
    expect(whole.variants[2]).toMatchObject({ id: 'var_l', sku: 'LATER' })
    expect(isSameForm(carryOn({ sent, now: sent, saved }), saved)).toBe(true)
  })

  it('what was typed on a product that is deleted meanwhile can be saved as a new one', () => {
    const image = { id: 'img_1', src: 'https://x/y.jpg', alt: '', width: null, height: null, widths: [] } as const
    const state = beginEditing(
      shirt({ images: [{ ...image, widths: [] }], variants: [sizeOf('S', { imageId: 'img_1' })] }),
      'EUR'
    )
    const { saved, form } = detached({ ...state, form: { ...state.form, title: 'Typed' } })
    expect(saved).toBeNull()
    expect(form).toMatchObject({ title: 'Typed', images: [], variants: [{ id: null, stock: null, imageKey: null }] })
  })
})
