import {
  both,
  circle,
  ellipse,
  faded,
  ground,
  line,
  path,
  rect,
  shade,
  shine,
  solid,
  times,
  type Draw,
} from './drawing.ts'

const lounge: Draw = ({ base, dark, light, accent }) =>
  [
    ground(400, 670, 270),
    both(line('M240 560L204 664', accent, 24)),
    both(line('M300 560L290 640', accent, 18)),
    solid(
      'M214 250Q220 170 300 170H500Q580 170 586 250L600 500H200Z',
      base,
      [shade('M500 160H620V520H540Z'), line('M320 180V480M400 180V480M480 180V480', dark, 5)].join('')
    ),
    solid(
      'M190 460H610Q636 460 636 490V550Q636 580 606 580H194Q164 580 164 550V490Q164 460 190 460Z',
      light,
      shade('M520 450H650V600H540Z')
    ),
    both(
      solid('M140 380Q140 350 172 350Q204 350 204 380V570H164Q140 570 140 540Z', base, shade('M180 340H210V580H180Z'))
    ),
    shine('M236 260Q240 200 290 190V204Q258 220 254 440H240Z'),
  ].join('')

/** Draws a chair; `spindle` and `lounge` vary it. */
export const drawChair: Draw = (palette, detail) => {
  if (detail.includes('lounge')) return lounge(palette, detail)
  const { base, dark, light, accent } = palette
  const back = detail.includes('spindle')
    ? line(
        times(6, (at) => `M${304 + at * 38} 180L${310 + at * 36} 420`),
        dark,
        11
      ) + path('M256 150Q400 104 544 150L538 200Q400 160 262 200Z', base)
    : path('M254 160Q400 110 546 160L536 270Q400 230 264 270Z', base) +
      shade('M462 138Q510 146 546 160L536 270Q500 254 462 250Z')
  return [
    ground(400, 680, 230),
    both(line('M318 470L334 640', dark, 20)),
    both(line('M262 160L280 440', base, 22)),
    back,
    both(line('M268 460L236 676', base, 24)),
    line('M258 566H542', dark, 14),
    solid(
      'M262 410H538Q580 416 592 462Q590 486 560 486H240Q210 486 208 462Q220 416 262 410Z',
      accent,
      [
        detail.includes('woven')
          ? line(
              times(14, (at) => `M${220 + at * 28} 400l-20 100`),
              light,
              6
            )
          : '',
        shade('M480 400H610V500H520Z'),
      ].join('')
    ),
    path('M208 462Q400 478 592 462Q590 496 560 496H240Q210 496 208 462Z', base),
    shine('M270 156Q330 136 380 134Q330 150 276 176Z'),
  ].join('')
}

/** Draws a stool; `bar`, `step` and `pouf` vary it. */
export const drawStool: Draw = ({ base, dark, light, accent }, detail) => {
  if (detail.includes('pouf'))
    return [
      ground(400, 650, 260),
      solid(
        'M190 430Q180 340 400 334Q620 340 610 430V560Q620 646 400 650Q180 646 190 560Z',
        base,
        [
          line('M190 440Q400 520 610 440M186 540Q400 620 614 540', dark, 6),
          line(
            times(9, (at) => `M${220 + at * 45} 340Q${200 + at * 50} 500 ${220 + at * 45} 650`),
            light,
            5
          ),
          shade('M500 330H640V660H440Q560 520 500 330Z'),
        ].join('')
      ),
      ellipse([400, 394, 196, 54], light),
      circle([400, 392, 18], accent),
    ].join('')
  if (detail.includes('step'))
    return [
      ground(410, 660, 250),
      both(path('M246 330H286L256 656H206Z', dark)),
      path('M236 480H564V540H236Z', base) + path('M196 470H604V500H196Z', light),
      path('M232 330H568V380H232Z', dark) + rect([206, 296, 388, 44, 12], base),
      rect([350, 308, 100, 18, 9], accent),
      shade('M500 296H594V340H510Z'),
    ].join('')
  const bar = detail.includes('bar')
  const top = bar ? 220 : 340
  return [
    ground(400, 670, 210),
    line(`M400 ${top + 40}V620`, dark, 24),
    both(line(`M300 ${top + 30}L236 666`, base, 28)),
    line(bar ? 'M262 560H538' : 'M266 560H534', dark, 14),
    path(`M200 ${top}V${top + 34}Q400 ${top + 110} 600 ${top + 34}V${top}Z`, dark),
    ellipse([400, top, 200, 50], detail.includes('woven') ? accent : base),
    detail.includes('woven')
      ? line(
          times(8, (at) => `M${250 + at * 40} ${top - 34}l20 68`),
          light,
          6
        )
      : ellipse([400, top - 6, 160, 32], light),
    faded(0.4, ellipse([380, top - 10, 110, 18], '#ffffff')),
  ].join('')
}

