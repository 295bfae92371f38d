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

const planter = (
  palette: { base: string; dark: string; light: string; accent: string },
  top: number,
  band: boolean
): string => {
  const outline = `M250 ${top + 30}H550L516 640Q512 654 494 654H306Q288 654 284 640Z`
  return [
    solid(
      outline,
      palette.base,
      [
        band ? rect([200, Math.round((top + 640) / 2), 400, 34, 0], palette.accent) : '',
        shade(`M470 ${top}H600V670H430Z`),
        shine(`M282 ${top + 60}L304 620H322L304 ${top + 60}Z`),
      ].join('')
    ),
    rect([232, top - 8, 336, 60, 14], palette.light),
    shade(`M490 ${top - 8}H556Q568 ${top - 8} 568 ${top + 6}V${top + 38}Q568 ${top + 52} 556 ${top + 52}H480Z`),
  ].join('')
}

/** Draws a plant pot; `saucer`, `hanging`, `band` and `trough` vary it. */
export const drawPot: Draw = (palette, detail) => {
  const { base, dark, light, accent } = palette
  if (detail.includes('trough'))
    return [
      ground(400, 640, 300),
      times(9, (at) =>
        path(
          `M${170 + at * 56} 430q-40 -60 -16 -130q34 50 30 128q16 -60 52 -84q0 56 -52 90Z`,
          at % 2 === 0 ? '#6d9163' : '#8aab74'
        )
      ),
      solid(
        'M120 420H680L650 640H150Z',
        base,
        `${shade('M560 410H700V660H540Z')}${line('M150 480H660M160 540H650', dark, 6)}`
      ),
      rect([108, 404, 584, 40, 10], light),
    ].join('')
  if (detail.includes('hanging'))
    return [
      line('M400 60L256 400M400 60L544 400M400 60V400', accent, 7),
      circle([400, 56, 14], dark),
      times(
        6,
        (at) =>
          line(`M${300 + at * 40} 410q${(at - 3) * 26} 80 ${(at - 3) * 34} 190`, '#7b9d6c', 9) +
          times(4, (leaf) =>
            circle(
              [300 + at * 40 + (at - 3) * (8 + leaf * 8), 450 + leaf * 46, 15],
              leaf % 2 === 0 ? '#7b9d6c' : '#94b581'
            )
          )
      ),
      solid(
        'M230 390H570Q566 560 400 566Q234 560 230 390Z',
        base,
        `${shade('M480 380H600V580H400Q500 520 480 380Z')}${shine('M260 410Q264 480 300 516L314 506Q284 470 280 410Z')}`
      ),
      rect([222, 378, 356, 30, 15], light),
    ].join('')
  return [
    ground(400, 660, 220),
    detail.includes('saucer') ? path('M230 630H570L540 668H260Z', dark) + rect([222, 622, 356, 18, 9], light) : '',
    planter(palette, 350, detail.includes('band')),
    ellipse([400, 344, 156, 22], mix(dark, '#2b1d33', 0.3)),
    ellipse([400, 348, 140, 15], '#5d4335'),
  ].join('')
}

const leaves: Readonly<Record<string, (green: string) => string>> = {
  monstera: (green) =>
    times(5, (at) =>
      moved(
        `rotate(${(at - 2) * 34} 400 460)`,
        line('M400 460V250', mix(green, '#2a1f38', 0.3), 9) +
          path(
            'M400 130Q494 160 480 256L444 250L466 284L426 280L440 310L400 318L360 310L374 280L334 284' +
              'L356 250L320 256Q306 160 400 130Z',
            at % 2 === 0 ? green : mix(green, '#ffffff', 0.16)
          ) +
          line('M400 160V310', mix(green, '#ffffff', 0.35), 4)
      )
    ),
  olive: (green) =>
    line('M400 470Q390 360 400 240M398 380Q340 330 310 260M400 350Q460 300 490 230', '#8a6a4c', 13) +
    times(22, (at) => {
      const x = 270 + ((at * 83) % 260)
      const y = 130 + ((at * 59) % 210)
      const leaf = ellipse([x, y, 36, 12], mix(green, '#ffffff', (at % 3) * 0.16))
      return moved(`rotate(${(at * 47) % 180} ${x} ${y})`, leaf)
    }),
  snake: (green) =>
    times(7, (at) =>
      moved(
        `rotate(${(at - 3) * 9} 400 560)`,
        path('M376 470Q366 300 400 130Q434 300 424 470Z', at % 2 === 0 ? green : mix(green, '#2a1f38', 0.16)) +
          line('M380 430Q372 300 398 160', '#e3d68a', 6)
      )
    ),
  fern: (green) =>
    times(7, (at) => {
      const leaf = (row: number) => `M398 ${392 - row * 32}q-44 -6 -56 -40q42 2 56 40q14 -38 56 -40q-12 34 -56 40`
      const frond = line('M400 450V176', green, 7) + path(times(7, leaf), mix(green, '#ffffff', (at % 3) * 0.14))
      return moved(`rotate(${(at - 3) * 29} 400 450)`, frond)
    }),
  cactus: (green) =>
    path('M340 470V250Q340 180 400 180Q460 180 460 250V470Z', green) +
    line('M330 380Q270 380 270 320V290', green, 46) +
    line('M470 340Q530 340 530 280V256', green, 40) +
    line('M370 460V250M400 460V230M430 460V250', mix(green, '#ffffff', 0.35), 5) +
    circle([400, 176, 24], '#e9818a') +
    circle([400, 176, 10], '#f8d78a'),
  herb: (green) =>
    times(26, (at) => {
      const x = 280 + ((at * 97) % 240)
      const y = 220 + ((at * 53) % 200)
      return path(`M${x} ${y + 44}q-40 -34 0 -76q40 42 0 76`, mix(green, '#ffffff', (at % 4) * 0.12))
    }),
}

