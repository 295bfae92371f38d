import {
  circle,
  ellipse,
  faded,
  ground,
  inside,
  line,
  moved,
  path,
  rect,
  shade,
  shine,
  solid,
  times,
  type Draw,
} from './drawing.ts'

const speckles = (ink: string, from: readonly [number, number], size: readonly [number, number]): string =>
  times(34, (at) => {
    const x = from[0] + ((at * 73) % size[0])
    return circle([x, from[1] + ((at * 131) % size[1]), 3 + (at % 3)], ink)
  })

const glazed = (palette: { light: string; dark: string; accent: string }, detail: string, left: number): string => {
  if (detail.includes('dip'))
    return path(
      `M${left - 40} 520Q${left + 60} 480 ${left + 140} 524T${left + 340} 506V700H${left - 40}Z`,
      palette.accent
    )
  if (detail.includes('stripe'))
    return rect([left - 20, 392, 320, 22, 0], palette.accent) + rect([left - 20, 432, 320, 10, 0], palette.accent)
  if (detail.includes('facet'))
    return line(
      times(6, (at) => `M${left + 22 + at * 46} 300L${left + 40 + at * 38} 660`),
      palette.light,
      6
    )
  return rect([left - 20, 618, 340, 60, 0], palette.dark)
}

/** Draws a mug; `speckle`, `dip`, `stripe`, `facet`, `enamel` and `cup` (no handle) vary it. */
export const drawMug: Draw = (palette, detail) => {
  const { base, dark, light, accent } = palette
  const cup = detail.includes('cup')
  const left = cup ? 262 : 222
  const middle = left + 138
  const enamel = detail.includes('enamel')
  const outline = enamel
    ? `M${left} 300H${left + 276}V630Q${left + 276} 652 ${left + 250} 652H${left + 26}Q${left} 652 ${left} 630Z`
    : `M${left} 300H${left + 276}V540Q${left + 270} 652 ${left + 180} 654H${left + 96}Q${left + 6} 652 ${left} 540Z`
  const handle = `M${left + 268} 384Q${left + 396} 364 ${left + 396} 462Q${left + 396} 560 ${left + 262} 566`
  return [
    ground(middle + (cup ? 0 : 20), 654, cup ? 180 : 220),
    cup ? '' : line(handle, enamel ? accent : dark, 40) + line(handle, enamel ? base : base, 24),
    solid(
      outline,
      base,
      [
        enamel ? '' : glazed(palette, detail, left),
        detail.includes('speckle') ? faded(0.5, speckles(dark, [left + 8, 340], [262, 290])) : '',
        shade(`M${left + 196} 280H${left + 300}V680H${left + 150}Q${left + 220} 540 ${left + 196} 280Z`),
        shine(
          `M${left + 24} 340Q${left + 20} 480 ${left + 40} 590L${left + 62} 596Q${left + 46} 480 ${left + 52} 346Z`
        ),
      ].join('')
    ),
    ellipse([middle, 300, 138, 36], enamel ? accent : light),
    ellipse([middle, 303, 122, 27], dark),
    inside(
      `M${middle - 122} 303a122 27 0 0 0 244 0a122 27 0 0 0 -244 0Z`,
      ellipse([middle, 316, 116, 22], detail.includes('tea') ? '#c78a3e' : '#6b4430')
    ),
    detail.includes('steam')
      ? line(`M${middle - 40} 250q-26 -36 0 -70t0 -70M${middle + 34} 250q-26 -36 0 -70t0 -70`, '#ffffffb0', 12)
      : '',
  ].join('')
}

/** Draws a bowl; `dip`, `stripe`, `nest`, `speckle` and `wood` vary it. */
export const drawBowl: Draw = (palette, detail) => {
  const { base, dark, light, accent } = palette
  const nested = detail.includes('nest')
    ? [
        path('M256 300Q400 260 544 300L520 420H280Z', accent),
        ellipse([400, 300, 144, 34], light),
        ellipse([400, 304, 128, 26], dark),
      ].join('')
    : ''
  const bands = detail.includes('stripe')
    ? line('M150 432Q400 500 650 432', accent, 14) + line('M150 462Q400 530 650 462', accent, 6)
    : ''
  const dip = detail.includes('dip') ? path('M140 540Q280 500 400 546T660 520V700H140Z', accent) : ''
  const grain = detail.includes('wood')
    ? line('M190 470Q400 540 610 460M200 520Q400 590 590 510M240 570Q400 630 560 560', dark, 5)
    : ''
  return [
    ground(400, 654, 240),
    path('M300 620H500L488 656H312Z', dark),
    solid(
      'M164 372H636Q640 560 510 630Q400 652 290 630Q160 560 164 372Z',
      base,
      [
        dip,
        bands,
        faded(0.7, grain),
        detail.includes('speckle') ? faded(0.5, speckles(dark, [180, 420], [440, 210])) : '',
        shade('M520 360H660V680H380Q540 580 520 360Z'),
        shine('M196 440Q206 520 262 576L284 566Q232 512 224 446Z'),
      ].join('')
    ),
    ellipse([400, 372, 236, 62], light),
    ellipse([400, 378, 216, 50], dark),
    inside('M184 378a216 50 0 0 0 432 0a216 50 0 0 0 -432 0Z', ellipse([400, 404, 200, 44], base)),
    nested,
  ].join('')
}

