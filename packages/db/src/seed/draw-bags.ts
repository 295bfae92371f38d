import { both, circle, faded, ground, line, moved, rect, shade, shine, solid, times, type Draw } from './drawing.ts'

/** Draws a tote bag; `stripe`, `pocket`, `leather` and `long` vary it. */
export const drawTote: Draw = (palette, detail) => {
  const { base, dark, light, accent } = palette
  const top = detail.includes('long') ? 110 : 176
  const handle = `M314 340V${top + 70}Q314 ${top} 400 ${top}Q486 ${top} 486 ${top + 70}V340`
  const stripes = detail.includes('stripe') ? times(5, (at) => rect([180, 420 + at * 44, 440, 20, 0], accent)) : ''
  const pocket = detail.includes('pocket') ? rect([300, 430, 200, 150, 12], light) + line('M304 456H496', dark, 5) : ''
  const straps = detail.includes('leather') ? both(rect([296, 320, 36, 330, 0], accent)) : ''
  return [
    ground(400, 664, 250),
    moved('translate(22 -14)', line(handle, dark, 22)),
    solid(
      'M222 310H578L606 640Q606 662 580 662H220Q194 662 194 640Z',
      base,
      [
        stripes,
        straps,
        rect([180, 300, 440, 34, 0], dark),
        shade('M500 290H640V680H540Z'),
        line('M260 660Q280 600 250 560M560 660Q530 600 556 540', '#2b1d3322', 6),
        shine('M240 350L226 620H242L254 350Z'),
      ].join('')
    ),
    pocket,
    line(handle, detail.includes('leather') ? accent : light, 22),
    both(circle([314, 352, 7], dark)),
  ].join('')
}

/** Draws a weekend bag with two handles. */
export const drawDuffel: Draw = ({ base, dark, light, accent }) =>
  [
    ground(400, 656, 300),
    moved('translate(16 -16)', line('M290 380Q290 210 400 210Q510 210 510 380', dark, 20)),
    solid(
      'M150 420Q150 330 240 330H560Q650 330 650 420V600Q650 654 596 654H204Q150 654 150 600Z',
      base,
      [
        rect([140, 560, 520, 110, 0], dark),
        both(rect([272, 320, 38, 350, 0], accent)),
        shade('M560 320H660V670H590Z'),
        shine('M170 420Q176 352 240 346V356Q190 366 186 560H170Z'),
      ].join('')
    ),
    line('M220 366H580', light, 12),
    line('M290 430V300Q290 220 400 220Q510 220 510 300V430', accent, 22),
    rect([340, 236, 120, 0, 0], light),
    rect([352, 206, 96, 30, 14], dark),
    both(circle([158, 470, 16], light)),
  ].join('')

const scarfEnd = (palette: { dark: string; accent: string }): string =>
  times(4, (at) => rect([300, 520 - at * 54, 140, 20, 0], at % 2 === 0 ? palette.accent : palette.dark))

/** Draws a knotted scarf with fringes. */
export const drawScarf: Draw = ({ base, dark, light, accent }) =>
  [
    ground(400, 690, 200),
    line('M300 290Q300 190 400 190Q500 190 500 290', dark, 74),
    moved(
      'rotate(-9 400 340)',
      line(
        times(7, (at) => `M${424 + at * 16} 640v40`),
        base,
        8
      ) +
        solid(
          'M418 330H534V646H418Z',
          base,
          faded(0.7, moved('translate(100 80)', scarfEnd({ dark, accent }))) + shade('M490 300H540V660H490Z')
        )
    ),
    moved(
      'rotate(8 400 340)',
      line(
        times(7, (at) => `M${288 + at * 16} 600v44`),
        light,
        8
      ) +
        solid(
          'M282 320H398V610H282Z',
          light,
          moved('translate(-20 44)', scarfEnd({ dark, accent })) + shade('M360 300H400V640H360Z')
        )
    ),
    solid(
      'M254 270Q260 240 300 250Q400 320 500 250Q540 240 546 270Q556 350 480 376Q400 396 320 376Q244 350 254 270Z',
      base,
      line('M270 290Q400 370 530 290M280 330Q400 400 520 330', dark, 7)
    ),
    shine('M268 280Q276 260 300 266Q310 290 340 300Q300 312 268 280Z'),
  ].join('')
