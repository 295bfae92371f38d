import {
  both,
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

const vases: Readonly<Record<string, readonly [string, number, number]>> = {
  bottle: [
    'M368 300H432V390Q440 440 500 480Q530 560 490 630Q470 654 400 654Q330 654 310 630Q270 560 300 480Q360 440 368 390Z',
    300,
    32,
  ],
  round: [
    'M344 392H456Q470 410 520 430Q580 520 510 620Q470 656 400 656Q330 656 290 620Q220 520 280 430Q330 410 344 392Z',
    392,
    56,
  ],
  tall: ['M318 280H482L462 640Q460 654 446 654H354Q340 654 338 640Z', 280, 82],
  amphora: [
    'M350 290H450Q452 340 480 380Q560 440 500 560L460 640Q456 654 440 654H360Q344 654 340 640L300 560' +
      'Q240 440 320 380Q348 340 350 290Z',
    290,
    50,
  ],
}

const stems = (y: number, leaf: string): string =>
  [
    line(
      `M392 ${y}Q380 ${y - 90} 330 ${y - 160}M402 ${y}Q404 ${y - 120} 416 ${y - 200}M410 ${y}` +
        `Q440 ${y - 80} 490 ${y - 130}`,
      mix(leaf, '#2a1f38', 0.3),
      7
    ),
    times(4, (at) => path(`M${386 - at * 15} ${y - 64 - at * 28}q-52 6 -66 -30q44 -14 66 30`, leaf)),
    times(4, (at) => path(`M${404 + at * 3} ${y - 84 - at * 32}q46 -4 54 -44q-46 2 -54 44`, mix(leaf, '#ffffff', 0.2))),
    times(3, (at) => path(`M${430 + at * 20} ${y - 70 - at * 22}q46 20 72 -10q-36 -28 -72 10`, leaf)),
    circle([330, y - 166, 20], '#f4e3b5') +
      circle([416, y - 206, 22], '#fbf3df') +
      circle([494, y - 136, 18], '#f4e3b5'),
  ].join('')

/** Draws a vase with a branch; `bottle`, `round`, `tall` and `amphora` choose the shape, `bare` omits the branch. */
export const drawVase: Draw = ({ base, dark, light, accent }, detail) => {
  const kind = Object.keys(vases).find((name) => detail.includes(name)) ?? 'round'
  const [outline, y, half] = vases[kind] ?? ['', 0, 0]
  return [
    ground(400, 656, 170),
    detail.includes('bare') ? '' : stems(y, detail.includes('dry') ? '#c39a5c' : '#7d9a6c'),
    detail.includes('amphora') ? both(line('M350 320Q270 310 290 420', dark, 20)) : '',
    solid(
      outline,
      base,
      [
        detail.includes('band') ? rect([200, 470, 400, 18, 0], accent) + rect([200, 500, 400, 8, 0], accent) : '',
        detail.includes('dip') ? path('M200 560Q320 530 400 564T600 550V680H200Z', accent) : '',
        detail.includes('rib')
          ? line(
              times(11, (at) => `M${260 + at * 28} 260V660`),
              light,
              6
            )
          : '',
        shade('M450 270H640V670H420Q540 540 450 400Z'),
        shine('M300 500Q290 560 316 610L332 604Q312 550 326 496Z'),
      ].join('')
    ),
    ellipse([400, y, half, Math.round(half * 0.2)], light),
    ellipse([400, y + 2, half - 9, Math.round(half * 0.13)], dark),
  ].join('')
}

const cushionOutline =
  'M206 226Q400 190 594 226Q612 240 600 410Q612 590 594 606Q400 640 206 606Q188 590 200 410Q188 240 206 226Z'

/** Draws a cushion; `stripe`, `check`, `button`, `block` and `fringe` vary it. */
export const drawCushion: Draw = ({ base, dark, light, accent }, detail) => {
  const check = times(
    7,
    (at) => rect([200 + at * 60, 180, 28, 460, 0], accent) + rect([180, 214 + at * 60, 440, 28, 0], accent)
  )
  const print = [
    detail.includes('stripe') ? times(6, (at) => rect([226 + at * 64, 180, 24, 460, 0], accent)) : '',
    detail.includes('check') ? faded(0.45, check) : '',
    detail.includes('block') ? path('M180 180H420L300 640H180Z', accent) + circle([500, 420, 76], light) : '',
    detail.includes('arch')
      ? times(3, (at) =>
          line(
            `M${270 + at * 42} 610V430A${130 - at * 42} ${130 - at * 42} 0 0 1 ${530 - at * 42} 430V610`,
            at === 1 ? light : accent,
            24
          )
        )
      : '',
  ].join('')
  const fringe = detail.includes('fringe')
    ? line(
        times(24, (at) => `M${210 + at * 16.5} 600v48M${210 + at * 16.5} 232v-42`),
        light,
        7
      )
    : ''
  return [
    ground(400, 640, 240),
    fringe,
    solid(
      cushionOutline,
      base,
      [
        print,
        shade('M520 180H640V660H300Q560 600 520 180Z'),
        line(
          'M214 236Q270 280 300 350M586 236Q530 280 510 340M214 598Q260 550 300 500M586 598Q540 560 510 500',
          '#2b1d3326',
          7
        ),
      ].join('')
    ),
    line(cushionOutline, detail.includes('button') ? dark : light, 7),
    detail.includes('button')
      ? circle([400, 414, 20], accent) +
        line('M400 394Q380 340 340 320M400 394Q430 340 470 322M392 432Q370 480 330 500', dark, 6)
      : '',
    shine('M230 250Q320 228 420 226Q300 250 250 300Z'),
  ].join('')
}

const fold = (y: number, fill: string, bands: string): string =>
  solid(
    `M190 ${y}H580Q622 ${y + 8} 622 ${y + 46}Q622 ${y + 86} 580 ${y + 92}H190Q176 ${y + 46} 190 ${y}Z`,
    fill,
    `${bands}${shade(`M180 ${y + 66}H640V${y + 100}H180Z`)}${shade(`M540 ${y}H640V${y + 100}H540Z`)}`
  )

/** Draws a folded blanket; `check`, `stripe` and `fringe` vary it. */
export const drawBlanket: Draw = ({ base, dark, light, accent }, detail) => {
  const bands = (y: number) =>
    [
      detail.includes('stripe') ? rect([170, y + 20, 460, 12, 0], accent) + rect([170, y + 44, 460, 8, 0], accent) : '',
      detail.includes('check')
        ? faded(
            0.55,
            times(6, (at) => rect([210 + at * 70, y, 26, 96, 0], accent)) + rect([170, y + 36, 460, 18, 0], accent)
          )
        : '',
      detail.includes('waffle')
        ? line(times(14, (at) => `M${210 + at * 30} ${y}v96`) + `M180 ${y + 30}H630M180 ${y + 60}H630`, dark, 4)
        : '',
    ].join('')
  const flap = solid(
    'M250 318H470V566Q360 584 250 566Z',
    light,
    [moved('translate(60 0)', bands(340)) + moved('translate(60 0)', bands(450)), shade('M430 310H480V600H420Z')].join(
      ''
    )
  )
  return [
    ground(400, 652, 270),
    fold(552, dark, bands(552)),
    fold(462, base, bands(462)),
    fold(372, mix(base, light, 0.4), bands(372)),
    path('M200 330Q400 300 586 330Q622 340 620 380Q600 396 560 392H200Q176 360 200 330Z', light),
    shade('M500 322Q622 330 620 380Q600 396 520 392Z'),
    flap,
    detail.includes('fringe')
      ? line(
          times(11, (at) => `M${258 + at * 20} 574v44`),
          light,
          8
        )
      : '',
  ].join('')
}
