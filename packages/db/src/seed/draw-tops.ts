import {
  both,
  circle,
  ellipse,
  faded,
  ground,
  line,
  path,
  rect,
  shade,
  shine,
  solid,
  times,
  type Draw,
} from './drawing.ts'

const torso = 'M304 188Q400 214 496 188L562 220Q546 420 556 634Q400 652 244 634Q254 420 238 220Z'
const longSleeve = 'M244 218Q190 246 172 356L132 566Q166 592 206 586L262 384Z'
const shortSleeve = 'M244 218Q178 248 144 372Q184 402 240 396L256 330Z'
const creases = line('M268 380Q300 420 280 480M532 400Q506 440 524 500', '#2b1d3322', 5)

const pattern = (detail: string, ink: string): string => {
  if (detail.includes('check')) {
    const down = times(8, (at) => `M${236 + at * 48} 150v520`)
    const across = times(10, (at) => `M200 ${188 + at * 48}h400`)
    return faded(0.34, line(down, ink, 16) + line(across, ink, 16))
  }
  if (detail.includes('pinstripe'))
    return faded(
      0.6,
      times(12, (at) => rect([228 + at * 30, 150, 5, 520, 0], ink))
    )
  if (detail.includes('stripe'))
    return faded(
      0.9,
      times(9, (at) => rect([200, 262 + at * 44, 400, 15, 0], ink))
    )
  return ''
}

const sleeves = (outline: string, fill: string, content: string): string =>
  both(solid(outline, fill, content + shade('M120 600L270 180L300 600Z')))

/** Draws a button-up shirt; `short` sleeves, `tee`, `check`, `stripe` and `pinstripe` vary it. */
export const drawShirt: Draw = (palette, detail) => {
  const { base, dark, light, accent } = palette
  const tee = detail.includes('tee')
  const short = tee || detail.includes('short')
  const cuff = short
    ? line('M150 360Q190 386 238 382', dark, 5)
    : path('M139 530L132 566Q166 592 206 586L215 550Q176 556 139 530Z', light)
  const front = tee
    ? path('M304 188Q400 296 496 188L474 180Q400 252 326 180Z', light)
    : rect([382, 210, 36, 440, 0], light) +
      times(6, (at) => circle([400, 290 + at * 58, 7], accent)) +
      both(path('M322 174L400 236L346 288L296 196Z', light)) +
      both(line('M322 174L400 236L346 288', dark, 4))
  const pocket = rect([452, 312, 70, 84, 10], dark)
  return [
    ground(400, 690, 230),
    sleeves(short ? shortSleeve : longSleeve, base, pattern(detail, accent) + cuff),
    ellipse([400, 190, 92, 24], dark),
    solid(torso, base, pattern(detail, accent) + shade('M480 150H600V680H500Q470 420 480 150Z') + creases),
    detail.includes('plain') || tee ? '' : faded(0.35, pocket),
    front,
    shine('M262 250Q280 300 276 600L290 602Q298 320 280 240Z'),
  ].join('')
}

const ribs = (from: number, to: number, y: number): string =>
  line(
    times(Math.floor((to - from) / 14), (at) => `M${from + 8 + at * 14} ${y}v34`),
    '#2b1d3330',
    4
  )

const knitted = (detail: string, accent: string, light: string): string => {
  if (detail.includes('cable'))
    return times(4, (at) => {
      const x = 306 + at * 62
      return line(`M${x - 14} 230${'q28 26 0 52'.repeat(7)}M${x + 14} 230${'q-28 26 0 52'.repeat(7)}`, light, 7)
    })
  if (detail.includes('yoke')) {
    const zigzag = (y: number) => `M200 ${y}${times(14, () => 'l15 24l15 -24')}`
    return line(zigzag(254), accent, 9) + line(zigzag(284), light, 9) + line(zigzag(314), accent, 9)
  }
  if (detail.includes('stripe')) return times(6, (at) => rect([200, 262 + at * 62, 400, 28, 0], accent))
  return line(
    times(9, (at) => `M236 ${252 + at * 40}h330`),
    '#ffffff26',
    8
  )
}

