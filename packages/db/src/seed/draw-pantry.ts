import {
  cast,
  circle,
  ellipse,
  faded,
  ground,
  inside,
  line,
  mix,
  moved,
  path,
  rect,
  shade,
  shine,
  solid,
  times,
  type Draw,
} from './drawing.ts'

const motifs: Readonly<Record<string, (ink: string) => string>> = {
  bean: (ink) =>
    moved(
      'rotate(28 400 470)',
      ellipse([400, 470, 44, 62], ink) + line('M400 416Q380 450 400 476T400 526', '#ffffff90', 7)
    ),
  leaf: (ink) => path('M336 520Q330 430 462 412Q470 520 380 532Q420 480 436 446Q380 470 352 540Z', ink),
  sun: (ink) =>
    circle([400, 470, 36], ink) +
    times(10, (at) => moved(`rotate(${at * 36} 400 470)`, rect([394, 400, 12, 24, 6], ink))),
  flower: (ink) =>
    times(6, (at) => moved(`rotate(${at * 60} 400 470)`, ellipse([400, 432, 17, 28], ink))) +
    circle([400, 470, 16], '#f6d98b'),
  peak: (ink) => path('M326 520L380 420L412 474L432 446L474 520Z', ink),
  berry: (ink) =>
    circle([376, 486, 32], ink) +
    circle([424, 486, 32], ink) +
    circle([400, 446, 32], ink) +
    path('M400 416q30 -34 56 -16q-20 30 -56 16', '#6f9468'),
  bee: (ink) =>
    ellipse([400, 476, 52, 36], ink) +
    rect([384, 442, 12, 68, 4], '#4a3527') +
    rect([412, 444, 12, 64, 4], '#4a3527') +
    faded(0.8, ellipse([386, 430, 18, 28], '#ffffff') + ellipse([416, 430, 18, 28], '#ffffff')),
  wave: (ink) => line('M336 450q16 -22 32 0t32 0t32 0t32 0M336 490q16 -22 32 0t32 0t32 0t32 0', ink, 12),
}

const motif = (detail: string, ink: string): string => {
  const name = Object.keys(motifs).find((key) => detail.includes(key))
  return name === undefined ? '' : (motifs[name] ?? (() => ''))(ink)
}

/** Draws a pouch of coffee or tea; the words of `detail` choose the symbol on its label. */
export const drawPouch: Draw = ({ base, dark, light, accent }, detail) =>
  [
    ground(400, 660, 190),
    solid(
      'M270 190H530L552 640Q550 660 530 660H270Q250 660 248 640Z',
      base,
      [
        path('M248 600Q400 570 552 600V670H240Z', dark),
        shade('M470 180H560V670H440Q490 460 470 180Z'),
        line('M290 240Q300 300 286 360M510 240Q500 300 516 350', '#2b1d3326', 6),
        shine('M286 260H300L290 600H274Z'),
      ].join('')
    ),
    path('M266 150H534V206H266Z', dark),
    line('M276 166H524', light, 5),
    rect([356, 140, 88, 26, 4], accent),
    rect([310, 360, 180, 220, 16], mix(light, '#fffaf0', 0.7)),
    motif(detail, mix(base, dark, 0.5)),
    line('M350 554H450', dark, 8),
  ].join('')

/** Draws a tin with a round lid; the words of `detail` choose the symbol on its label. */
export const drawTin: Draw = ({ base, dark, light, accent }, detail) =>
  [
    ground(400, 656, 190),
    solid(
      'M262 300H538V622Q538 654 400 656Q262 654 262 622Z',
      base,
      [
        rect([250, 360, 300, 220, 0], mix(light, '#fffaf0', 0.7)),
        rect([250, 360, 300, 12, 0], accent) + rect([250, 568, 300, 12, 0], accent),
        motif(detail, mix(accent, dark, 0.3)),
        shade('M460 290H550V670H450Z'),
        shine('M284 310H304V640H284Z'),
      ].join('')
    ),
    path('M252 244H548V308Q400 336 252 308Z', dark),
    ellipse([400, 244, 148, 34], mix(base, light, 0.4)),
    ellipse([400, 242, 112, 22], base),
  ].join('')

