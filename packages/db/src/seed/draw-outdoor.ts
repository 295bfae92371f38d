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
  solid,
  times,
  type Draw,
} from './drawing.ts'

/** Draws a backpack; `roll` has a rolled top, `hike` a frame and a mat, `flap` a lid with buckles. */
export const drawBackpack: Draw = ({ base, dark, light, accent }, detail) => {
  const hike = detail.includes('hike')
  const outline = detail.includes('roll')
    ? 'M262 240H538V600Q538 654 486 654H314Q262 654 262 600Z'
    : 'M256 330Q256 176 400 176Q544 176 544 330V600Q544 654 492 654H308Q256 654 256 600Z'
  const top = detail.includes('roll')
    ? rect([248, 196, 304, 62, 30], light) +
      shade('M490 196H522Q552 200 552 228Q552 256 522 258H480Z') +
      line('M300 250V330M500 250V330', accent, 14)
    : detail.includes('flap')
      ? path('M256 330Q256 176 400 176Q544 176 544 330V400Q400 440 256 400Z', light) +
        both(rect([306, 330, 24, 170, 6], accent) + rect([300, 440, 36, 30, 6], dark))
      : line('M270 330Q400 290 530 330', dark, 8)
  return [
    ground(400, 662, 210),
    line('M356 190Q356 126 400 126Q444 126 444 190', dark, 16),
    both(path('M262 340Q206 380 214 560L262 600Z', dark)),
    hike
      ? rect([250, 112, 300, 84, 42], accent) +
        circle([508, 154, 26], mix(accent, '#2a1f38', 0.3)) +
        circle([508, 154, 12], accent)
      : '',
    solid(
      outline,
      base,
      shade('M480 170H560V670H440Q510 500 480 170Z') + shine('M276 340Q280 250 340 212Q300 280 294 560H278Z')
    ),
    top,
    rect([292, 452, 216, 150, 26], dark),
    rect([292, 446, 216, 150, 26], mix(base, light, 0.35)),
    line('M310 490H490', dark, 7),
    rect([388, 484, 14, 40, 7], accent),
    hike ? both(line('M292 300V430', accent, 9)) : '',
  ].join('')
}

/** Draws a drinking bottle; `flask` is a vacuum flask with a cup, `loop` has a carrying loop. */
export const drawBottle: Draw = ({ base, dark, light, accent }, detail) => {
  const flask = detail.includes('flask')
  const outline = flask
    ? 'M306 320H494V620Q494 654 460 654H340Q306 654 306 620Z'
    : 'M352 240H448V280Q508 310 508 380V610Q508 654 464 654H336Q292 654 292 610V380Q292 310 352 280Z'
  const cap = flask
    ? path('M316 320V210Q316 180 346 180H454Q484 180 484 210V320Z', light) +
      shade('M440 180H454Q484 180 484 210V320H440Z') +
      rect([300, 306, 200, 26, 10], dark)
    : rect([346, 176, 108, 74, 14], accent) +
      shade('M420 176H440Q454 176 454 190V236Q454 250 440 250H420Z') +
      rect([352, 244, 96, 16, 4], dark)
  return [
    ground(400, 658, 150),
    detail.includes('loop') ? line('M360 180Q350 110 400 108Q450 110 440 180', dark, 16) : '',
    solid(
      outline,
      base,
      [
        detail.includes('two') ? rect([280, 520, 240, 150, 0], accent) : '',
        detail.includes('ring') ? rect([280, 440, 240, 14, 0], accent) + rect([280, 466, 240, 14, 0], accent) : '',
        shade('M440 230H520V670H430Z'),
        shine('M318 380Q318 340 340 320V610H326Q318 600 318 590Z'),
      ].join('')
    ),
    cap,
    detail.includes('two') || detail.includes('ring')
      ? ''
      : circle([400, 480, 32], light) + path('M384 492L400 460L416 492Z', accent),
  ].join('')
}

const hills = faded(
  0.5,
  path('M0 640Q140 520 300 600T560 570T800 630V800H0Z', '#a9bf9b') +
    path('M0 690Q240 620 460 670T800 670V800H0Z', '#8fab84')
)

