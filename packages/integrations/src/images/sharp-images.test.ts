import type { ProcessedImage } from '@tradepost/commerce'
import { CodedError, pictureFormats } from '@tradepost/contract'
import sharp from 'sharp'
import { expect, test } from 'vitest'
import { gifOf, OWNER_CANARY, photoOf } from '../testing/picture-files.ts'
import { makeSharpImages } from './sharp-images.ts'

const images = makeSharpImages()

const codeOf = (bytes: Uint8Array): Promise<string> =>
  images.process(bytes).then(
    ({ type }) => type,
    (error: unknown) => (error instanceof CodedError ? error.code : String(error))
  )

/** Returns the color of a pixel in a rendition: red, green, blue and, if there is one, alpha. */
const colourAt = async (bytes: Uint8Array, [x, y]: [number, number]): Promise<number[]> => {
  const { data, info } = await sharp(bytes).raw().toBuffer({ resolveWithObject: true })
  const at = (Math.floor(y * (info.height - 1)) * info.width + Math.floor(x * (info.width - 1))) * info.channels
  return [...data.subarray(at, at + info.channels)]
}

const isAbout = (seen: readonly number[], wanted: readonly number[], within = 16): boolean =>
  wanted.every((value, index) => Math.abs((seen[index] ?? 255) - value) <= within)

const widestOf = ({ renditions }: ProcessedImage): Uint8Array[] =>
  renditions.filter(({ width }) => width === renditions.at(-1)?.width).map(({ bytes }) => bytes)

const red = [255, 0, 0]
const green = [0, 255, 0]
const blue = [0, 0, 255]
const yellow = [255, 255, 0]

const corners: [number, number][] = [
  [0.1, 0.1],
  [0.9, 0.1],
  [0.1, 0.9],
  [0.9, 0.9],
]

const expectCorners = async (bytes: Uint8Array, colours: readonly number[][]): Promise<void> => {
  for (const [index, corner] of corners.entries()) {
    const seen = await colourAt(bytes, corner)
    expect(isAbout(seen, colours[index] ?? []), `corner ${index} is ${seen.join(' ')}`).toBe(true)
  }
}

test.each([
  [4000, 3000, [320, 640, 1024, 1600]],
  [1600, 400, [320, 640, 1024, 1600]],
  [1000, 800, [320, 640, 1000]],
  [320, 500, [320]],
  [40, 30, [40]],
])(
  'renditions: a picture of %i × %i is kept in WebP and AVIF %j pixels wide, never wider',
  async (width, height, widths) => {
    const image = await images.process(await photoOf(width, height).jpeg().toBuffer())
    expect(image.type).toBe('image/jpeg')
    expect(image.renditions.map((rendition) => [rendition.width, rendition.format])).toEqual(
      widths.flatMap((step) => pictureFormats.map((format) => [step, format]))
    )
    expect([image.width, image.height]).toEqual([widths.at(-1), Math.round((height * (widths.at(-1) ?? 0)) / width)])
    for (const rendition of image.renditions) {
      const told = await sharp(rendition.bytes).metadata()
      expect([told.width, told.format]).toEqual([rendition.width, rendition.format === 'avif' ? 'heif' : 'webp'])
      await expectCorners(rendition.bytes, [red, green, blue, yellow])
    }
  }
)

test.each(['jpeg', 'png', 'webp', 'gif', 'avif'] as const)(
  'types: %s is told from its bytes and shown right',
  async (type) => {
    const image = await images.process(await photoOf(200, 100).toFormat(type).toBuffer())
    expect(image.type).toBe(`image/${type}`)
    for (const bytes of widestOf(image)) await expectCorners(bytes, [red, green, blue, yellow])
  }
)

test.each(['jpeg', 'png', 'webp', 'avif'] as const)(
  'metadata: of a %s nothing but pixels is left, neither place nor owner nor camera nor profile (H15)',
  async (type) => {
    const xmp = `<x:xmpmeta xmlns:x="adobe:ns:meta/"><a>${OWNER_CANARY}</a></x:xmpmeta>`
    const photo = photoOf(1200, 800).withXmp(xmp).withIccProfile('p3')
    const bytes = await photo.toFormat(type).toBuffer()
    const before = await sharp(bytes).metadata()
    expect(before.exif?.includes(OWNER_CANARY)).toBe(true)
    expect([before.xmp, before.icc].every((part) => part !== undefined && part.byteLength > 50)).toBe(true)
    const { renditions } = await images.process(bytes)
    for (const rendition of renditions) {
      const { exif, xmp, icc, iptc, comments, orientation } = await sharp(rendition.bytes).metadata()
      expect([exif, xmp, icc, iptc, comments, orientation]).toEqual(Array(6).fill(undefined))
      expect(Buffer.from(rendition.bytes).toString('latin1')).not.toMatch(new RegExp(`${OWNER_CANARY}|Exif|GPS`))
    }
  }
)

