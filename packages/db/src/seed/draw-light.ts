import {
  both,
  circle,
  ellipse,
  faded,
  ground,
  line,
  mix,
  path,
  rect,
  shade,
  shine,
  solid,
  times,
  type Draw,
} from './drawing.ts'

const glow = (x: number, y: number, radius: number): string =>
  faded(0.35, circle([x, y, radius], '#fff3c4')) + faded(0.3, circle([x, y, Math.round(radius * 0.7)], '#fff0b0'))

const pendant: Draw = ({ base, dark, light, accent }, detail) =>
  [
    glow(400, 560, 170),
    line('M400 0V230', '#3b3440', 6),
    rect([378, 214, 44, 60, 12], accent),
    ellipse([400, 520, 60, 46], '#fff6d6'),
    solid(
      'M200 520Q210 290 372 262H428Q590 290 600 520Q400 560 200 520Z',
      base,
      [
        detail.includes('paper')
          ? line(
              times(6, (at) => `M190 ${310 + at * 40}Q400 ${350 + at * 40} 610 ${310 + at * 40}`),
              dark,
              4
            )
          : '',
        shade('M460 250H620V560H540Q540 360 460 250Z'),
        shine('M236 490Q246 380 330 316Q284 390 272 500Z'),
      ].join('')
    ),
    line('M200 520Q400 560 600 520', light, 10),
  ].join('')

const mushroom: Draw = ({ base, dark, light, accent }) =>
  [
    ground(400, 654, 180),
    glow(400, 430, 210),
    solid(
      'M340 420H460Q452 560 500 640Q400 664 300 640Q348 560 340 420Z',
      light,
      shade('M420 400H520V670H440Q430 540 420 400Z')
    ),
    solid(
      'M180 420Q190 210 400 204Q610 210 620 420Q400 470 180 420Z',
      base,
      [shade('M480 190H640V470H560Q560 300 480 190Z'), shine('M216 390Q226 290 320 246Q260 310 250 400Z')].join('')
    ),
    path('M180 420Q400 470 620 420Q560 436 400 440Q240 436 180 420Z', dark),
    rect([356, 636, 88, 16, 8], accent),
  ].join('')

const globe: Draw = ({ base, dark, accent }) =>
  [
    ground(400, 654, 170),
    glow(400, 350, 230),
    circle([400, 350, 160], '#fff7e0'),
    faded(0.5, path('M520 244A160 160 0 0 1 440 504Q560 400 520 244Z', '#e9cf98')),
    faded(0.9, ellipse([340, 290, 34, 46], '#ffffff')),
    solid(
      'M310 486H490L516 630Q516 654 490 654H310Q284 654 284 630Z',
      base,
      `${shade('M440 480H530V660H450Z')}${shine('M318 510L306 630H322L334 510Z')}`
    ),
    rect([300, 478, 200, 26, 13], dark),
    circle([400, 590, 14], accent),
  ].join('')

const floorLamp: Draw = ({ base, dark, light, accent }) =>
  [
    ground(430, 690, 150),
    glow(320, 330, 180),
    ellipse([430, 680, 120, 22], dark),
    line('M430 676V190Q430 110 350 120Q320 126 318 170', accent, 14),
    solid('M250 170H386L430 320H206Z', base, shade('M350 160H440V330H370Z') + shine('M262 190L232 300H250L278 190Z')),
    ellipse([318, 320, 112, 18], light),
  ].join('')

/** Draws a room lamp; `pendant`, `paper`, `mushroom`, `globe` and `floor` choose the kind. */
export const drawLamp: Draw = (palette, detail) => {
  if (detail.includes('pendant')) return pendant(palette, detail)
  if (detail.includes('mushroom')) return mushroom(palette, detail)
  if (detail.includes('globe')) return globe(palette, detail)
  if (detail.includes('floor')) return floorLamp(palette, detail)
  const { base, dark, light, accent } = palette
  return [
    ground(400, 656, 190),
    glow(400, 380, 230),
    rect([390, 390, 20, 80, 4], accent),
    solid(
      'M330 470H470Q530 540 486 620Q480 652 450 652H350Q320 652 314 620Q270 540 330 470Z',
      base,
      [shade('M440 460H540V670H430Q480 560 440 460Z'), shine('M330 500Q304 550 322 600L336 596Q322 550 346 500Z')].join(
        ''
      )
    ),
    rect([330, 458, 140, 18, 9], dark),
    solid(
      'M306 180H494L560 410H240Z',
      mix(light, '#fff6dc', 0.6),
      [
        faded(
          0.5,
          line(
            times(9, (at) => `M${322 + at * 20} 180L${262 + at * 34} 420`),
            '#e6cfa0',
            4
          )
        ),
        shade('M450 170H580V420H490Z'),
      ].join('')
    ),
    line('M240 408H560M306 182H494', accent, 8),
  ].join('')
}

