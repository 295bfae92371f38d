import { MAX_IMPORT_LINES } from '@tradepost/contract'
import { describe, expect, it, test } from 'vitest'
import { csvOf, type CsvRow, faultsOf, plainRow, read, refusalOf, sizedRow } from '../../test/faulty-csv.ts'

const header = 'Handle,Title,Option1 Name,Option1 Value,Variant Price'
const good = 'cup,Cup,Title,Default Title,1'
const pot = (cells: CsvRow): CsvRow => ({ ...plainRow, Handle: 'pot', ...cells })

describe('the file as a whole', () => {
  it.each([
    ['a workbook', [0x50, 0x4b, 0x03, 0x04, 0x14, 0x00], /spreadsheet/],
    ['a PNG', [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a], /picture/],
    ['UTF-16', [0xff, 0xfe, 0x48, 0x00], /UTF-8/],
    ['Latin-1', [0x48, 0xe9, 0x2c, 0x48], /UTF-8/],
    ['a lone surrogate', [0xed, 0xa0, 0x80], /UTF-8/],
    ['a NUL', [...new TextEncoder().encode(`${header}\ncup,C\0up,,,1`)], /not text/],
    ['semicolons', [...new TextEncoder().encode(`\ufeff${header.replaceAll(',', ';')}\na;b;;;1`)], /commas/],
  ])('import: %s is refused as no CSV, with what to do', async (_, bytes, advice) => {
    const { faults, faultCount } = await refusalOf(Uint8Array.from(bytes))
    expect(faults).toEqual([{ row: null, column: null, code: 'not_csv', message: expect.stringMatching(advice) }])
    expect(faultCount).toBe(1)
  })

  it.each(['', '\ufeff', '\r\n\n', ' ', header, `${header}\r\n`, `${header}\n,,,,\n`])(
    'import: %j is empty',
    async (csv) => {
      expect(await faultsOf(csv)).toEqual(['null | null | empty'])
    }
  )
})

test('import: a file of more lines than the limit is refused before its rows are read', async () => {
  expect(await faultsOf(`${header}${'\n'.repeat(MAX_IMPORT_LINES)}`)).toEqual(['null | null | too_many_rows'])
  expect(await faultsOf(`${header}${'\n'.repeat(MAX_IMPORT_LINES - 1)}`)).toEqual(['null | null | empty'])
})

describe('the header', () => {
  it('import: a file without handles has that one fault', async () => {
    const csv = csvOf([sizedRow, { ...sizedRow, 'Option1 Value': 'Large' }]).replace('Handle', 'Other')
    expect(await faultsOf(csv)).toEqual(['1 | Handle | missing_column'])
  })

  it.each(['Title', 'Option1 Name', 'Option1 Value', 'Variant Price'])(
    'import: a new product needs the column %s, which is one fault of the product',
    async (column) => {
      const csv = csvOf([sizedRow, { ...sizedRow, 'Option1 Value': 'Large' }]).replace(column, 'Other')
      expect(await faultsOf(csv)).toEqual([`2 | ${column} | missing_value`])
    }
  )

  it('import: the case of a column’s name counts', async () => {
    expect(await faultsOf(`${header.replace('Title', 'title')}\n${good}`)).toEqual(['2 | Title | missing_value'])
  })

  it('import: a column that stands twice is a fault, one without a name is not', async () => {
    expect(await faultsOf(`${header},Title\n${good},Mug`)).toEqual(['1 | Title | duplicate_column'])
    expect((await read(`${header},,\n${good},,`)).rows).toBe(1)
  })

  it('import: more columns, or a longer name, than a shop keeps are faults of the header', async () => {
    const wide = Array.from({ length: 496 }, (_, n) => `c${n}`).join(',')
    expect(await faultsOf(`${header},${wide}\n${good}${','.repeat(496)}`)).toEqual(['1 | null | too_many_columns'])
    expect(await faultsOf(`${header},${'n'.repeat(201)}\n${good},`)).toEqual(['1 | null | too_long'])
  })

  it('import: faults of the header do not hide those of the rows', async () => {
    const csv = `Handle,Title,Title,Variant Price\ncup,Cup,,x\npot,Pot\n`
    expect(await faultsOf(csv)).toEqual([
      '1 | Title | duplicate_column',
      '2 | Variant Price | bad_price',
      '3 | null | wrong_field_count',
    ])
  })
})

