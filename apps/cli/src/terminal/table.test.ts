import { expect, test } from 'vitest'
import type { Column } from './table.ts'
import { layTable } from './table.ts'
import type { Paint } from './terminal.ts'

const plain: Paint = (_style, text) => text

type Row = readonly [count: string, text: string]

const columns = (fit: 'cut' | 'wrap'): Column<Row>[] => [
  { title: 'Count', cell: ([count]) => count, align: 'right' },
  { title: 'Text', cell: ([, text]) => text, fit },
]

const lay = (fit: 'cut' | 'wrap', width: number, row: Row) => layTable(columns(fit), [row], { width, paint: plain })[1]

test('table: what is too wide is cut to the terminal, and the cut is shown', () => {
  expect(lay('cut', 25, ['7', 'a long name that goes on'])).toBe('    7  a long name that…')
  expect(lay('cut', Infinity, ['7', 'a long name that goes on'])).toBe('    7  a long name that goes on')
})

test('table: text to be read whole is wrapped between words, and words that are too long inside', () => {
  const lines = layTable(columns('wrap'), [['7', 'write another number in-this-very-long-column']], {
    width: 21,
    paint: plain,
  })
  expect(lines).toEqual([
    'Count  Text',
    '    7  write another',
    '       number',
    '       in-this-very-l',
    '       ong-column',
  ])
})

test('table: of two columns that can give way, the wider one does', () => {
  const both = columns('cut').map((column) => ({ ...column, fit: 'cut' as const }))
  const lines = layTable(both, [['a short name', 'a long text that goes on']], { width: 30, paint: plain })
  expect(lines[1]).toBe('a short name  a long text tha…')
})

test('table: wide characters take two columns', () => {
  const lines = layTable<Row>(
    [
      { title: 'A', cell: ([, text]) => text },
      { title: 'B', cell: ([count]) => count },
    ],
    [
      ['1', '東京'],
      ['2', 'abcd'],
    ],
    { width: 80, paint: plain }
  )
  expect(lines.slice(1)).toEqual(['東京  1', 'abcd  2'])
})

test('table: no text from elsewhere moves the cursor or turns the direction', () => {
  expect(lay('cut', 80, ['7', 'a\u001b[2Jb\nc\u202ed'])).toBe('    7  a [2Jb cd')
})