/** Draws a filled jar; `cork` and `cloth` choose the lid, other words the symbol on its label. */
export const drawJar: Draw = ({ base, dark, light, accent }, detail) => {
  const outline = 'M286 300H514Q548 320 548 370V600Q548 654 494 654H306Q252 654 252 600V370Q252 320 286 300Z'
  const lid = detail.includes('cork')
    ? path('M300 210H500L490 304H310Z', '#c79c6a') +
      shade('M450 210H500L490 304H440Z') +
      line('M310 240H490', '#a87c4c', 5)
    : detail.includes('cloth')
      ? path(
          'M290 230Q400 196 510 230L556 320Q520 300 490 322Q450 300 400 322Q350 300 310 322Q280 300 244 320Z',
          accent
        ) + line('M284 284Q400 306 516 284', light, 9)
      : rect([278, 224, 244, 82, 18], accent) +
        shade('M460 224H504Q522 224 522 242V288Q522 306 504 306H450Z') +
        line('M290 264H510', mix(accent, '#2a1f38', 0.3), 5)
  return [
    ground(400, 656, 190),
    faded(0.8, path(outline, '#f3f8f8')),
    inside(
      outline,
      path('M272 350Q400 372 528 350V590Q528 634 484 634H316Q272 634 272 590Z', base) +
        shade('M460 300H560V660H440Q480 480 460 300Z')
    ),
    lid,
    rect([300, 394, 200, 170, 14], mix(light, '#fffaf0', 0.75)),
    motif(detail, mix(base, dark, 0.4)),
    shine('M270 370Q272 340 286 330V600L274 590Z'),
  ].join('')
}

/** Draws a bottle of oil; `tin` draws a can, other words choose the symbol on its label. */
export const drawOil: Draw = ({ base, dark, light, accent }, detail) => {
  if (detail.includes('tin'))
    return [
      ground(400, 656, 190),
      rect([440, 150, 50, 60, 8], accent),
      solid(
        'M270 220Q270 200 290 200H510Q530 200 530 220V654H270Z',
        base,
        rect([250, 330, 300, 240, 0], mix(light, '#fffaf0', 0.7)) +
          motif(detail, dark) +
          shade('M460 190H540V660H450Z') +
          shine('M288 220H304V640H288Z')
      ),
      line('M310 200Q310 160 400 160', dark, 14),
    ].join('')
  const outline =
    'M370 190H430V330Q440 370 490 400Q506 414 506 440V620Q506 654 472 654H328Q294 654 294 620V440' +
    'Q294 414 310 400Q360 370 370 330Z'
  return [
    ground(400, 656, 160),
    solid(
      outline,
      base,
      [
        path('M280 400Q400 420 520 400V670H280Z', mix(base, dark, 0.4)),
        shade('M440 180H520V670H430Q470 500 440 180Z'),
        shine('M316 450Q316 426 332 418V630H324Q316 626 316 620Z'),
      ].join('')
    ),
    rect([362, 130, 76, 76, 10], accent),
    rect([366, 196, 68, 14, 5], dark),
    rect([294, 404, 212, 170, 0], mix(light, '#fffaf0', 0.7)),
    motif(detail, mix(accent, dark, 0.5)),
    line('M350 552H450', dark, 7),
  ].join('')
}

/** Draws a bar of chocolate, half out of its wrapper. */
export const drawChocolate: Draw = ({ base, dark, light, accent }, detail) => {
  const cocoa = detail.includes('milk') ? '#8d5a3c' : '#5a3526'
  const squares = times(3, (row) =>
    times(4, (at) => rect([282 + at * 60, 128 + row * 62, 54, 56, 7], mix(cocoa, '#ffffff', 0.12)))
  )
  const bar = [
    rect([270, 116, 256, 300, 12], cocoa),
    squares,
    path('M262 316L292 300L324 318L358 300L392 318L426 300L460 318L496 300L534 316V360H262Z', '#e9dcb6'),
    path('M256 340H540V676Q540 690 526 690H270Q256 690 256 676Z', base),
    rect([256, 380, 284, 16, 0], accent) + rect([256, 640, 284, 16, 0], accent),
    rect([308, 420, 180, 190, 12], mix(light, '#fffaf0', 0.7)),
    moved('translate(-2 46)', motif(detail, mix(accent, dark, 0.35))),
    shade('M470 340H540V676Q540 690 526 690H450Z'),
    shine('M270 350H282V680H270Z'),
  ].join('')
  return cast(moved('rotate(10 400 400)', rect([262, 120, 276, 570, 14], '#2b1d33'))) + moved('rotate(10 400 400)', bar)
}
