import {
  both,
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
  times,
  type Draw,
} from './drawing.ts'

const cover = (palette: { base: string; dark: string; light: string; accent: string }, detail: string): string =>
  [
    rect([244, 176, 330, 460, 16], mix(palette.light, '#ffffff', 0.7)),
    rect([232, 168, 330, 460, 16], palette.base),
    detail.includes('spiral')
      ? times(
          13,
          (at) => circle([250, 196 + at * 34, 9], palette.dark) + line(`M250 ${196 + at * 34}h-34`, '#aab4bb', 8)
        )
      : rect([232, 168, 56, 460, 14], palette.dark),
    detail.includes('grid')
      ? faded(
          0.4,
          line(
            times(7, (at) => `M${310 + at * 34} 180V616M300 ${220 + at * 56}H552`),
            palette.light,
            3
          )
        )
      : '',
    detail.includes('label')
      ? rect([330, 244, 184, 110, 10], palette.light) + line('M360 284H484M360 314H450', palette.accent, 8)
      : '',
    detail.includes('band') ? rect([506, 168, 18, 460, 0], palette.accent) : '',
    detail.includes('arc')
      ? line('M300 620A160 160 0 0 1 560 480', palette.accent, 30) + circle([470, 300, 52], palette.light)
      : '',
    detail.includes('ribbon') ? path('M400 620H424V700L412 684L400 700Z', palette.accent) : '',
    shade('M500 168H546Q562 168 562 184V612Q562 628 546 628H470Z'),
    shine('M300 184H314V612H300Z'),
  ].join('')

/** Draws a notebook; `spiral`, `grid`, `label`, `band`, `arc`, `ribbon` and `stack` vary it. */
export const drawNotebook: Draw = (palette, detail) => {
  const flat = (turn: string, look: string) => moved(turn, look)
  if (detail.includes('stack'))
    return [
      cast(flat('rotate(-12 400 400)', rect([236, 170, 330, 460, 16], '#2b1d33'))),
      flat(
        'rotate(14 400 400)',
        cover({ ...palette, base: palette.accent, dark: mix(palette.accent, '#2a1f38', 0.3) }, '')
      ),
      flat('rotate(2 400 400)', cover({ ...palette, base: palette.light, dark: palette.base }, '')),
      flat('rotate(-10 400 400)', cover(palette, 'label')),
    ].join('')
  return (
    cast(flat('rotate(-8 400 400)', rect([232, 168, 342, 468, 16], '#2b1d33'))) +
    flat('rotate(-8 400 400)', cover(palette, detail))
  )
}

const pen = (palette: { base: string; dark: string; light: string; accent: string }, detail: string): string => {
  if (detail.includes('pencil'))
    return [
      rect([378, 190, 44, 400, 0], palette.base),
      shade('M406 190H422V590H406Z'),
      shine('M384 190H392V590H384Z'),
      path('M378 590H422L400 670Z', '#ecd2a6'),
      path('M391 636H409L400 670Z', palette.dark),
      rect([376, 160, 48, 44, 4], '#b9c2c9'),
      path('M378 164V140Q378 122 400 122Q422 122 422 140V164Z', palette.accent),
    ].join('')
  return [
    path('M376 150Q376 110 400 110Q424 110 424 150V380H376Z', palette.base),
    rect([374, 376, 52, 16, 4], palette.accent),
    path('M378 392H422V560L414 606H386L378 560Z', palette.dark),
    path('M404 110Q424 112 424 150V380H408Z', mix(palette.base, '#2a1f38', 0.2)),
    rect([418, 140, 12, 150, 6], palette.accent),
    detail.includes('fountain')
      ? path('M384 606H416L412 650L400 690L388 650Z', palette.accent) + line('M400 640V680', palette.dark, 4)
      : path('M388 606H412L402 668H398Z', '#c3ccd2'),
    shine('M384 140H392V370H384Z'),
  ].join('')
}

/** Draws a pen; `fountain` and `pencil` choose another kind, `set` draws three side by side. */
export const drawPen: Draw = (palette, detail) => {
  const silhouette = rect([376, 112, 50, 540, 20], '#2b1d33')
  if (!detail.includes('set'))
    return (
      cast(moved('rotate(40 400 400)', silhouette)) +
      moved('rotate(40 400 400) translate(400 400) scale(1.1) translate(-400 -400)', pen(palette, detail))
    )
  const tones = [
    palette,
    { ...palette, base: palette.accent, accent: palette.base },
    { ...palette, base: palette.light },
  ]
  return tones
    .map((tone, at) => {
      const turn = `translate(${(at - 1) * 122} ${(at - 1) * 14}) rotate(${16 + at * 4} 400 400)`
      return cast(moved(turn, silhouette)) + moved(turn, pen(tone, detail))
    })
    .join('')
}

