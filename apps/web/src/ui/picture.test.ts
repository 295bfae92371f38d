import { createElement } from 'react'
import { renderToStaticMarkup } from 'react-dom/server'
import { expect, test } from 'vitest'
import { Picture } from './picture.tsx'

const shirt = { src: '/media/shirt-1280.webp', widths: [320, 1280] }

test('picture: its sizes are offered as AVIF, then WebP, and the place is kept', () => {
  const html = renderToStaticMarkup(createElement(Picture, { image: shirt, alt: 'Shirt', size: 400, sizes: '50vw' }))
  expect(html).toContain(
    '<source type="image/avif" srcSet="/media/shirt-320.avif 320w, /media/shirt-1280.avif 1280w" sizes="50vw"/>' +
      '<source type="image/webp" srcSet="/media/shirt-320.webp 320w, /media/shirt-1280.webp 1280w" sizes="50vw"/>'
  )
  expect(html).toContain('width="400" height="400" loading="lazy"')
})

test('picture: one of another server is shown as it is, and one that is missing keeps its place and its name', () => {
  const foreign = { src: 'https://example.com/a.jpg', widths: [] }
  expect(renderToStaticMarkup(createElement(Picture, { image: foreign, alt: '', size: 80 }))).not.toContain('<source')
  const missing = renderToStaticMarkup(createElement(Picture, { image: null, alt: 'Shirt', size: 80 }))
  expect(missing).toContain('role="img" aria-label="Shirt"')
})