/** Draws a stack of plates, the top one seen from above. */
export const drawPlate: Draw = ({ base, dark, light, accent }, detail) =>
  [
    ground(400, 640, 280),
    times(4, (at) => {
      const y = 600 - at * 34
      return path(`M130 ${y}Q140 ${y + 60} 400 ${y + 62}Q660 ${y + 60} 670 ${y}Z`, at % 2 === 0 ? dark : base)
    }),
    ellipse([400, 498, 270, 92], light),
    ellipse([400, 500, 256, 84], base),
    detail.includes('rim') ? ellipse([400, 500, 238, 76], accent) + ellipse([400, 501, 226, 71], base) : '',
    ellipse([400, 506, 176, 54], dark),
    ellipse([400, 510, 174, 52], light),
    faded(0.5, ellipse([400, 516, 160, 44], base)),
    shine('M170 480Q230 430 340 420Q240 448 196 500Z'),
    detail.includes('leaf')
      ? moved(
          'rotate(-14 400 506)',
          line('M310 512Q400 490 490 506', accent, 7) +
            times(5, (at) =>
              path(
                `M${330 + at * 32} 506q14 -34 40 -32q-6 30 -40 32M${340 + at * 30} 510q24 22 44 12q-14 -20 -44 -12`,
                accent
              )
            )
        )
      : '',
  ].join('')

const tumbler = 'M262 230L292 626Q296 652 326 652H474Q504 652 508 626L538 230Z'

const stemmed = (palette: { base: string; light: string; accent: string }): string =>
  [
    ground(400, 652, 150),
    ellipse([400, 640, 112, 20], palette.light),
    rect([392, 430, 16, 210, 8], palette.base),
    faded(0.75, path('M270 170H530Q548 400 430 440H370Q252 400 270 170Z', palette.light)),
    inside(
      'M270 170H530Q548 400 430 440H370Q252 400 270 170Z',
      faded(0.8, path('M240 290Q400 320 560 290V460H240Z', palette.accent))
    ),
    faded(0.9, ellipse([400, 170, 130, 24], palette.base)),
    faded(0.8, ellipse([400, 172, 118, 18], palette.light)),
    shine('M288 210Q284 340 340 400L356 392Q312 340 312 212Z'),
  ].join('')

const carafe = (palette: { base: string; light: string; dark: string; accent: string }): string => {
  const outline =
    'M340 170H460V300Q466 350 520 400Q556 440 550 560Q546 652 480 652H320Q254 652 250 560Q244 440 280 400' +
    'Q334 350 340 300Z'
  return [
    ground(400, 652, 190),
    faded(0.8, path(outline, palette.light)),
    inside(
      outline,
      faded(0.75, path('M230 480Q400 500 570 480V680H230Z', palette.base)) +
        shade('M490 160H570V680H450Q520 520 490 400Z')
    ),
    ellipse([400, 170, 64, 16], palette.base),
    circle([400, 130, 40], palette.accent),
    rect([376, 150, 48, 40, 8], palette.accent),
    line('M340 318H460', palette.dark, 10),
    shine('M276 470Q272 560 296 620L318 616Q296 560 304 450Z'),
  ].join('')
}

/** Draws a drinking glass; `wine`, `carafe`, `ribbed` and `pair` vary it. */
export const drawGlass: Draw = (palette, detail) => {
  const { base, dark, light, accent } = palette
  if (detail.includes('wine')) return stemmed(palette)
  if (detail.includes('carafe')) return carafe(palette)
  const ribbed = detail.includes('ribbed')
    ? line(
        times(9, (at) => `M${290 + at * 28} 260L${312 + at * 22} 640`),
        '#ffffffa0',
        7
      )
    : ''
  const glass = [
    ground(400, 652, 160),
    faded(0.8, path(tumbler, light)),
    inside(
      tumbler,
      [
        faded(0.7, path('M250 380Q400 404 550 380V640H250Z', base)),
        path('M280 626Q400 646 520 626V660H280Z', dark),
        ribbed,
        shade('M470 220H560V680H440Z'),
      ].join('')
    ),
    faded(0.9, ellipse([400, 230, 138, 28], base)),
    faded(0.85, ellipse([400, 233, 124, 21], light)),
    faded(0.75, ellipse([400, 386, 124, 20], accent)),
    shine('M296 280L316 600L338 604L320 280Z'),
  ].join('')
  if (!detail.includes('pair')) return glass
  return moved('translate(-30 -30) scale(.86) translate(-46 60)', glass) + moved('translate(176 72) scale(.9)', glass)
}