describe('the shape of rows', () => {
  it.each([
    ['a quote never closed', 'pot,"Pot,,,1,\nlid,Lid,,,1,\n', '5 | Title | broken_quoting'],
    ['text after a closing quote', 'pot,"Po"t,,,1,\n', '5 | Title | broken_quoting'],
    ['a quote inside a cell', 'pot,Pot,,,1",\n', '5 | Variant Price | broken_quoting'],
  ])('import: %s is named with the row in which it begins', async (_, rows, fault) => {
    expect(await faultsOf(`${header},Body (HTML)\n${good},"C\r\nup"\n\n${rows}`)).toEqual([fault])
  })

  it('import: a row that never ends is given up after a mebibyte, with where it begins', async () => {
    const endless = `${header}\n${good}\npot,"${'x,\n'.repeat(400_000)}`
    expect(await faultsOf(endless)).toEqual(['3 | Title | too_long'])
  })

  it('import: a broken quote in the header is its fault, and rows before a broken one are read', async () => {
    expect(await faultsOf(`Handle,"Title\n${good}`)).toEqual(['1 | null | broken_quoting'])
    expect(await faultsOf(`${header}\ncup,Cup,,,x\npot,"Pot,,,1`)).toEqual([
      '2 | Variant Price | bad_price',
      '3 | Title | broken_quoting',
    ])
  })

  it('import: a row with too few or too many cells is one fault, and causes none in other rows of its handle', async () => {
    const rows = ['cup,,,,x', 'pot,Pot', 'pot,,,Large,1', 'lid,Lid,,,1,', 'cap,Cap,,,1']
    expect(await faultsOf([header, good, ...rows].join('\n'))).toEqual([
      '3 | Variant Price | bad_price',
      '3 | Option1 Value | duplicate_option',
      '4 | null | wrong_field_count',
      '6 | null | wrong_field_count',
    ])
    expect((await refusalOf(`${header}\npot,Pot`)).faults[0]?.message).toMatch(/has 2 cells where the first row has 5/)
  })

  it('import: the first hundred faults are listed by row, and all are counted', async () => {
    const rows = Array.from({ length: 2500 }, (_, index) => pot({ Handle: `p-${index}`, 'Variant Price': 'x' }))
    const { faults, faultCount } = await refusalOf(csvOf([...rows, pot({ Handle: '', Title: '' })]))
    expect(faultCount).toBe(2501)
    expect(faults.map(({ row }) => row)).toEqual(Array.from({ length: 100 }, (_, index) => index + 2))
  })

  it('import: a file of nothing but broken rows is given up after a thousand', async () => {
    expect((await refusalOf(`${header}\n${'x\n'.repeat(5000)}`)).faultCount).toBe(1000)
  })
})