/** Draws a table; `round`, `side` and `drawer` vary it. */
export const drawTable: Draw = ({ base, dark, light, accent }, detail) => {
  if (detail.includes('round') || detail.includes('side')) {
    const half = detail.includes('side') ? 190 : 280
    const y = detail.includes('side') ? 330 : 380
    return [
      ground(400, 670, half),
      line(`M400 ${y + 30}V640`, dark, 26),
      both(line(`M${400 - half * 0.62} ${y + 20}L${400 - half * 0.78} 664`, base, 28)),
      path(`M${400 - half} ${y}v26Q400 ${y + 130} ${400 + half} ${y + 26}v-26Z`, dark),
      ellipse([400, y, half, 58], base),
      ellipse([390, y - 6, half - 34, 42], light),
      detail.includes('side')
        ? path('M356 300H426V330Q426 352 391 352Q356 352 356 330Z', accent) + ellipse([391, 300, 35, 9], '#fff6e4')
        : '',
    ].join('')
  }
  return [
    ground(400, 664, 310),
    both(path('M150 420H196L180 660H146Z', base)),
    both(path('M232 430H262L256 610H236Z', dark)),
    path('M140 404H660V452H140Z', dark),
    detail.includes('drawer') ? rect([300, 408, 200, 70, 8], light) + circle([400, 444, 12], accent) : '',
    path('M166 330H634L706 392H94Z', base),
    path('M94 392H706V416H94Z', light),
    line('M220 352H560M180 374H500', dark, 4),
    shine('M190 340H330L270 384H140Z'),
  ].join('')
}

const pot = (x: number, y: number, fill: string): string =>
  path(`M${x} ${y}h56l-8 52h-40Z`, fill) +
  path(`M${x + 28} ${y}q-54 -20 -40 -74q40 14 40 74q-4 -70 26 -92q26 50 -26 92`, '#6f9468')

const books = (x: number, y: number, tones: readonly string[]): string =>
  tones.map((tone, at) => rect([x + at * 26, y - 84 - (at % 2) * 16, 22, 84 + (at % 2) * 16, 3], tone)).join('')

/** Draws a shelf; `ladder`, `cube` and `hooks` vary it. */
export const drawShelf: Draw = ({ base, dark, light, accent }, detail) => {
  if (detail.includes('hooks'))
    return [
      faded(0.15, rect([126, 376, 580, 70, 20], '#2b1d33')),
      rect([110, 350, 580, 70, 20], base),
      shine('M130 360H660V372H130Z'),
      times(
        4,
        (at) =>
          line(`M${190 + at * 140} 392v56q0 34 32 34q26 0 26 -28`, dark, 16) + circle([190 + at * 140, 386, 17], accent)
      ),
      path('M458 470q-40 40 -50 150h120q-10 -110 -70 -150', light),
      line('M470 440q-20 20 -12 36', dark, 8),
    ].join('')
  const levels = detail.includes('ladder')
    ? [220, 360, 500, 630]
    : detail.includes('cube')
      ? [200, 350, 500, 650]
      : [330, 530]
  const sides = detail.includes('ladder')
    ? both(line('M250 130L210 676', dark, 20))
    : detail.includes('cube')
      ? both(rect([190, 200, 20, 460, 0], dark)) + rect([392, 210, 16, 440, 0], dark)
      : both(line('M236 250V560', dark, 12))
  const boards = levels.map((y) => rect([180, y, 440, 24, 5], base) + rect([180, y + 16, 440, 8, 3], dark))
  return [
    levels.length > 2 ? ground(400, 676, 270) : faded(0.13, rect([196, 554, 440, 30, 8], '#2b1d33')),
    sides,
    boards.join(''),
    levels
      .map((y, at) => {
        if (y - 84 < 120) return at === 0 ? pot(470, y - 52, accent) : ''
        return at % 2 === 0
          ? pot(470, y - 52, accent) + books(240, y, [accent, light, dark])
          : books(430, y, ['#d8c49c', accent, light, dark]) +
              circle([290, y - 34, 34], light) +
              rect([276, y - 84, 28, 30, 6], light)
      })
      .join(''),
  ].join('')
}
