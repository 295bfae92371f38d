import { expect, test } from 'vitest'
import { seedCatalogue } from './catalogue.ts'

const products = seedCatalogue()
const variants = products.flatMap((product) => product.variants)
const pictures = products.flatMap((product) => product.pictures)

const repeated = (values: readonly string[]): readonly string[] =>
  values.filter((value, at) => values.indexOf(value) !== at)

test('seed: 200 products with unique slugs, titles and SKUs', () => {
  expect(products).toHaveLength(200)
  expect(repeated(products.map((product) => product.slug))).toEqual([])
  expect(repeated(products.map((product) => product.title))).toEqual([])
  expect(repeated(variants.map((variant) => variant.sku))).toEqual([])
})

test('seed: slugs, SKUs and picture names use plain characters only', () => {
  for (const { slug } of products) expect(slug).toMatch(/^[a-z0-9]+(-[a-z0-9]+)*$/u)
  for (const { sku } of variants) expect(sku).toMatch(/^[A-Z0-9]+(-[A-Z0-9]+)*$/u)
  expect(variants.filter(({ sku }) => sku.length > 40)).toEqual([])
  for (const { name } of pictures) expect(name).toMatch(/^[a-z0-9-]+-[12]\.svg$/u)
  expect(repeated(pictures.map((picture) => picture.name))).toEqual([])
})

test('seed: variants are the full matrix of the options, in order', () => {
  for (const product of products) {
    const matrix = product.options.reduce<readonly (readonly string[])[]>(
      (rows, option) => rows.flatMap((row) => option.values.map((value) => [...row, value])),
      [[]]
    )
    expect(product.options.length).toBeLessThanOrEqual(2)
    expect(product.variants.map((variant) => variant.optionValues)).toEqual(matrix)
    expect(product.variants.length).toBeLessThanOrEqual(16)
  }
})

test('seed: prices are whole cents between €3 and €640 and compare-at is above the price', () => {
  for (const { sku, priceAmount, compareAtAmount } of variants) {
    expect(Number.isInteger(priceAmount), sku).toBe(true)
    expect(priceAmount, sku).toBeGreaterThanOrEqual(300)
    expect(priceAmount, sku).toBeLessThanOrEqual(64000)
    expect(compareAtAmount ?? priceAmount + 1, sku).toBeGreaterThan(priceAmount)
  }
})

test('seed: about one product in eight is reduced', () => {
  const reduced = products.filter((product) => product.variants.some((variant) => variant.compareAtAmount !== null))
  expect(reduced.length).toBeGreaterThanOrEqual(20)
  expect(reduced.length).toBeLessThanOrEqual(36)
})

test('seed: weights and stock are whole numbers, with some variants sold out and some low', () => {
  for (const { sku, weightGrams, onHand } of variants) {
    expect(Number.isInteger(weightGrams) && weightGrams > 0, sku).toBe(true)
    expect(Number.isInteger(onHand) && onHand >= 0 && onHand <= 120, sku).toBe(true)
  }
  expect(variants.filter(({ onHand }) => onHand === 0).length).toBeGreaterThan(3)
  expect(variants.filter(({ onHand }) => onHand > 0 && onHand < 4).length).toBeGreaterThan(3)
  expect(variants.filter(({ onHand }) => onHand < 4).length).toBeLessThan(variants.length / 8)
})

test('seed: descriptions are all different and use only the allowed tags', () => {
  expect(repeated(products.map((product) => product.descriptionHtml))).toEqual([])
  for (const { title, descriptionHtml } of products) {
    const tags = [...descriptionHtml.matchAll(/<\/?([a-z]+)[^>]*>/gu)].map((found) => found[1])
    expect(new Set(tags), title).toEqual(new Set(['p', 'ul', 'li']))
    expect(descriptionHtml.replaceAll(/<[^>]+>/gu, ''), title).not.toMatch(/[<>&]/u)
  }
})

test('seed: some titles carry letters beyond ASCII', () => {
  const accented = products.filter((product) => /[À-ž]/u.test(product.title))
  expect(accented.length).toBeGreaterThanOrEqual(5)
})

const openTags = (svg: string): readonly string[] => {
  const open: string[] = []
  for (const [, closing, name = '', rest = ''] of svg.matchAll(/<(\/?)([a-zA-Z]+)([^>]*)>/gu)) {
    if (closing === '/') expect(open.pop()).toBe(name)
    else if (!rest.endsWith('/')) open.push(name)
  }
  return open
}

test('seed: pictures are well-formed SVG of at most 6 KB, with nothing but shapes in them', () => {
  for (const { name, svg, alt } of pictures) {
    expect(svg.startsWith('<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 800 800">'), name).toBe(true)
    expect(openTags(svg), name).toEqual([])
    expect(svg, name).not.toMatch(/<(script|style|text|image|use|foreignObject|a)\b|href|\son[a-z]+=|javascript:/iu)
    expect(svg, name).not.toMatch(/url\((?!#)|undefined|NaN/u)
    expect(svg.indexOf('http', 40), name).toBe(-1)
    expect(new TextEncoder().encode(svg).length, name).toBeLessThanOrEqual(6144)
    expect(alt.length, name).toBeGreaterThan(5)
  }
})

test('seed: every product has one or two pictures', () => {
  for (const { title, pictures: own } of products) {
    expect(own.length, title).toBeGreaterThanOrEqual(1)
    expect(own.length, title).toBeLessThanOrEqual(2)
  }
})

test('seed: the catalogue is the same every time', () => {
  expect(JSON.stringify(seedCatalogue())).toBe(JSON.stringify(products))
})
