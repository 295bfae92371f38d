import type { ImportedProduct } from './shopify-catalogue.ts'
import type { Cells } from './shopify-cells.ts'
import type { Row } from './shopify-rows.ts'

const MAX_IMAGES = 250

interface PlacedImage {
  readonly src: string
  readonly alt: string
  readonly position: number
}

type Images = ImportedProduct['images']

/**
 * Reads a product's images in the order of their positions, without duplicates. Images that only variants use come
 * last. Images, alt texts and order stay as in `before` if the file has no columns for them.
 */
export const readImages = (
  cells: Cells,
  rows: readonly Row[],
  { variantSrcs, before }: { variantSrcs: readonly (string | null)[]; before: Images }
): Images => {
  const listed = cells.has('Image Src') ? readListed(cells, rows, before) : before
  const altBySrc = new Map<string, string>()
  for (const { src, alt } of listed) altBySrc.set(src, altBySrc.get(src) || alt)
  for (const src of variantSrcs) {
    if (src !== null && !altBySrc.has(src)) altBySrc.set(src, before.find((image) => image.src === src)?.alt ?? '')
  }
  return [...altBySrc].map(([src, alt]) => ({ src, alt }))
}

const readListed = (cells: Cells, rows: readonly Row[], before: Images): readonly PlacedImage[] => {
  const imageRows = rows.filter((row) => cells.text(row, 'Image Src') !== '')
  const surplus = imageRows[MAX_IMAGES]
  if (surplus) {
    const message = `A product takes at most ${MAX_IMAGES} pictures: empty this cell and those after it.`
    cells.refuse(surplus, 'Image Src', { code: 'bad_value', message })
  }
  const placeBefore = new Map(before.map(({ src }, index) => [src, index]))
  return imageRows
    .flatMap((row) => readImage(cells, row, { before, placeBefore }))
    .toSorted((a, b) => a.position - b.position)
}

interface Known {
  readonly before: Images
  readonly placeBefore: ReadonlyMap<string, number>
}

const readImage = (cells: Cells, row: Row, { before, placeBefore }: Known): PlacedImage[] => {
  const src = cells.url(row, 'Image Src')
  const place = placeBefore.get(src ?? '') ?? -1
  const alt = cells.has('Image Alt Text') ? cells.line(row, 'Image Alt Text', 300) : (before[place]?.alt ?? '')
  // A picture without a position follows those that have one, in the order of the file.
  const isPlaced = cells.text(row, 'Image Position') !== ''
  const known = cells.has('Image Position') || place === -1 ? Number.MAX_SAFE_INTEGER : place
  const position = isPlaced ? cells.count(row, 'Image Position', 'bad_value') : known
  return src === null ? [] : [{ src, alt, position }]
}