/** Draws a tent; `tunnel` and `tarp` vary it. */
export const drawTent: Draw = ({ base, dark, light, accent }, detail) => {
  if (detail.includes('tarp'))
    return [
      hills,
      line('M190 330V690M610 330V690', '#8a6a4c', 14),
      line('M190 332L90 680M610 332L710 680', '#f4ead6', 5),
      path('M400 300L190 330L110 520L400 470Z', light),
      path('M400 300L610 330L690 520L400 470Z', base),
      line('M190 330L400 300L610 330', dark, 6),
      circle([400, 640, 16], accent) + path('M360 680L400 590L440 680Z', accent),
    ].join('')
  if (detail.includes('tunnel'))
    return [
      hills,
      ground(410, 676, 320),
      solid(
        'M120 676Q120 340 300 320H520Q690 350 700 676Z',
        base,
        [line('M430 300Q560 380 560 690M300 320Q420 400 430 690', dark, 7), shade('M560 320H720V690H600Z')].join('')
      ),
      path('M120 676Q120 340 300 320Q420 380 430 676Z', light),
      path('M200 676Q200 460 290 440Q350 470 360 676Z', dark),
      path('M200 676Q200 460 290 440Q270 560 236 676Z', accent),
      line('M120 676L60 690M700 676L756 690', '#f4ead6', 5),
    ].join('')
  return [
    hills,
    ground(400, 680, 300),
    path('M400 240L690 676H520Z', dark),
    path('M400 240L110 676H560Z', base),
    path('M400 240L300 676H480Z', mix(dark, '#2a1f38', 0.4)),
    path('M400 240L300 676H240Q350 520 400 240Z', light),
    path('M400 240L480 676H530Q440 500 400 240Z', accent),
    line('M400 240L386 196M400 240L424 200', '#8a6a4c', 10),
    line('M110 676L60 690M690 676L740 690', '#f4ead6', 6),
    shine('M380 290L150 660H180Z'),
  ].join('')
}

const torch = (palette: { base: string; dark: string; light: string; accent: string }): string =>
  [
    path('M330 180H470L444 300H356Z', palette.base),
    shade('M420 180H470L444 300H414Z'),
    ellipse([400, 180, 70, 20], '#fff3c4'),
    rect([352, 296, 96, 26, 6], palette.accent),
    path('M358 322H442V640Q442 668 414 668H386Q358 668 358 640Z', palette.dark),
    line(
      times(6, (at) => `M362 ${470 + at * 28}H438`),
      palette.base,
      7
    ),
    rect([384, 360, 32, 60, 16], palette.accent),
    shine('M366 330H376V450H366Z'),
  ].join('')

const headTorch: Draw = ({ base, dark, light, accent }) =>
  [
    ground(400, 610, 230),
    line('M400 250Q170 250 170 400Q170 540 400 560Q630 540 630 400Q630 250 400 250Z', dark, 46),
    line('M400 250Q170 250 170 400Q170 540 400 560Q630 540 630 400Q630 250 400 250Z', accent, 10),
    rect([300, 430, 200, 180, 40], base),
    shade('M440 430H460Q500 436 500 470V570Q500 606 460 610H420Z'),
    circle([400, 516, 60], light),
    circle([400, 516, 44], '#fff3c4'),
    faded(0.3, circle([400, 516, 110], '#fff3c4')),
  ].join('')

/** Draws a flashlight; `head` draws a headlamp. */
export const drawFlashlight: Draw = (palette, detail) => {
  if (detail.includes('head')) return headTorch(palette, detail)
  const beam = faded(0.4, path('M334 176L240 -60H560L466 176Z', '#fff2bf'))
  return (
    cast(moved('rotate(42 400 420)', rect([350, 180, 100, 480, 30], '#2b1d33'))) +
    moved('rotate(42 400 420)', beam + torch(palette))
  )
}

/** Draws a hammock between two poles; `stripe` and `fringe` vary it. */
export const drawHammock: Draw = ({ base, dark, light, accent }, detail) => {
  const outline = 'M150 340Q240 420 400 430Q560 420 650 340Q640 560 400 586Q160 560 150 340Z'
  return [
    hills,
    ground(400, 690, 250),
    both(rect([78, 190, 26, 500, 8], '#8f6b4b') + shade('M94 190H104V690H94Z')),
    both(line('M92 270L150 340M92 270L180 400', '#f4ead6', 6)),
    detail.includes('fringe')
      ? line(
          times(15, (at) => `M${210 + at * 27} ${548 + Math.round(Math.sin((at / 14) * Math.PI) * 36)}v50`),
          light,
          7
        )
      : '',
    solid(
      outline,
      base,
      [
        detail.includes('stripe')
          ? [0, 1, 2]
              .map((at) =>
                line(
                  `M140 ${380 + at * 40}Q260 ${500 + at * 40} 400 ${504 + at * 40}` +
                    `Q540 ${500 + at * 40} 660 ${380 + at * 40}`,
                  accent,
                  16
                )
              )
              .join('')
          : '',
        shade('M460 380Q620 400 660 340V600H380Q480 500 460 380Z'),
      ].join('')
    ),
    path('M150 340Q240 420 400 430Q560 420 650 340Q560 470 400 474Q240 470 150 340Z', dark),
    line('M150 340Q240 420 400 430Q560 420 650 340', light, 8),
  ].join('')
}
