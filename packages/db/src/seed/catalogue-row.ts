import { colourNames, paletteOf } from './draw-colours.ts'
import { hashOf, picture, type Draw } from './drawing.ts'
import type { SeedPicture, SeedProduct, SeedVariant } from './catalogue-product.ts'

/** The type, the drawing and the tags that all products of one kind share. */
export interface Kind {
  readonly type: string
  readonly draw: Draw
  readonly tags: string
}

/** One product in short notation; see `productsOf` for how each part is read. */
export interface Row {
  readonly title: string
  readonly by: string
  readonly price: number
  readonly was?: number
  readonly grams: number
  readonly options?: readonly string[]
  readonly tags: string
  readonly about: string
  readonly more: string
  readonly facts: string
  readonly colour?: string
  readonly accent?: string
  readonly look?: string
  readonly scale?: readonly [number, number]
}

interface Value {
  readonly name: string
  readonly extraCents: number
  readonly extraGrams: number
}

interface Option {
  readonly name: string
  readonly values: readonly Value[]
}

const letters: Readonly<Record<string, string>> = { ø: 'o', Ø: 'O', æ: 'ae', Æ: 'Ae', ß: 'ss', '&': 'and' }

const asciiOf = (text: string): string =>
  text
    .replace(/[øØæÆß&]/gu, (letter) => letters[letter] ?? '')
    .normalize('NFD')
    .replace(/\p{M}/gu, '')

const slugOf = (title: string): string =>
  asciiOf(title)
    .toLowerCase()
    .replace(/[’']/gu, '')
    .replace(/[^a-z0-9]+/gu, '-')
    .replace(/^-|-$/gu, '')

const skuStem = (title: string): string => {
  const words = slugOf(title).split('-')
  return words
    .map((word, at) => word.slice(0, at === words.length - 1 ? 6 : 4))
    .join('-')
    .slice(0, 22)
    .replace(/-+$/u, '')
    .toUpperCase()
}

const skuPart = (value: string): string => slugOf(value).replaceAll('-', '').slice(0, 8).toUpperCase()

// 'Size: 20 cm | 26 cm +15 +400g' — the second size costs €15 more and weighs 400 g more
const optionOf = (text: string): Option => {
  const [name = '', list = ''] = text.split(': ')
  const values = list.split(' | ').map((part) => {
    const found = /^(?<name>.*?)(?: \+(?<euros>[\d.]+))?(?: \+(?<grams>\d+)g)?$/u.exec(part)?.groups
    return {
      name: found?.name ?? part,
      extraCents: Math.round(Number(found?.euros ?? 0) * 100),
      extraGrams: Number(found?.grams ?? 0)
    }
  })
  return { name, values }
}

const matrixOf = (options: readonly Option[]): readonly (readonly Value[])[] =>
  options.reduce<readonly (readonly Value[])[]>(
    (rows, option) => rows.flatMap((row) => option.values.map((value) => [...row, value])),
    [[]]
  )

const stockOf = (sku: string): number => {
  const hash = hashOf(`stock ${sku}`)
  const luck = hash % 100
  if (luck < 3) return 0
  return luck < 8 ? 1 + (hash % 3) : 4 + ((hash >>> 8) % 117)
}

const sum = (numbers: readonly number[]): number => numbers.reduce((total, number) => total + number, 0)

const variantsOf = (row: Row, options: readonly Option[]): readonly SeedVariant[] =>
  matrixOf(options).map((values) => {
    const sku = [skuStem(row.title), ...values.map((value) => skuPart(value.name))].join('-')
    const extra = sum(values.map((value) => value.extraCents))
    return {
      sku,
      optionValues: values.map((value) => value.name),
      priceAmount: Math.round(row.price * 100) + extra,
      compareAtAmount: row.was === undefined ? null : Math.round(row.was * 100) + extra,
      weightGrams: row.grams + sum(values.map((value) => value.extraGrams)),
      onHand: stockOf(sku)
    }
  })

const picturesOf = (row: Row, draw: Draw, options: readonly Option[]): readonly SeedPicture[] => {
  const values = options.find((option) => colourNames.includes(option.values[0]?.name ?? ''))?.values ?? []
  const shown = row.colour === undefined ? values.slice(0, 2).map((value) => value.name) : [row.colour]
  return shown.map((colour, at) => {
    const palette = paletteOf(row.accent === undefined ? colour : `${colour}/${row.accent}`)
    const suffix = row.colour === undefined ? ` in ${colour.toLowerCase()}` : ''
    return {
      name: `${slugOf(row.title)}-${at + 1}.svg`,
      alt: `${row.title}${suffix}`,
      svg: picture(palette, draw(palette, row.look ?? ''), row.scale ?? [1, 1])
    }
  })
}

const htmlOf = (row: Row): string => {
  const facts = row.facts.split(' | ').map((fact) => `<li>${fact}</li>`)
  return `<p>${row.about}</p><p>${row.more}</p><ul>${facts.join('')}</ul>`
}

/**
 * Builds products from rows: prices are euros, `colour` is what a product without a colour option is drawn in,
 * `look` goes to the drawing, and `scale` makes the drawing wider and taller.
 */
export const productsOf = (kind: Kind, rows: readonly Row[]): readonly SeedProduct[] =>
  rows.map((row) => {
    const options = (row.options ?? []).map(optionOf)
    return {
      slug: slugOf(row.title),
      title: row.title,
      descriptionHtml: htmlOf(row),
      vendor: row.by,
      productType: kind.type,
      tags: [...new Set(`${kind.tags}, ${row.tags}`.split(', '))],
      options: options.map((option) => ({ name: option.name, values: option.values.map((value) => value.name) })),
      variants: variantsOf(row, options),
      pictures: picturesOf(row, kind.draw, options)
    }
  })
