import {
  both,
  cast,
  circle,
  ellipse,
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

const wheel = (x: number, y: number, tone: string): string =>
  circle([x, y, 62], mix(tone, '#2a1f38', 0.3)) + circle([x, y, 50], tone) + circle([x, y, 16], '#f6ead2')

const car: Draw = ({ base, dark, light, accent }) =>
  [
    ground(400, 656, 300),
    path('M270 400Q290 270 400 264H450Q520 270 560 400Z', light),
    path('M310 400Q322 310 390 306V400ZM420 400V306Q490 306 512 400Z', '#e3f0f2'),
    solid(
      'M120 470Q126 396 210 392H590Q676 400 684 480V560Q684 592 650 592H150Q120 592 120 560Z',
      base,
      `${shade(
        'M560 380H700V600H540Z'
      )}${rect([100, 500, 600, 14, 0], dark)}${shine('M140 450Q150 414 210 408H400V420H220Q170 424 160 470Z')}`
    ),
    wheel(240, 590, accent) + wheel(560, 590, accent),
  ].join('')

const train: Draw = ({ base, dark, light, accent }) =>
  [
    ground(400, 656, 310),
    rect([150, 560, 520, 34, 10], dark),
    rect([470, 300, 180, 270, 14], base) + rect([446, 270, 228, 40, 14], accent),
    rect([506, 350, 108, 90, 12], '#e3f0f2'),
    solid('M170 420H480V570H170Q130 560 130 495Q130 430 170 420Z', light, shade('M120 520H490V580H120Z')),
    rect([220, 300, 66, 124, 8], accent) + rect([204, 280, 98, 34, 10], dark),
    circle([370, 410, 34], accent),
    wheel(240, 600, base) + wheel(400, 600, base) + wheel(570, 600, base),
  ].join('')

const ring = (half: number, y: number, tone: string): string =>
  rect([400 - half, y, half * 2, 68, 34], tone) +
  shade(`M${400 + half * 0.4} ${y}H${366 + half}a34 34 0 0 1 0 68H${400 + half * 0.3}Z`)

const rings: Draw = ({ base, dark, light, accent }) =>
  [
    ground(400, 656, 230),
    rect([384, 160, 32, 470, 16], '#d9b583'),
    [base, accent, light, dark, accent].map((tone, at) => ring(230 - at * 32, 566 - at * 70, tone)).join(''),
    rect([150, 628, 500, 28, 14], '#c79c6a'),
    circle([400, 216, 58], base) + shine('M360 206Q370 172 404 168Q376 190 372 220Z'),
  ].join('')

const block = (x: number, y: number, tone: string): string =>
  rect([x, y, 146, 150, 14], tone) +
  rect([x + 14, y + 14, 118, 122, 8], mix(tone, '#ffffff', 0.18)) +
  shade(`M${x + 110} ${y}h22q14 0 14 14v122q0 14 -14 14h-22Z`)

const blocks: Draw = ({ base, dark, light, accent }) =>
  [
    ground(400, 656, 280),
    block(190, 500, base) + block(340, 500, light) + block(490, 500, accent),
    block(264, 350, accent) + block(414, 350, dark),
    path('M330 350L410 220L490 350Z', base) + shade('M410 220L490 350H440Z'),
    circle([263, 575, 30], light) + path('M382 600L413 546L444 600Z', accent) + rect([538, 550, 50, 50, 6], base),
    circle([337, 425, 30], light) + path('M460 400H514V454H460Z', accent),
  ].join('')

const duck: Draw = ({ base, dark, light, accent }) =>
  [
    ground(400, 656, 260),
    line('M150 630Q120 560 90 600', '#b98f5f', 9),
    rect([180, 560, 440, 36, 14], '#d9b583'),
    solid(
      'M180 440Q150 340 190 330Q270 400 380 380Q360 250 470 230Q580 240 574 350Q560 410 590 450' +
        'Q600 560 480 566H300Q200 560 180 440Z',
      base,
      shade('M480 380Q600 420 620 580H300Q480 560 480 380Z')
    ),
    path('M260 430Q330 390 430 430Q420 510 330 510Q270 500 260 430Z', light),
    path('M566 300L650 320Q640 356 570 352Z', accent),
    circle([510, 300, 16], '#33303a') + circle([515, 295, 5], '#ffffff'),
    wheel(270, 604, accent) + wheel(530, 604, accent),
    line('M280 450Q330 480 400 450', dark, 7),
  ].join('')

/** Draws a wooden toy car; `train`, `rings`, `blocks` and `duck` choose another toy. */
export const drawWoodenToy: Draw = (palette, detail) => {
  const toys: Readonly<Record<string, Draw>> = { train, rings, blocks, duck }
  const kind = Object.keys(toys).find((name) => detail.includes(name)) ?? ''
  return (toys[kind] ?? car)(palette, detail)
}

const piece =
  'M250 250H350Q330 200 380 196Q430 200 410 250H510V350Q560 330 564 380Q560 430 510 410V510H410' +
  'Q430 460 380 456Q330 460 350 510H250V410Q300 430 304 380Q300 330 250 350Z'

const motif = (detail: string, palette: { dark: string; light: string; accent: string }): string => {
  if (detail.includes('forest'))
    return (
      times(5, (at) =>
        path(
          `M${190 + at * 96} 560L${240 + at * 96} ${330 + (at % 2) * 50}L${290 + at * 96} 560Z`,
          at % 2 === 0 ? palette.dark : palette.accent
        )
      ) + circle([540, 270, 40], '#f8e3a4')
    )
  if (detail.includes('sea'))
    return (
      path('M160 450Q240 410 320 450T480 450T650 450V640H160Z', palette.dark) +
      path('M320 430H500L470 480H350Z', palette.accent) +
      path('M400 250V420H320ZM416 280V420H490Z', palette.light)
    )
  return (
    circle([400, 400, 120], palette.accent) +
    circle([400, 400, 70], palette.light) +
    line('M400 240V200M400 600V560M240 400H200M600 400H560', palette.accent, 16)
  )
}

/** Draws a jigsaw puzzle with one piece beside it; `forest` and `sea` choose its picture. */
export const drawPuzzle: Draw = (palette, detail) => {
  const { base, dark, accent } = palette
  const knob = (x: number, y: number) => `M${x} ${y}v-36q-34 10 -34 -22t34 -22v-36`
  const cuts =
    line('M180 320H620M180 480H620M320 180V620M480 180V620', '#2b1d3338', 5) +
    line(knob(320, 300) + knob(480, 460) + knob(320, 610), '#2b1d3338', 5)
  const board = solid(
    'M180 200Q180 180 200 180H600Q620 180 620 200V480H480V620H200Q180 620 180 600Z',
    base,
    motif(detail, palette) + cuts
  )
  const loose = moved(
    'translate(330 330) rotate(18 380 380) scale(.62)',
    path(piece, dark) + moved('translate(0 -8)', path(piece, accent) + shine('M262 262H340V274H274V340H262Z'))
  )
  return cast(path('M180 180H620V480H480V620H180Z', '#2b1d33')) + board + loose
}

const face = (x: number, y: number, snout: string): string =>
  ellipse([x, y + 30, 54, 40], snout) +
  ellipse([x, y + 14, 18, 12], '#3a3038') +
  line(`M${x} ${y + 24}v16q-16 16 -28 4M${x} ${y + 40}q16 16 28 4`, '#3a3038', 6) +
  circle([x - 56, y - 20, 12], '#3a3038') +
  circle([x + 56, y - 20, 12], '#3a3038') +
  circle([x - 52, y - 24, 4], '#ffffff') +
  circle([x + 60, y - 24, 4], '#ffffff')

const ears: Readonly<Record<string, (tones: { base: string; accent: string }) => string>> = {
  rabbit: ({ base, accent }) =>
    both(
      path('M350 230Q290 60 340 50Q396 70 392 230Z', base) + path('M356 210Q322 100 342 90Q372 110 376 210Z', accent)
    ),
  fox: ({ base, accent }) => both(path('M276 270L270 110L390 200Z', base) + path('M294 240L288 150L350 200Z', accent)),
  whale: () => '',
  bear: ({ base, accent }) => both(circle([300, 190, 56], base) + circle([300, 190, 30], accent)),
}

const whale = (palette: { base: string; dark: string; light: string }): string =>
  [
    ground(400, 640, 290),
    path('M600 430Q620 300 560 230Q640 230 670 290Q700 220 760 230Q740 330 690 380Q670 470 620 520Z', palette.dark),
    solid(
      'M110 470Q120 310 330 300Q560 300 660 430Q640 620 400 636Q120 640 110 470Z',
      palette.base,
      path('M90 510Q300 600 560 530Q660 500 700 420V680H90Z', palette.light) +
        shade('M520 300H700V660H400Q600 560 520 300Z')
    ),
    circle([220, 450, 16], '#33303a') + circle([226, 444, 5], '#ffffff'),
    path('M340 520Q420 520 430 610Q350 600 340 520Z', palette.dark),
    line('M300 280Q290 220 240 216M310 280Q320 220 370 216', '#ffffffb0', 14),
    line('M130 510Q160 540 200 536', palette.dark, 7),
  ].join('')

/** Draws a plush animal: `bear`, `rabbit`, `fox` or `whale`. */
export const drawPlush: Draw = (palette, detail) => {
  const { base, dark, light, accent } = palette
  if (detail.includes('whale')) return whale(palette)
  const kind = Object.keys(ears).find((name) => detail.includes(name)) ?? 'bear'
  return [
    ground(400, 660, 210),
    both(path('M300 420Q210 450 214 540Q240 570 290 520Z', dark)),
    solid('M290 420Q280 640 400 650Q520 640 510 420Z', base, shade('M450 400H540V660H420Q480 540 450 400Z')),
    ellipse([400, 540, 72, 84], light),
    both(ellipse([310, 632, 66, 36], base) + ellipse([298, 636, 34, 20], accent)),
    (ears[kind] ?? (() => ''))({ base, accent }),
    solid(
      'M400 160Q540 170 544 300Q540 424 400 430Q260 424 256 300Q260 170 400 160Z',
      base,
      shade('M480 160H560V440H420Q530 380 480 160Z')
    ),
    face(400, 316, light),
    path('M340 424Q400 450 460 424L466 456Q400 480 334 456Z', accent) +
      path('M430 450L476 520L430 528L414 456Z', mix(accent, '#2a1f38', 0.2)),
    shine('M290 270Q300 210 350 190Q312 226 306 290Z'),
  ].join('')
}
