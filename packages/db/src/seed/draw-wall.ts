import {
  both,
  cast,
  circle,
  ellipse,
  faded,
  ground,
  line,
  moved,
  path,
  rect,
  shade,
  solid,
  times,
  type Draw,
} from './drawing.ts'

const hands = (dark: string, accent: string): string =>
  line('M400 400L322 352', dark, 16) +
  line('M400 400L470 262', dark, 11) +
  line('M400 400L420 512', accent, 5) +
  circle([400, 400, 15], accent)

const ticks = (ink: string): string =>
  times(12, (at) => {
    const mark = at % 3 === 0 ? rect([393, 214, 14, 38, 4], ink) : rect([396, 214, 8, 22, 4], ink)
    return moved(`rotate(${at * 30} 400 400)`, mark)
  })

/** Draws a clock; `alarm` has feet, `wood` has a wooden face. */
export const drawClock: Draw = ({ base, dark, light, accent }, detail) => {
  const alarm = detail.includes('alarm')
  const face = detail.includes('wood') ? light : '#fbf7ee'
  const clock = [
    circle([400, 400, 230], base),
    solid(
      'M400 170A230 230 0 0 1 400 630A230 230 0 0 1 400 170Z',
      base,
      shade('M560 160H660V660H330Q640 560 560 160Z')
    ),
    circle([400, 400, 200], face),
    faded(
      0.12,
      path(
        'M400 200A200 200 0 0 1 540 543L526 530A200 200 0 0 0 400 216A200 200 0 0 0 214 400H200A200 200 0 0 1 400 200Z',
        '#2b1d33'
      )
    ),
    ticks(alarm ? dark : '#4a4450'),
    hands(detail.includes('wood') ? '#3f3a44' : dark, accent),
  ].join('')
  if (!alarm) return cast(circle([400, 400, 230], '#2b1d33')) + clock
  const bells = both(
    path('M236 236Q226 150 310 146Q350 150 362 186Z', light) +
      line('M290 152L278 128', dark, 12) +
      line('M262 580L222 640', dark, 26)
  )
  return ground(400, 654, 220) + moved('translate(0 16)', bells + clock)
}

/** Draws a mirror; `arch`, `oval` and `table` vary its shape. */
export const drawMirror: Draw = ({ base, dark, light, accent }, detail) => {
  const outline = detail.includes('arch')
    ? 'M230 660V330A170 170 0 0 1 570 330V660Z'
    : detail.includes('oval')
      ? 'M400 120A180 250 0 0 1 400 640A180 260 0 0 1 400 120Z'
      : 'M400 160A230 230 0 0 1 400 620A230 230 0 0 1 400 160Z'
  const glass = moved(
    'translate(400 400) scale(.91 .925) translate(-400 -396)',
    solid(
      outline,
      '#dbe9ee',
      [path('M100 620L520 100H620L160 700Z', '#eef6f8'), path('M260 700L640 220V290L330 700Z', '#eef6f8')].join('')
    )
  )
  const stand = detail.includes('table') ? path('M386 600H414V650H386Z', dark) + ellipse([400, 660, 130, 20], base) : ''
  return [
    stand === '' ? cast(path(outline, '#2b1d33')) : ground(400, 668, 180),
    stand,
    solid(outline, base, shade('M520 100H700V700H470Q600 500 520 100Z')),
    line(outline, light, 4),
    glass,
    detail.includes('strap') ? line('M330 190L400 70L470 190', accent, 16) + circle([400, 70, 16], dark) : '',
  ].join('')
}