test('metadata: a comment and what follows the end of a JPEG, such as a program, are not kept (H15)', async () => {
  const bytes = await photoOf(400, 300).jpeg().toBuffer()
  const php = Buffer.from('<?php system($_GET["x"]); ?>')
  const comment = Buffer.concat([Uint8Array.of(0xff, 0xfe, 0, php.length + 2), php])
  const { renditions } = await images.process(Buffer.concat([bytes.subarray(0, 2), comment, bytes.subarray(2), php]))
  for (const rendition of renditions) expect(Buffer.from(rendition.bytes).includes('<?php')).toBe(false)
})

test.each([
  [1, [red, green, blue, yellow]],
  [3, [yellow, blue, green, red]],
  [6, [blue, red, yellow, green]],
  [8, [green, yellow, red, blue]],
])('orientation: a photograph taken at orientation %i stands upright', async (orientation, colours) => {
  for (const type of ['jpeg', 'png', 'webp'] as const) {
    const bytes = await photoOf(600, 400).withMetadata({ orientation }).toFormat(type).toBuffer()
    const image = await images.process(bytes)
    expect([image.width, image.height]).toEqual(orientation < 5 ? [600, 400] : [400, 600])
    for (const widest of widestOf(image)) await expectCorners(widest, colours)
  }
})

test('alpha: what is seen through stays so', async () => {
  const clear = {
    create: { width: 400, height: 400, channels: 4 as const, background: { r: 0, g: 0, b: 0, alpha: 0 } },
  }
  const spot = { create: { width: 200, height: 200, channels: 4 as const, background: '#f00' } }
  const drawing = sharp(clear).composite([{ input: spot, left: 0, top: 0 }])
  for (const type of ['png', 'webp', 'gif', 'avif'] as const) {
    for (const bytes of widestOf(await images.process(await drawing.clone().toFormat(type).toBuffer()))) {
      expect(isAbout(await colourAt(bytes, [0.2, 0.2]), [255, 0, 0, 255]), type).toBe(true)
      expect((await colourAt(bytes, [0.9, 0.9]))[3], type).toBeLessThan(8)
    }
  }
})

test.each(['gif', 'webp'] as const)('animation: of a %s the first frame is kept, whole', async (type) => {
  const frame = (background: string) =>
    sharp({ create: { width: 90, height: 60, channels: 3, background } })
      .png()
      .toBuffer()
  const frames = await Promise.all(['#00f', '#f00', '#0f0'].map(frame))
  const bytes = await sharp(frames, { join: { animated: true } })
    .toFormat(type)
    .toBuffer()
  expect((await sharp(bytes).metadata()).pages).toBe(3)
  const image = await images.process(bytes)
  expect([image.width, image.height]).toEqual([90, 60])
  for (const widest of widestOf(image)) await expectCorners(widest, [blue, blue, blue, blue])
})

test('colours: those of a wide profile, of print, of 16 bits and of grey are shown as they are meant', async () => {
  const plain = (background: string) => sharp({ create: { width: 64, height: 64, channels: 3, background } })
  const brown = [200, 100, 50]
  const leaf = [20, 220, 40]
  const wide = await plain('#14dc28').withIccProfile('p3').png().toBuffer()
  // The same color has other numbers in a wide profile. Without a conversion, it would look paler.
  expect(isAbout([...(await sharp(wide, { ignoreIcc: true }).raw().toBuffer())], leaf)).toBe(false)
  const made: [bytes: Uint8Array, colour: number[]][] = [
    [wide, leaf],
    [await plain('#c86432').toColourspace('cmyk').withIccProfile('cmyk').jpeg({ quality: 95 }).toBuffer(), brown],
    [await plain('#c86432').toColourspace('rgb16').png().toBuffer(), brown],
    [await plain('#808080').greyscale().jpeg().toBuffer(), [128, 128, 128]],
  ]
  for (const [bytes, colour] of made) {
    for (const rendition of widestOf(await images.process(bytes))) {
      const seen = await colourAt(rendition, [0.5, 0.5])
      // Few screen colors can be printed exactly.
      expect(isAbout(seen, colour, 30), `${seen.join(' ')} for ${colour.join(' ')}`).toBe(true)
    }
  }
})