/** Draws a potted plant; `monstera`, `olive`, `snake`, `fern`, `cactus` and `herb` choose the plant. */
export const drawPlant: Draw = (palette, detail) => {
  const kind = Object.keys(leaves).find((name) => detail.includes(name)) ?? 'herb'
  return [
    ground(400, 660, 200),
    (leaves[kind] ?? (() => ''))(kind === 'olive' ? '#8a9b6b' : '#5f8f63'),
    planter(palette, 450, detail.includes('band')),
  ].join('')
}

/** Draws a watering can; `long` has a long spout. */
export const drawWateringCan: Draw = ({ base, dark, light, accent }, detail) => {
  const long = detail.includes('long')
  return [
    ground(370, 654, 250),
    line('M250 380Q130 330 120 450Q120 560 236 580', accent, 26),
    line('M270 350Q340 200 450 350', dark, 22),
    long
      ? line('M470 590Q600 560 610 400Q612 290 690 250', dark, 22)
      : line('M470 560L654 330', dark, 36) + moved('rotate(40 670 310)', rect([604, 280, 132, 44, 14], light)),
    solid(
      'M236 350H484L506 630Q506 652 484 652H236Q214 652 214 630Z',
      base,
      [
        shade('M420 340H520V670H400Z'),
        rect([200, 440, 320, 12, 0], dark),
        rect([200, 584, 320, 12, 0], dark),
        shine('M256 370L240 620H258L274 370Z'),
      ].join('')
    ),
    ellipse([360, 350, 124, 26], light),
    ellipse([366, 352, 92, 17], dark),
  ].join('')
}

const heads: Readonly<Record<string, string>> = {
  trowel: 'M352 200Q400 60 448 200V330Q440 380 400 384Q360 380 352 330Z',
  fork:
    'M336 130Q344 110 352 130V270H388V110Q400 90 412 110V270H448V130Q456 110 464 130V310Q460 370 400 376' +
    'Q340 370 336 310Z',
}

const shears = ({ base, dark, light }: { base: string; dark: string; light: string }): string =>
  [
    moved(
      'rotate(16 400 360)',
      path('M380 380Q360 220 410 120Q452 230 430 380Z', '#c3ccd2') +
        shine('M396 360Q380 240 408 140L400 360Z') +
        line('M402 400Q330 500 350 660', base, 44)
    ),
    moved(
      'rotate(-16 400 360)',
      path('M378 380Q372 270 400 190Q440 280 424 380Z', '#9aa5ad') +
        line('M398 400Q470 500 450 660', base, 44) +
        line('M404 430Q452 510 440 620', light, 8)
    ),
    circle([400, 376, 26], dark),
    circle([400, 376, 10], light),
  ].join('')

/** Draws a garden hand tool: a trowel, or with `fork` or `shears` that tool. */
export const drawTrowel: Draw = (palette, detail) => {
  if (detail.includes('shears'))
    return (
      cast(moved('rotate(24 400 400)', shears({ base: '#2b1d33', dark: '#2b1d33', light: '#2b1d33' }))) +
      moved('rotate(24 400 400)', shears(palette))
    )
  const { base, dark, light, accent } = palette
  const head = heads[detail.includes('fork') ? 'fork' : 'trowel'] ?? ''
  const handle = 'M372 470H428L440 680Q438 720 400 722Q362 720 360 680Z'
  const tool = [
    line('M400 370V480', '#8b969e', 22),
    solid(head, '#b4bec6', shade('M404 60H480V400H404Z') + shine('M362 210Q372 150 388 130L380 350Q364 330 362 300Z')),
    solid(handle, base, shade('M410 460H450V730H410Z') + line('M384 500L378 670', light, 8)),
    rect([366, 462, 68, 26, 8], dark),
    line('M400 700Q430 760 450 730', accent, 6),
  ].join('')
  return (
    cast(moved('rotate(34 400 410)', path(head, '#2b1d33') + path(handle, '#2b1d33'))) +
    moved('rotate(34 400 410)', tool)
  )
}

/** Draws a bird house on a post. */
export const drawBirdHouse: Draw = ({ base, dark, light, accent }) =>
  [
    ground(400, 690, 130),
    rect([382, 560, 36, 130, 0], dark),
    solid(
      'M260 320L400 200L540 320V580H260Z',
      base,
      line('M260 420H540M260 500H540', dark, 5) + shade('M480 250L540 320V590H470Z')
    ),
    line('M228 342L400 190L572 342', accent, 34),
    circle([400, 400, 54], dark),
    circle([406, 406, 44], mix(dark, '#000000', 0.4)),
    line('M400 490V520', light, 16),
    faded(0.9, both(circle([290, 550, 6], light))),
  ].join('')