const cellFaults: readonly (readonly [string, string, string])[] = [
  ['Handle', '', 'missing_value'],
  ['Handle', 'Größe', 'bad_value'],
  ['Handle', '__proto__', 'bad_value'],
  ['Handle', 'a'.repeat(201), 'too_long'],
  ['Title', '', 'missing_value'],
  ['Title', 'a'.repeat(201), 'too_long'],
  ['Title', 'a'.repeat(100_000), 'too_long'],
  ['Title', 'two\nlines', 'bad_value'],
  ['Title', 'a\u202eb', 'bad_value'],
  ['Title', 'a\u200bb', 'bad_value'],
  ['Body (HTML)', 'a'.repeat(65_537), 'too_long'],
  ['Body (HTML)', '&'.repeat(65_536), 'too_long'],
  ['Vendor', 'a'.repeat(101), 'too_long'],
  ['Type', 'a\tb', 'bad_value'],
  ['Tags', `ok, ${'a'.repeat(101)}`, 'too_long'],
  ['Tags', Array.from({ length: 51 }, (_, index) => index).join(','), 'too_long'],
  ['Published', 'yes', 'bad_value'],
  ['Status', 'unlisted', 'bad_value'],
  ['SEO Title', 'a'.repeat(201), 'too_long'],
  ['SEO Description', 'a'.repeat(501), 'too_long'],
  ['Variant SKU', 'a'.repeat(65), 'too_long'],
  ['Variant Grams', '1.5', 'bad_value'],
  ['Variant Grams', '-1', 'bad_value'],
  ['Variant Inventory Qty', '-1', 'bad_quantity'],
  ['Variant Inventory Qty', '-0', 'bad_quantity'],
  ['Variant Inventory Qty', '1e3', 'bad_quantity'],
  ['Variant Inventory Qty', '9007199254740993', 'bad_quantity'],
  ['Variant Inventory Policy', 'maybe', 'bad_value'],
  ['Variant Price', '', 'missing_value'],
  ['Variant Price', '19.999', 'bad_price'],
  ['Variant Price', '-1', 'bad_price'],
  ['Variant Price', '1,99', 'bad_price'],
  ['Variant Price', '€5', 'bad_price'],
  ['Variant Price', 'NaN', 'bad_price'],
  ['Variant Price', '1e21', 'bad_price'],
  ['Variant Price', '99999999999', 'bad_price'],
  ['Variant Compare At Price', 'x', 'bad_price'],
  ['Variant Requires Shipping', '1', 'bad_value'],
  ['Variant Taxable', 'no', 'bad_value'],
  ['Variant Barcode', 'a'.repeat(101), 'too_long'],
  ['Variant Image', 'javascript:alert(1)', 'bad_value'],
  ['Image Src', 'ftp://x.test/1.jpg', 'bad_value'],
  ['Image Src', '/1.jpg', 'bad_value'],
  ['Image Src', 'https://', 'bad_value'],
  ['Image Src', `https://x.test/${'a'.repeat(2000)}`, 'too_long'],
  ['Image Position', 'first', 'bad_value'],
]

const abridge = (text: string): string => (text.length > 40 ? `${text.length} characters` : text)

describe('one cell', () => {
  it.each(cellFaults.map(([column, text, code]) => ({ column, code, text, shown: abridge(text) })))(
    'import: $column of $shown is $code, in its own row and column',
    async ({ column, code, text }) => {
      const image: CsvRow = column === 'Image Position' ? { 'Image Src': 'https://x.test/1.jpg' } : {}
      expect(await faultsOf(csvOf([plainRow, pot({ ...image, [column]: text })]))).toEqual([`3 | ${column} | ${code}`])
    }
  )

  it('import: an image’s text above 300 characters is too long', async () => {
    const cells = { 'Image Src': 'https://x.test/1.jpg', 'Image Alt Text': 'a'.repeat(301) }
    expect(await faultsOf(csvOf([plainRow, pot(cells)]))).toEqual(['3 | Image Alt Text | too_long'])
  })

  it('import: a bad price is answered with how to write one in the shop’s currency', async () => {
    const csv = csvOf([{ ...plainRow, 'Variant Price': 'x' }])
    const advice = async (currency: 'EUR' | 'JPY' | 'KWD') => (await refusalOf(csv, currency)).faults[0]?.message
    expect(await advice('EUR')).toBe('Write the price as a number with at most 2 decimals, such as 19.99.')
    expect(await advice('JPY')).toBe('Write the price as a whole number, such as 1999.')
    expect(await advice('KWD')).toBe('Write the price as a number with at most 3 decimals, such as 19.999.')
  })
})

