import {
  both,
  cast,
  circle,
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

const bubbles =
  circle([560, 250, 34], '#ffffffa0') +
  circle([612, 300, 18], '#ffffffa0') +
  circle([240, 280, 22], '#ffffffa0') +
  circle([570, 240, 9], '#ffffff')

const dispenser: Draw = ({ base, dark, light, accent }) =>
  [
    ground(400, 656, 160),
    line('M400 300V200', '#9aa5ad', 18),
    path('M300 170H440Q456 172 456 196V214H420V204H330Q306 206 300 170Z', dark),
    rect([356, 276, 88, 54, 8], dark),
    solid(
      'M330 330H470Q516 346 516 400V620Q516 654 482 654H318Q284 654 284 620V400Q284 346 330 330Z',
      base,
      [
        rect([270, 430, 260, 140, 0], mix(light, '#fffaf0', 0.6)),
        line('M330 476H470M330 510H430', accent, 9),
        shade('M450 320H530V670H440Z'),
        shine('M304 400Q306 372 322 360V630H312Z'),
      ].join('')
    ),
  ].join('')

/** Draws a bar of soap on a dish; `pump` draws liquid soap, `rope` hangs the soap on a cord. */
export const drawSoap: Draw = (palette, detail) => {
  if (detail.includes('pump')) return dispenser(palette, detail)
  const { base, dark, light, accent } = palette
  const rope = detail.includes('rope') ? line('M400 330Q340 130 400 110Q460 130 400 330', accent, 14) : ''
  return [
    ground(400, 640, 280),
    rope,
    bubbles,
    rope === ''
      ? path('M140 540H660Q640 636 560 640H240Q160 636 140 540Z', accent) +
        rect([126, 520, 548, 34, 17], mix(accent, '#ffffff', 0.35)) +
        shade('M520 554H656Q640 636 560 640H480Z')
      : '',
    solid(
      'M210 400Q210 340 280 336H520Q590 340 590 400V470Q590 532 520 534H280Q210 532 210 470Z',
      dark,
      shade('M500 330H600V540H480Z')
    ),
    solid(
      'M210 390Q210 326 280 322H520Q590 326 590 390V440Q590 502 520 504H280Q210 502 210 440Z',
      base,
      [
        detail.includes('fleck')
          ? times(22, (at) => circle([230 + ((at * 71) % 340), 340 + ((at * 43) % 150), 5], dark))
          : '',
        detail.includes('swirl')
          ? line('M200 420Q300 340 400 420T600 400M220 470Q320 400 420 470T600 450', light, 16)
          : '',
        shade('M520 310H610V520H480Q560 440 520 310Z'),
      ].join('')
    ),
    detail.includes('fleck') || detail.includes('swirl')
      ? ''
      : line('M320 384H480Q500 412 480 440H320Q300 412 320 384Z', light, 7),
    shine('M236 380Q240 346 300 342H380V352H306Q262 356 254 400Z'),
  ].join('')
}

const waffle = (ink: string): string =>
  line(times(11, (at) => `M${250 + at * 26} 160V650`) + times(17, (at) => `M230 ${190 + at * 28}H530`), ink, 3)

const hungTowel: Draw = ({ base, dark, light, accent }, detail) =>
  [
    faded(0.13, rect([246, 230, 330, 440, 12], '#2b1d33')),
    rect([140, 170, 520, 24, 12], '#b98f5f'),
    both(circle([146, 182, 22], '#8f6b45')),
    path('M300 176H560V590H300Z', dark),
    solid(
      'M236 176Q236 164 250 164H506Q520 164 520 176V640H236Z',
      base,
      [
        detail.includes('waffle')
          ? waffle(dark)
          : line(
              times(14, (at) => `M286 ${220 + at * 20}h190`),
              '#ffffff2e',
              5
            ),
        rect([220, 540, 320, 18, 0], accent) + rect([220, 572, 320, 9, 0], accent),
        shade('M450 160H530V660H470Z'),
      ].join('')
    ),
    line(
      times(15, (at) => `M${244 + at * 19} 640v24`),
      light,
      7
    ),
    shine('M252 190H266V620H252Z'),
  ].join('')

const foldedTowel = (fill: string, y: number): string =>
  solid(
    `M190 ${y}H580Q616 ${y + 6} 616 ${y + 45}Q616 ${y + 86} 580 ${y + 90}H190Q172 ${y + 45} 190 ${y}Z`,
    fill,
    line(`M176 ${y + 46}H560`, '#2b1d3326', 6) +
      shade(`M170 ${y + 68}H630V${y + 96}H170Z`) +
      shade(`M530 ${y}H630V${y + 96}H530Z`)
  )

const rolledTowel = (x: number, y: number, fill: string): string =>
  circle([x, y, 104], fill) +
  line(`M${x} ${y}q22 -16 30 14q-6 40 -52 28q-42 -30 -18 -78q44 -44 100 0q34 58 -16 104`, mix(fill, '#2a1f38', 0.24), 9)

/** Draws a rolled towel; `hang` puts it on a rail, `stack` draws a pile. */
export const drawTowel: Draw = (palette, detail) => {
  if (detail.includes('hang')) return hungTowel(palette, detail)
  const { base, dark, light, accent } = palette
  if (detail.includes('stack'))
    return (
      ground(400, 652, 260) + [base, light, accent, base].map((fill, at) => foldedTowel(fill, 560 - at * 94)).join('')
    )
  return [
    ground(400, 650, 270),
    rolledTowel(290, 544, base) + rolledTowel(510, 544, dark) + rolledTowel(400, 360, light),
    shine('M212 520Q222 470 270 456Q236 490 230 540Z'),
  ].join('')
}

const bristles = (ink: string): string =>
  line(
    times(19, (at) => `M${252 + at * 16.5} 440v84`),
    ink,
    10
  )

/** Draws a brush; `long` adds a handle, `dish` is a round head on a stick, `tooth` is a pair of toothbrushes. */
export const drawBrush: Draw = ({ base, dark, light, accent }, detail) => {
  if (detail.includes('tooth'))
    return [base, accent]
      .map((tone, at) => {
        const brush =
          rect([386, 250, 28, 420, 14], tone) +
          rect([384, 130, 32, 130, 12], tone) +
          rect([352, 142, 36, 104, 4], '#fbf6ea') +
          line('M360 150V240M372 150V240', light, 4) +
          shade('M402 140H414V660H402Z')
        const turn = `translate(${at * 130 - 60} ${at * 20 - 10}) rotate(${24 - at * 10} 400 400)`
        return cast(moved(turn, rect([380, 130, 36, 540, 14], '#2b1d33'))) + moved(turn, brush)
      })
      .join('')
  if (detail.includes('dish')) {
    const brush =
      line('M400 330V130', base, 34) +
      line('M392 310V140', light, 7) +
      circle([400, 116, 12], dark) +
      line(
        times(12, (at) => `M${312 + at * 16} 440L${290 + at * 20} 540`),
        accent,
        13
      ) +
      path('M300 450Q300 330 400 326Q500 330 500 450Z', base) +
      shade('M440 340Q500 370 500 450H450Q460 390 440 340Z') +
      rect([292, 438, 216, 26, 13], dark)
    return ground(330, 620, 190) + moved('rotate(24 400 400) translate(10 30)', brush)
  }
  const handle = detail.includes('long')
    ? line('M540 392Q640 360 740 270', base, 34) + line('M560 380Q640 350 720 280', light, 7)
    : ''
  return moved(
    detail.includes('long') ? 'translate(-60 60)' : '',
    [
      ground(400, 548, 230),
      handle,
      bristles(accent),
      faded(0.5, bristles(light)),
      solid(
        'M226 420Q226 340 300 336H500Q574 340 574 420Q574 452 540 452H260Q226 452 226 420Z',
        base,
        `${shade('M480 330H590V460H470Z')}${line('M250 420H550', dark, 5)}`
      ),
      detail.includes('long') ? '' : line('M300 344Q400 260 500 344', dark, 18),
      shine('M246 400Q256 360 310 354H400V364H316Q270 370 262 408Z'),
    ].join('')
  )
}
