/** A row of the file, keyed by column. */
export type FullRow = Readonly<Record<string, string>>

const src = (name: string) => `https://x.test/${name}.jpg`

const plain = {
  'Body (HTML)': '<p>Made of <strong>oak</strong>.</p>',
  Vendor: 'Holm',
  Type: 'Stools',
  Tags: 'oak, seating',
  Published: 'true',
  Status: 'active',
  'SEO Title': 'A stool of oak',
  'SEO Description': 'It lasts.',
  'My Note': 'of the product',
}

const offer = {
  'Variant Grams': '900.0',
  'Variant Inventory Tracker': 'shopify',
  'Variant Inventory Qty': '10',
  'Variant Inventory Policy': 'continue',
  'Variant Price': '49.0',
  'Variant Compare At Price': '60',
  'Variant Requires Shipping': 'false',
  'Variant Taxable': 'FALSE',
  'Variant Barcode': '0042',
  'Variant Price / USD': '55',
  'Variant Compare At Price / USD': '70',
  'Variant Price / JPY': '8000',
  'Variant Compare At Price / JPY': '9000',
  'Cost per item': '12.50',
}

const image = (name: string, position: number, alt: string) => ({
  'Image Src': src(name),
  'Image Position': String(position),
  'Image Alt Text': alt,
})

const sized = (sku: string, values: readonly [string, string, string]) => ({
  ...offer,
  'Option1 Value': values[0],
  'Option2 Value': values[1],
  'Option3 Value': values[2],
  'Variant SKU': sku,
})

/** Rows in which every column that an import reads differs from the defaults of a new product. */
export const fullRows: readonly FullRow[] = [
  {
    Handle: 'shirt',
    Title: ' Linen shirt ',
    ...plain,
    Status: 'draft',
    'Option1 Name': 'Size',
    'Option2 Name': 'Color',
    'Option3 Name': 'Fit',
    ...sized('SHIRT-1', ['S', 'Red', 'Slim']),
    'Variant Image': src('red'),
    ...image('blue', 2, 'A blue shirt'),
  },
  { Handle: 'shirt', ...sized('SHIRT-2', ['S', 'Blue', 'Slim']), ...image('back', 3, 'Its back') },
  {
    Handle: 'shirt',
    ...sized('SHIRT-3', ['M', 'Red', 'Wide']),
    'Variant Image': src('of-the-variant-alone'),
    'Cost per item': '13',
  },
  { Handle: 'shirt', ...image('red', 1, 'A red shirt'), 'My Note': 'of a picture' },
  { Handle: 'stool', Title: 'Oak stool', ...plain, ...offer, 'Variant SKU': 'STOOL', 'Option1 Name': 'Title' },
  {
    Handle: 'bench',
    Title: 'Bench',
    ...plain,
    Status: 'active',
    Published: 'false',
    'Option1 Value': 'Default Title',
    'Variant SKU': 'BENCH',
    'Variant Price': '1',
  },
  { Handle: 'chest', Title: 'Chest', ...plain, Status: 'archived', ...offer, 'Variant SKU': 'CHEST' },
  {
    Handle: 'tray',
    Title: 'Tray',
    'Variant SKU': 'TRAY',
    'Variant Price': '5.00',
    'Variant Inventory Tracker': 'shopify',
    Status: '',
  },
  { Handle: 'bowl', Title: 'Bowl', ...plain, Published: 'false', Status: '', ...offer, 'Variant SKU': '' },
]

/** All columns of {@link fullRows}, in their order. */
export const fullColumns: readonly string[] = [...new Set(fullRows.flatMap((row) => Object.keys(row)))]

const quote = (cell: string): string => (/[",\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell)

/** Returns the rows as CSV, without some of their columns. */
export const fullCsv = (without: readonly string[] = [], rows: readonly FullRow[] = fullRows): string => {
  const columns = fullColumns.filter((column) => !without.includes(column))
  return [columns, ...rows.map((row) => columns.map((column) => row[column] ?? ''))]
    .map((cells) => `${cells.map(quote).join(',')}\n`)
    .join('')
}