describe('rows together', () => {
  it('import: options that are missing, repeated, nameless or of the same name are faults', async () => {
    const size = (value: string): CsvRow => ({ Handle: 'cup', 'Option1 Value': value, 'Variant Price': '1' })
    expect(await faultsOf(csvOf([sizedRow, size('Large'), size('Small'), size('')]))).toEqual([
      '4 | Option1 Value | duplicate_option',
      '5 | Option1 Value | missing_value',
    ])
    expect(await faultsOf(csvOf([plainRow, plainRow]))).toEqual(['3 | Option1 Value | duplicate_option'])
    expect(await faultsOf(csvOf([{ ...sizedRow, 'Option1 Name': '' }]))).toEqual(['2 | Option1 Name | missing_value'])
    expect(await faultsOf(csvOf([{ ...sizedRow, 'Option2 Name': 'Size', 'Option2 Value': 'x' }]))).toEqual([
      '2 | Option2 Name | bad_value',
    ])
    expect(await faultsOf(csvOf([{ ...sizedRow, 'Option2 Value': 'x'.repeat(101), 'Option2 Name': 'B' }]))).toEqual([
      '2 | Option2 Value | too_long',
    ])
  })

  it('import: the second row with the same written SKU is the fault, in the order of the file', async () => {
    const large = { ...sizedRow, 'Option1 Value': 'Large', 'Variant SKU': 'A' }
    const twice = { ...sizedRow, 'Variant SKU': 'A' }
    expect(await faultsOf(csvOf([twice, large, pot({ 'Variant SKU': 'A' })]))).toEqual([
      '3 | Variant SKU | duplicate_sku',
      '4 | Variant SKU | duplicate_sku',
    ])
  })

  it('import: rows of a product that do not stand together are one fault, in the first of them, and not read', async () => {
    const rows = [plainRow, pot({}), { ...plainRow, 'Variant Price': 'x' }, { ...plainRow, 'Variant Price': 'y' }]
    expect(await faultsOf(csvOf(rows))).toEqual(['4 | Handle | repeated_handle'])
  })

  it('import: a row beyond the thousandth of a product is a fault, whatever it says', async () => {
    const rows = Array.from({ length: 1001 }, () => ({ Handle: 'cup', Title: 'again' }))
    expect(await faultsOf(csvOf([plainRow, ...rows]))).toEqual(['1002 | Handle | too_many_rows'])
    expect((await read(csvOf([plainRow, ...rows.slice(0, 999)]))).rows).toBe(1000)
  })

  it('import: cells that are only kept for the export are bounded all together', async () => {
    const noted = (length: number) =>
      csvOf([{ ...plainRow, 'My Note': 'x'.repeat(length), 'Cost per item': 'x'.repeat(length) }])
    expect(await faultsOf(noted(131_073))).toEqual(['2 | Handle | too_long'])
    expect((await read(noted(131_072))).rows).toBe(1)
  })

  it('import: the 101st variant and the 251st image of a product are faults', async () => {
    const sized = Array.from({ length: 102 }, (_, index) => ({ ...sizedRow, 'Option1 Value': `${index}` }))
    expect(await faultsOf(csvOf(sized))).toEqual(['102 | Handle | too_many_variants'])
    expect((await read(csvOf(sized.slice(0, 100)))).products[0]?.variants).toHaveLength(100)
    const shown = Array.from({ length: 251 }, (_, index) => ({ Handle: 'cup', 'Image Src': `http://x.test/${index}` }))
    expect(await faultsOf(csvOf([plainRow, ...shown]))).toEqual(['253 | Image Src | bad_value'])
  })

  it('import: a product without any price has its fault in its first row', async () => {
    const csv = csvOf([plainRow, { Handle: 'pot', Title: 'Pot' }, { Handle: 'pot', 'Image Src': 'http://x.test/1' }])
    expect(await faultsOf(csv)).toEqual(['3 | Variant Price | missing_value'])
    expect(await faultsOf(csvOf([plainRow, { Handle: 'pot', Title: 'Pot', 'Variant SKU': 'P' }]))).toEqual([
      '3 | Variant Price | missing_value',
    ])
  })
})