/** Draws a jointed desk lamp; `dome` has a round head. */
export const drawDeskLamp: Draw = ({ base, dark, light, accent }, detail) =>
  [
    ground(360, 656, 190),
    faded(0.35, path('M470 330L640 330L760 640H420Z', '#fff2c2')),
    ellipse([340, 644, 140, 24], dark),
    ellipse([340, 634, 140, 22], base),
    line('M340 630L250 420', accent, 18),
    line('M250 420L470 220', accent, 18),
    circle([250, 420, 24], dark),
    circle([250, 420, 9], light),
    detail.includes('dome')
      ? path('M430 330Q430 190 545 190Q660 190 660 330Z', base) +
        shade('M580 196Q660 220 660 330H610Q620 250 580 196Z') +
        ellipse([545, 330, 115, 20], '#fff4cf')
      : moved(
          'rotate(-8 500 260)',
          path('M462 180H540L640 320H420Z', base) +
            shade('M520 180H540L640 320H570Z') +
            ellipse([530, 320, 110, 18], '#fff4cf')
        ),
    circle([470, 220, 20], dark),
    shine('M240 626Q300 618 360 620Q300 626 260 640Z'),
  ].join('')

/** Draws a tray; `stack` has two levels, `pen` is a narrow pen tray with pens. */
export const drawTray: Draw = ({ base, dark, light, accent }, detail) => {
  if (detail.includes('stack'))
    return [
      ground(400, 640, 290),
      both(line('M168 350V600', dark, 16)),
      [560, 390]
        .map((y) =>
          [
            path(`M190 ${y - 50}H610L660 ${y}H140Z`, dark),
            path(`M230 ${y - 44}H560L580 ${y - 10}H220Z`, '#fdfaf2'),
            path(`M130 ${y}H670V${y + 50}Q670 ${y + 66} 654 ${y + 66}H146Q130 ${y + 66} 130 ${y + 50}Z`, base),
            path(`M340 ${y}H460Q456 ${y + 34} 400 ${y + 34}Q344 ${y + 34} 340 ${y}Z`, dark),
            shine(`M150 ${y + 10}H320V${y + 18}H150Z`),
          ].join('')
        )
        .join(''),
    ].join('')
  const things = detail.includes('pen')
    ? line('M240 400L520 380', accent, 22) +
      line('M260 450L560 440', light, 18) +
      circle([600, 410, 34], accent) +
      circle([600, 410, 18], base)
    : circle([300, 410, 56], accent) +
      circle([300, 410, 34], dark) +
      rect([410, 372, 150, 90, 12], light) +
      line('M430 400H540M430 430H510', accent, 8)
  return [
    ground(410, 560, 320),
    path('M120 400Q120 330 200 330H600Q680 330 680 400V500Q680 560 600 560H200Q120 560 120 500Z', dark),
    path('M120 390Q120 310 200 310H600Q680 310 680 390V460Q680 540 600 540H200Q120 540 120 460Z', base),
    rect([152, 340, 496, 170, 56], mix(base, '#2a1f38', 0.14)),
    things,
    shine('M150 370Q160 324 220 320H420V328H230Q180 334 160 390Z'),
  ].join('')
}

const blade = (fill: string): string => path('M388 430L376 150Q390 110 412 150L424 430Z', fill)

/** Draws a pair of scissors, a little open. */
export const drawScissors: Draw = ({ base, dark, light, accent }, detail) => {
  const bow = detail.includes('shears')
    ? line('M402 430Q330 520 330 590Q330 660 380 660Q430 660 426 590Z', base, 34)
    : line('M402 430L376 520', base, 40) + line('M366 520A66 70 0 1 0 368 520Z', base, 34)
  const half = blade('#c3ccd3') + shine('M384 200L392 150L400 430H392Z') + bow
  return [
    cast(moved('rotate(14 400 400)', blade('#2b1d33')) + moved('rotate(-14 400 400)', blade('#2b1d33'))),
    moved('rotate(13 400 400)', half),
    moved(
      'matrix(-1 0 0 1 800 0) rotate(13 400 400)',
      blade('#dbe2e6') + bow + line('M340 590Q342 560 366 548', light, 8)
    ),
    circle([400, 410, 22], dark),
    circle([400, 410, 9], accent),
  ].join('')
}

/** Draws a desk organizer with pens in it. */
export const drawOrganiser: Draw = ({ base, dark, light, accent }) =>
  [
    ground(400, 650, 260),
    line('M270 460L240 220', accent, 22) + line('M320 460L330 190', light, 20) + line('M372 460L400 240', dark, 22),
    path('M232 200L248 196L240 170Z', dark),
    rect([470, 330, 120, 200, 6], '#fdfaf2') + line('M490 370H570M490 400H550', accent, 8),
    rect([190, 400, 230, 250, 14], base),
    rect([420, 480, 200, 170, 14], light),
    rect([190, 400, 230, 22, 11], dark),
    shade('M350 420H420V650H330Z') + shade('M560 480H606Q620 480 620 494V636Q620 650 606 650H550Z'),
    shine('M206 430H220V630H206Z'),
  ].join('')
