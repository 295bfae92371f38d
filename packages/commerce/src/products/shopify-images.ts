import type { ImportedProduct } from './shopify-catalogue.ts'
import type { Cells } from './shopify-cells.ts'
import type { Row } from './shopify-rows.ts'

const MAX_IMAGES = 250

interface PlacedImage {
  readonly src: string
  readonly alt: string
  readonly position: number
}

/** Reads a product's images in the order of their positions, each once; those of variants that are not listed come last. */
export const readImages = (
  cells: Cells,
  rows: readonly Row[],
  variantSrcs: readonly (string | null)[]
): ImportedProduct['images'] => {
  const imageRows = rows.filter((row) => cells.text(row, 'Image Src') !== '')
  const surplus = imageRows[MAX_IMAGES]
  if (surplus) {
    const message = `A product takes at most ${MAX_IMAGES} pictures: empty this cell and those after it.`
    cells.refuse(surplus, 'Image Src', { code: 'bad_value', message })
  }
  const placed = imageRows.flatMap((row) => readImage(cells, row)).toSorted((a, b) => a.position - b.position)
  const altBySrc = new Map<string, string>()
  for (const { src, alt } of placed) altBySrc.set(src, altBySrc.get(src) || alt)
  for (const src of variantSrcs) if (src !== null && !altBySrc.has(src)) altBySrc.set(src, '')
  return [...altBySrc].map(([src, alt]) => ({ src, alt }))
}

const readImage = (cells: Cells, row: Row): PlacedImage[] => {
  const src = cells.url(row, 'Image Src')
  const alt = cells.line(row, 'Image Alt Text', 300)
  // A picture without a position follows those that have one, in the order of the file.
  const isPlaced = cells.text(row, 'Image Position') !== ''
  const position = isPlaced ? cells.count(row, 'Image Position', 'bad_value') : Number.MAX_SAFE_INTEGER
  return src === null ? [] : [{ src, alt, position }]
}