const flame = (x: number, y: number): string =>
  faded(0.4, circle([x, y - 30, 64], '#ffeeb0')) +
  path(`M${x} ${y - 76}Q${x + 34} ${y - 30} ${x} ${y}Q${x - 34} ${y - 30} ${x} ${y - 76}Z`, '#f6a93b') +
  path(`M${x} ${y - 46}Q${x + 16} ${y - 20} ${x} ${y - 4}Q${x - 16} ${y - 20} ${x} ${y - 46}Z`, '#fff0b8')

const taper = (x: number, top: number, palette: { base: string; accent: string; dark: string }): string =>
  [
    line(`M${x} ${top}v-20`, '#4b3b35', 6),
    flame(x, top - 14),
    rect([x - 20, top, 40, 590 - top, 8], palette.base),
    shade(`M${x + 4} ${top}h16V590h-16Z`),
    rect([x - 30, 560, 60, 50, 8], palette.accent),
    ellipse([x, 630, 78, 20], palette.dark),
    rect([x - 10, 600, 20, 30, 0], palette.dark),
    ellipse([x, 624, 70, 15], palette.accent),
  ].join('')

const pillar = (x: number, top: number, palette: { base: string; light: string }): string =>
  [
    line(`M${x} ${top}v-22`, '#4b3b35', 6) + flame(x, top - 16),
    rect([x - 58, top, 116, 640 - top, 14], palette.base),
    ellipse([x, top + 8, 58, 14], palette.light),
    shade(`M${x + 20} ${top + 10}H${x + 58}V634H${x + 20}Z`),
  ].join('')

/** Draws a candle in a glass; `taper` and `pillar` choose another kind. */
export const drawCandle: Draw = (palette, detail) => {
  const { base, dark, light, accent } = palette
  if (detail.includes('taper'))
    return ground(400, 640, 200) + [taper(300, 290, palette), taper(490, 220, palette)].join('')
  if (detail.includes('pillar'))
    return [
      ground(400, 652, 230),
      pillar(250, 460, palette) + pillar(400, 320, palette) + pillar(560, 520, palette),
      ellipse([400, 646, 270, 22], dark),
      ellipse([400, 640, 262, 16], accent),
    ].join('')
  return [
    ground(400, 654, 190),
    solid(
      'M264 330H536V610Q536 652 494 652H306Q264 652 264 610Z',
      base,
      [
        shade('M460 320H550V670H440Q480 560 460 320Z'),
        rect([320, 430, 160, 140, 14], accent),
        circle([400, 500, 34], light),
        line('M366 548H434', light, 7),
        shine('M284 360H304V610H292Q284 600 284 580Z'),
      ].join('')
    ),
    ellipse([400, 330, 136, 34], light),
    ellipse([400, 334, 120, 26], '#fff4dc'),
    line('M400 330V296', '#4b3b35', 7),
    flame(400, 302),
    line('M264 334Q400 400 536 334', dark, 4),
  ].join('')
}

/** Draws a lantern; `camp` draws a camping lantern. */
export const drawLantern: Draw = (palette, detail) => {
  const { base, dark, light, accent } = palette
  if (detail.includes('camp'))
    return [
      ground(400, 654, 180),
      line('M290 300Q280 130 400 126Q520 130 510 300', dark, 14),
      path('M300 290Q310 220 400 214Q490 220 500 290Z', base),
      glow(400, 400, 190),
      rect([300, 290, 200, 220, 24], '#fff3c9'),
      line('M340 300V500M400 300V500M460 300V500', '#ecc87a', 8),
      solid(
        'M280 500H520L546 620Q546 652 514 652H286Q254 652 254 620Z',
        base,
        shade('M450 490H560V660H470Z') + shine('M296 520L280 620H298L312 520Z')
      ),
      rect([276, 276, 248, 26, 13], dark) + rect([270, 494, 260, 26, 13], dark),
      circle([400, 584, 24], accent),
    ].join('')
  return [
    ground(400, 656, 200),
    line('M340 200Q340 120 400 120Q460 120 460 200', dark, 14),
    path('M300 290L350 190H450L500 290Z', base) + shade('M430 190H450L500 290H440Z'),
    rect([266, 284, 268, 30, 8], dark),
    faded(0.75, rect([284, 310, 232, 310, 0], '#fff3cf')),
    glow(400, 480, 110),
    rect([356, 480, 88, 140, 10], light),
    flame(400, 470),
    both(rect([276, 310, 24, 316, 4], base)),
    line('M400 312V330', dark, 6),
    shine('M320 330H350L320 600H312Z'),
    rect([250, 616, 300, 36, 8], base),
    rect([250, 640, 300, 14, 6], dark),
    circle([512, 460, 10], accent),
  ].join('')
}