test('shapes: the flattest and the tallest picture are kept too, as high as a WebP can be', async () => {
  const line = (width: number, height: number) => sharp({ create: { width, height, channels: 3, background: '#f00' } })
  const flat = await images.process(await line(20_000, 1).png().toBuffer())
  expect([flat.width, flat.height, flat.renditions.length]).toEqual([1600, 1, 8])
  const tall = await images.process(await line(400, 30_000).png().toBuffer())
  expect([tall.width, tall.height]).toEqual([218, 16_383])
})

test('damage: what is cut off anywhere, or has other bytes in its middle, is refused as no picture', async () => {
  for (const type of ['jpeg', 'png', 'webp', 'gif', 'avif'] as const) {
    const bytes = await photoOf(300, 300).toFormat(type).toBuffer()
    for (const part of [0.02, 0.3, 0.5, 0.9, 0.99]) {
      const cut = bytes.subarray(0, Math.floor(bytes.length * part))
      expect(await codeOf(cut), `${type} cut at ${part}`).toBe('media.unsupported')
    }
  }
  const noisy = await sharp({
    create: {
      width: 200,
      height: 200,
      channels: 3,
      background: '#888',
      noise: { type: 'gaussian', mean: 128, sigma: 60 },
    },
  })
    .png()
    .toBuffer()
  noisy.fill(0x5a, noisy.length >> 1, (noisy.length >> 1) + 400)
  expect(await codeOf(noisy)).toBe('media.unsupported')
})

test('others: what is no picture is refused, whatever it is made to look like (H15)', async () => {
  const files: Record<string, string | Uint8Array> = {
    nothing: '',
    'one byte': 'x',
    SVG: '<svg xmlns="http://www.w3.org/2000/svg" width="10" height="10"><script>alert(1)</script></svg>',
    'SVG after a declaration': '<?xml version="1.0"?><svg xmlns="http://www.w3.org/2000/svg" width="10" height="10"/>',
    HTML: '<!doctype html><script>alert(1)</script>',
    PDF: '%PDF-1.7\n1 0 obj <<>> endobj trailer <<>>',
    PHP: '<?php system($_GET["x"]); ?>',
    'GIF that is a script': "GIF89a/*\u0000\u0000*/=1;alert('x')//;".padEnd(400, ' '),
    'JPEG that is a script': '\u00ff\u00d8\u00ff/*',
    BMP: Buffer.concat([Buffer.from('BM'), Buffer.alloc(200)]),
    TIFF: await photoOf(10, 10).tiff().toBuffer(),
    'HEIC by its brand': Buffer.concat([
      Buffer.from([0, 0, 0, 24]),
      Buffer.from('ftypheic0000mif1heic'),
      Buffer.alloc(99),
    ]),
    'film by its brand': Buffer.concat([
      Buffer.from([0, 0, 0, 24]),
      Buffer.from('ftypisom0000isommp42'),
      Buffer.alloc(99),
    ]),
  }
  for (const [name, file] of Object.entries(files)) {
    expect(await codeOf(typeof file === 'string' ? Buffer.from(file, 'latin1') : file), name).toBe('media.unsupported')
  }
})

test('rush: as many as may wait are taken one after the other, one more is told to come again', async () => {
  const bytes = gifOf(1)
  const answers = await Promise.all(Array.from({ length: 40 }, () => codeOf(bytes)))
  expect(answers.filter((answer) => answer === 'busy').length).toBeGreaterThan(0)
  expect(answers.filter((answer) => answer === 'image/gif').length).toBeGreaterThanOrEqual(17)
  expect(await codeOf(bytes)).toBe('image/gif')
})

test('pace: a photograph of 12 million pixels takes a few seconds, and other work goes on meanwhile', async () => {
  const bytes = await photoOf(4000, 3000).jpeg().toBuffer()
  let turns = 0
  const timer = setInterval(() => turns++, 10)
  const startedAt = performance.now()
  await images.process(bytes)
  clearInterval(timer)
  const elapsed = performance.now() - startedAt
  expect(elapsed).toBeLessThan(20_000)
  expect(turns).toBeGreaterThan(elapsed / 10 / 4)
})