/** Draws a knitted sweater; `cable`, `yoke`, `stripe`, `cardigan`, `roll` and `vest` vary it. */
export const drawKnit: Draw = (palette, detail) => {
  const { base, dark, light, accent } = palette
  const cuff = path('M140 522L130 566Q166 594 208 588L219 544Q178 550 140 522Z', dark)
  const collar = detail.includes('roll')
    ? rect([326, 140, 148, 86, 30], light) + shade('M420 140H474V226H420Z')
    : path('M304 188Q400 282 496 188L470 176Q400 240 330 176Z', dark)
  const opening = detail.includes('cardigan')
    ? path('M318 180L400 360L482 180L506 190L420 392V650H380V392L294 190Z', dark) +
      times(4, (at) => circle([400, 420 + at * 54, 10], accent))
    : collar
  return [
    ground(400, 690, 230),
    detail.includes('vest') ? '' : sleeves(longSleeve, base, knitted(detail, accent, light) + cuff),
    ellipse([400, 190, 92, 24], dark),
    solid(
      torso,
      base,
      [
        knitted(detail, accent, light),
        path('M230 596Q400 614 570 596V660H230Z', dark),
        ribs(236, 566, 610),
        shade('M480 150H600V680H500Q470 420 480 150Z'),
        shine('M262 250Q280 300 276 600L292 602Q300 320 282 240Z'),
      ].join('')
    ),
    opening,
  ].join('')
}

const coat = 'M300 188Q400 210 500 188L572 224Q560 430 574 640Q400 656 226 640Q240 430 228 224Z'
const coatSleeve = 'M236 220Q176 250 158 360L120 576Q160 604 206 596L262 390Z'

const coatHead = (palette: { dark: string; light: string }, detail: string): string => {
  if (detail.includes('hood'))
    return (
      path('M296 214Q290 116 400 112Q510 116 504 214Q400 262 296 214Z', palette.dark) +
      path('M330 206Q332 146 400 144Q468 146 470 206Q400 240 330 206Z', '#2b1d3355')
    )
  return both(
    path('M326 166L398 214L378 300L288 214Z', palette.light) + line('M326 166L398 214L378 300', palette.dark, 4)
  )
}

/** Draws a jacket; `hood`, `quilt`, `gilet` and `chore` vary it. */
export const drawJacket: Draw = (palette, detail) => {
  const { base, dark, light, accent } = palette
  const chore = detail.includes('chore')
  const quilt = detail.includes('quilt') ? times(7, (at) => line(`M200 ${270 + at * 52}q200 22 400 0`, dark, 7)) : ''
  const pocket = both(rect([262, 478, 104, 116, 12], light) + line('M264 506H364', dark, 5))
  const welt = both(line('M270 520L352 500', dark, 10))
  const closing = chore
    ? line('M400 260V650', dark, 5) + times(5, (at) => circle([414, 318 + at * 70, 9], accent))
    : rect([391, 216, 18, 434, 4], dark) + line('M400 226V640', accent, 5) + rect([393, 300, 14, 34, 7], accent)
  return [
    ground(400, 694, 236),
    detail.includes('gilet') ? '' : sleeves(coatSleeve, base, quilt + path('M128 532L114 580L210 604L216 556Z', dark)),
    ellipse([400, 190, 96, 30], dark),
    solid(
      coat,
      base,
      `${quilt}${shade('M486 150H600V680H506Q476 420 486 150Z')}${path('M210 616Q400 634 590 616V670H210Z', dark)}`
    ),
    chore ? pocket + faded(0.9, rect([446, 316, 78, 84, 10], light)) : welt,
    closing,
    coatHead(palette, detail),
    shine('M254 260Q272 300 266 580L282 582Q292 320 272 246Z'),
  ].join('')
}
