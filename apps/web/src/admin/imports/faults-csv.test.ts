import { describe, expect, it } from 'vitest'
import { faultsCsv } from './faults-csv.ts'

describe('faults as CSV', () => {
  it('quotes what needs it, and keeps a spreadsheet from running a cell', () => {
    expect(
      faultsCsv([
        { row: 3, column: 'Variant Price', code: 'bad_price', message: 'Enter a price, such as “19.99”.' },
        { row: null, column: null, code: 'not_csv', message: '=HYPERLINK("x")' },
      ])
    ).toBe('Row,Column,Fault\r\n3,Variant Price,"Enter a price, such as “19.99”."\r\n,,"\'=HYPERLINK(""x"")"\r\n')
  })
})
