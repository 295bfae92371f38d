import { describe, expect, it } from 'vitest'
import { emptyVariant } from './product-form.ts'
import {
  addCombinations,
  addOption,
  addValue,
  type Matrix,
  missingCombinations,
  moveValue,
  nameOption,
  removeOption,
  removeValue,
  removeVariant,
  renameValue,
  valueFault,
} from './variant-matrix.ts'

const plain = (): Matrix => ({
  options: [],
  variants: [{ ...emptyVariant('EUR'), sku: 'SHIRT', prices: { EUR: { price: '19.00', compareAt: '' } } }],
  shelf: [],
})

const keyAt = ({ options }: Matrix, at: number): string => options[at]?.key ?? ''

const withOption = (matrix: Matrix, name: string, values: readonly string[]): Matrix => {
  const added = addOption(matrix)
  const key = keyAt(added, added.options.length - 1)
  return values.reduce((now, value) => addValue(now, key, value), nameOption(added, key, name))
}

const shirts = () => withOption(withOption(plain(), 'Colour', ['Red', 'Blue']), 'Size', ['S', 'M', 'L'])

const titles = ({ variants }: Matrix): string[] => variants.map(({ optionValues }) => optionValues.join('/'))

const typed = (matrix: Matrix, title: string, sku: string): Matrix => ({
  ...matrix,
  variants: matrix.variants.map((one) => (one.optionValues.join('/') === title ? { ...one, sku } : one)),
})

const skuOf = ({ variants }: Matrix, title: string): string | undefined =>
  variants.find(({ optionValues }) => optionValues.join('/') === title)?.sku

describe('matrix of variants', () => {
  it('two options span every combination, in the order of their values', () => {
    expect(titles(shirts())).toEqual(['Red/S', 'Red/M', 'Red/L', 'Blue/S', 'Blue/M', 'Blue/L'])
  })

  it('a new variant takes its siblings’ price, and nothing that is unique', () => {
    const [first, second] = shirts().variants
    expect(first?.sku).toBe('SHIRT')
    expect(second).toMatchObject({ sku: '', id: null, prices: { EUR: { price: '19.00' } } })
    expect(second?.key).not.toBe(first?.key)
  })

  it('a value that is taken away and added again brings back what was typed', () => {
    const matrix = typed(shirts(), 'Blue/M', 'BLUE-M')
    const key = keyAt(matrix, 1)
    const without = removeValue(matrix, key, 'M')
    expect(titles(without)).toEqual(['Red/S', 'Red/L', 'Blue/S', 'Blue/L'])
    const again = addValue(without, key, 'M')
    expect(skuOf(again, 'Blue/M')).toBe('BLUE-M')
    expect(again.variants).toHaveLength(6)
    expect(again.shelf).toEqual([])
  })

  it('adding a value touches no other variant', () => {
    const matrix = typed(shirts(), 'Red/L', 'RED-L')
    const more = addValue(matrix, keyAt(matrix, 1), 'XL')
    expect(more.variants).toHaveLength(8)
    expect(skuOf(more, 'Red/L')).toBe('RED-L')
    expect(more.variants.filter((one) => matrix.variants.includes(one))).toHaveLength(6)
  })

  it('a product that is not sold in every combination stays so', () => {
    const sparse = removeVariant(shirts(), shirts().variants[0]?.key ?? '')
    const [, second] = sparse.variants
    const fewer = removeVariant(sparse, second?.key ?? '')
    const more = addValue(fewer, keyAt(fewer, 0), 'Green')
    const greens = titles(more).filter((title) => title.startsWith('Green'))
    const rests = new Set(titles(fewer).map((title) => title.split('/')[1]))
    expect(greens).toHaveLength(rests.size)
  })

  it('missing combinations are told and added as they were', () => {
    const matrix = typed(shirts(), 'Blue/S', 'BLUE-S')
    const key = matrix.variants.find(({ sku }) => sku === 'BLUE-S')?.key ?? ''
    const fewer = removeVariant(matrix, key)
    expect(missingCombinations(fewer)).toEqual([['Blue', 'S']])
    expect(skuOf(addCombinations(fewer, missingCombinations(fewer)), 'Blue/S')).toBe('BLUE-S')
  })

  it('a renamed value keeps its variants and all that was typed', () => {
    const matrix = typed(shirts(), 'Red/S', 'RED-S')
    const renamed = renameValue(matrix, keyAt(matrix, 0), { from: 'Red', to: 'Crimson' })
    expect(skuOf(renamed, 'Crimson/S')).toBe('RED-S')
    expect(renamed.variants.map(({ key }) => key)).toEqual(matrix.variants.map(({ key }) => key))
    expect(renameValue(matrix, keyAt(matrix, 0), { from: 'Red', to: 'Blue' })).toBe(matrix)
  })

  it('an option that is removed leaves one variant of each kind, and comes back whole', () => {
    const matrix = typed(shirts(), 'Red/M', 'RED-M')
    const fewer = removeOption(matrix, keyAt(matrix, 1))
    expect(titles(fewer)).toEqual(['Red', 'Blue'])
    const again = withOption(fewer, 'Size', ['S', 'M'])
    expect(skuOf(again, 'Red/M')).toBe('RED-M')
  })

  it('the last value of an option leaves the variants, and the last variant stays', () => {
    const one = withOption(plain(), 'Size', ['S'])
    const none = removeValue(one, keyAt(one, 0), 'S')
    expect(titles(none)).toEqual([''])
    expect(none.variants[0]?.sku).toBe('SHIRT')
    expect(removeVariant(none, none.variants[0]?.key ?? '')).toBe(none)
  })

  it('values are moved with their variants', () => {
    const matrix = shirts()
    expect(titles(moveValue(matrix, keyAt(matrix, 0), { from: 1, to: 0 }))[0]).toBe('Blue/S')
  })

  it('a value that is there already, in whatever case, and more variants than a product has are refused', () => {
    const matrix = shirts()
    expect(valueFault(matrix, keyAt(matrix, 1), 's')).toMatch(/there already/)
    expect(valueFault(matrix, keyAt(matrix, 1), 'XL')).toBeNull()
    const values = Array.from({ length: 49 }, (_, at) => `Shade ${at}`)
    const many = values.reduce(
      (now, value) => addValue(now, keyAt(now, 0), value),
      withOption(withOption(plain(), 'Shade', ['A']), 'Size', ['S', 'M'])
    )
    expect(many.variants).toHaveLength(100)
    expect(valueFault(many, keyAt(many, 0), 'One more')).toMatch(/100/)
  })
})
