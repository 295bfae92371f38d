import { expect, test } from 'vitest'
import { pictureSources, renditionSrc, renditionWidths } from './pictures.ts'

const src = '/media/ab/ab12-1600.webp'

test('rendition: only width and format of the address change', () => {
  expect(renditionSrc(src, 640, 'avif')).toBe('/media/ab/ab12-640.avif')
  expect(renditionSrc(src, 1600, 'webp')).toBe(src)
  expect(renditionSrc('https://cdn.example.com/shop-2.webp/ab/ab-99-320.webp', 20, 'avif')).toBe(
    'https://cdn.example.com/shop-2.webp/ab/ab-99-20.avif'
  )
})

test('sources: AVIF stands before WebP, for a browser takes the first that it knows, and every width is named', () => {
  expect(pictureSources({ src, widths: [320, 1600] })).toEqual([
    { type: 'image/avif', srcSet: '/media/ab/ab12-320.avif 320w, /media/ab/ab12-1600.avif 1600w' },
    { type: 'image/webp', srcSet: '/media/ab/ab12-320.webp 320w, /media/ab/ab12-1600.webp 1600w' },
  ])
})

test('sources: a picture of another server, or a drawing, has none', () => {
  expect(pictureSources({ src: 'https://example.com/mug-640.webp', widths: [] })).toEqual([])
  expect(pictureSources({ src: '/media/demo/mug.svg', widths: [] })).toEqual([])
})

test.each([
  [4000, [320, 640, 1024, 1600]],
  [1600, [320, 640, 1024, 1600]],
  [1599, [320, 640, 1024, 1599]],
  [1024, [320, 640, 1024]],
  [321, [320, 321]],
  [320, [320]],
  [1, [1]],
])('widths: a picture %i pixels wide is kept in %j, ascending, none wider than itself', (width, widths) => {
  expect(renditionWidths(width)).toEqual(widths)
})
