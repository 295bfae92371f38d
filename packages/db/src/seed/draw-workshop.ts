import {
  cast,
  circle,
  ellipse,
  faded,
  ground,
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

/** Draws a bicycle bell; `horn` draws a horn. */
export const drawBell: Draw = ({ base, dark, light, accent }, detail) => {
  if (detail.includes('horn'))
    return [
      ground(400, 620, 280),
      path('M250 430L560 300Q640 280 650 420Q640 560 560 540L250 470Z', base),
      shade('M250 452L650 430Q640 560 560 540L250 470Z'),
      ellipse([610, 420, 44, 122], light) + ellipse([614, 420, 28, 96], dark),
      circle([190, 450, 84], accent) +
        shine('M130 430Q140 386 190 380Q156 404 150 450Z') +
        rect([250, 424, 40, 54, 8], dark),
      rect([360, 470, 60, 120, 10], dark) + line('M320 596H470', dark, 22),
    ].join('')
  return [
    ground(400, 640, 250),
    rect([350, 540, 100, 60, 10], '#59606b'),
    line('M200 606H600', '#7d8792', 34),
    line('M210 598H590', '#a9b3bb', 8),
    line('M560 500Q640 500 660 430', '#59606b', 20),
    circle([662, 424, 22], accent),
    solid(
      'M190 520Q196 280 400 272Q604 280 610 520Q400 570 190 520Z',
      base,
      [shade('M480 260H640V570H540Q560 380 480 260Z'), shine('M232 480Q240 350 340 306Q282 380 276 490Z')].join('')
    ),
    path('M190 520Q400 570 610 520L600 548Q400 592 200 548Z', dark),
    faded(0.8, line('M236 420Q400 460 566 420', light, 7)),
    circle([400, 276, 22], accent),
  ].join('')
}

/** Draws a screwdriver; `set` draws three of different sizes side by side. */
export const drawScrewdriver: Draw = ({ base, dark, light, accent }, detail) => {
  const one = (tone: string) =>
    [
      rect([390, 120, 20, 260, 3], '#b4bec6'),
      path('M384 108H416L410 160H390Z', '#8d979f'),
      rect([378, 360, 44, 34, 6], dark),
      solid(
        'M362 394H438Q456 420 446 470V640Q444 690 400 692Q356 690 354 640V470Q344 420 362 394Z',
        tone,
        line('M382 420V670M418 420V670', light, 8) + shade('M418 390H470V700H418Z')
      ),
      ellipse([400, 672, 30, 12], accent),
      shine('M364 440H372V640H364Z'),
    ].join('')
  const silhouette = rect([354, 390, 92, 300, 36], '#2b1d33') + rect([390, 110, 20, 300, 4], '#2b1d33')
  if (!detail.includes('set'))
    return cast(moved('rotate(36 400 400)', silhouette)) + moved('rotate(36 400 400)', one(base))
  return [base, accent, light]
    .map((tone, at) => {
      const size = `translate(400 400) scale(${1 - at * 0.09}) translate(-400 -400)`
      const turn = `translate(${(at - 1) * 150} ${at * 22 - 30}) ${size} rotate(14 400 400)`
      return cast(moved(turn, silhouette)) + moved(turn, one(tone))
    })
    .join('')
}

/** Draws a tape measure, slightly pulled out; `roll` draws a roll of cloth tape. */
export const drawTape: Draw = ({ base, dark, light, accent }, detail) => {
  if (detail.includes('roll'))
    return [
      ground(400, 640, 230),
      path('M400 624H640V560H560Z', light),
      circle([400, 410, 216], dark),
      circle([390, 404, 210], base),
      circle([390, 404, 150], mix(base, '#2a1f38', 0.14)),
      circle([390, 404, 118], '#d2ab78') + circle([394, 408, 98], mix('#d2ab78', '#2a1f38', 0.45)),
      line('M250 300Q300 230 390 224', '#ffffff70', 14),
    ].join('')
  const ticks = line(
    times(9, (at) => `M${560 + at * 20} 614v${at % 3 === 0 ? 24 : 14}`),
    '#4a4450',
    5
  )
  return [
    ground(420, 654, 320),
    rect([520, 606, 226, 36, 2], '#f3dc8c') + ticks + rect([738, 600, 14, 58, 3], '#8d979f'),
    solid(
      'M170 300Q170 220 260 220H440Q570 230 570 380V610Q570 648 530 648H210Q170 648 170 610Z',
      base,
      `${shade('M470 210H590V660H480Z')}${shine('M192 310Q196 244 260 240H400V252H270Q216 258 210 330Z')}`
    ),
    circle([366, 440, 132], dark),
    circle([366, 440, 108], light),
    circle([366, 440, 54], accent),
    rect([300, 196, 120, 40, 14], accent),
  ].join('')
}

/** Draws a hammer. */
export const drawHammer: Draw = ({ base, dark, light, accent }) => {
  const head =
    'M250 170H470Q500 170 510 190Q560 200 600 280Q540 240 500 250L470 256H250Q230 256 230 236V190Q230 170 250 170Z'
  const handle = 'M368 240H428L440 680Q438 712 398 712Q358 712 356 680Z'
  const hammer = [
    solid(
      handle,
      base,
      `${shade('M404 230H450V720H404Z')}${line('M384 280L376 660', light, 7)}${rect([340, 540, 120, 190, 0], accent)}`
    ),
    solid(head, '#59606b', `${path('M220 160H620V200H220Z', '#7d8792')}${shade('M220 232H620V270H220Z')}`),
    rect([218, 160, 40, 108, 10], dark),
  ].join('')
  return (
    cast(moved('rotate(24 400 420)', path(head, '#2b1d33') + path(handle, '#2b1d33'))) +
    moved('rotate(24 400 420)', hammer)
  )
}

/** Draws an adjustable wrench. */
export const drawWrench: Draw = ({ base, dark, light, accent }) => {
  const outline =
    'M330 110Q300 190 330 260Q350 290 366 300L372 640Q374 700 400 700Q426 700 428 640L434 300' +
    'Q480 270 490 220Q480 160 450 120L430 210H370L356 110Z'
  const wrench = [
    solid(
      outline,
      '#b4bec6',
      `${shade(
        'M404 100H500V710H404Z'
      )}${rect([340, 420, 130, 300, 0], base)}${rect([340, 410, 130, 20, 0], dark)}${shine('M378 440H388V680H378Z')}`
    ),
    circle([400, 270, 22], accent),
    line('M392 254v32M402 254v32', dark, 5),
    circle([400, 660, 14], light),
  ].join('')
  return cast(moved('rotate(36 400 400)', path(outline, '#2b1d33'))) + moved('rotate(36 400 400)', wrench)
}

/** Draws a woven basket with leather straps. */
export const drawBasket: Draw = ({ base, dark, light, accent }) =>
  [
    ground(400, 650, 270),
    line('M240 340Q250 170 400 166Q550 170 560 340', dark, 24),
    solid(
      'M170 340H630L584 620Q580 650 550 650H250Q220 650 216 620Z',
      base,
      [
        times(6, (row) =>
          line(
            times(11, (at) => `M${158 + at * 48 + (row % 2) * 24} ${388 + row * 46}h18`),
            row % 2 === 0 ? dark : light,
            16
          )
        ),
        shade('M520 330H650V670H480Z'),
      ].join('')
    ),
    rect([152, 320, 496, 44, 22], light),
    line(
      times(16, (at) => `M${176 + at * 30} 326l14 32`),
      dark,
      5
    ),
    rect([290, 330, 34, 180, 6], accent) + rect([476, 330, 34, 180, 6], accent),
    rect([284, 440, 46, 34, 6], dark) + rect([470, 440, 46, 34, 6], dark),
  ].join('')
