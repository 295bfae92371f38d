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
  shine,
  solid,
  times,
  type Draw,
} from './drawing.ts'

/** Draws a teapot; `iron` and `glass` vary it. */
export const drawTeapot: Draw = (palette, detail) => {
  const { base, dark, light, accent } = palette
  const iron = detail.includes('iron')
  const dots = times(4, (row) => times(9, (at) => circle([210 + at * 46 + (row % 2) * 23, 448 + row * 40, 8], light)))
  return [
    ground(400, 654, 250),
    iron
      ? line('M258 380Q250 200 400 196Q550 200 542 380', dark, 20)
      : line('M236 420Q110 400 130 510Q150 590 250 580', accent, 28),
    path('M524 540Q600 530 612 420Q616 380 660 368L694 390Q676 420 676 450Q660 600 540 620Z', dark),
    solid(
      'M216 490Q220 372 400 366Q580 372 584 490Q584 612 480 650H320Q216 612 216 490Z',
      base,
      [
        iron ? faded(0.5, dots) : '',
        detail.includes('band') ? rect([200, 470, 400, 30, 0], accent) : '',
        shade('M470 350H600V670H420Q540 540 470 350Z'),
        shine('M246 480Q250 420 310 398Q284 440 282 560L262 550Q246 520 246 480Z'),
      ].join('')
    ),
    path('M306 374Q310 330 400 326Q490 330 494 374Q400 396 306 374Z', light),
    line('M306 374Q400 398 494 374', dark, 6),
    circle([400, 312, 24], iron ? dark : accent),
  ].join('')
}

/** Draws a frying pan; `steel`, `wok` and `lid` vary it. */
export const drawPan: Draw = (palette, detail) => {
  const { base, dark, light, accent } = palette
  const deep = detail.includes('wok') ? 650 : 580
  const lid = detail.includes('lid')
    ? path('M132 440Q150 350 330 340Q510 350 528 440Q330 490 132 440Z', light) +
      shine('M180 420Q220 372 310 362Q240 392 220 438Z') +
      rect([300, 306, 60, 40, 16], accent)
    : ''
  return [
    ground(330, deep + 12, 210),
    line('M510 470L702 398', dark, 40),
    line('M590 440L700 399', accent, 36),
    circle([694, 401, 9], palette.background),
    solid(
      `M118 440H542Q536 ${deep - 20} 430 ${deep}H230Q124 ${deep - 20} 118 440Z`,
      base,
      [shade('M430 430H560V680H340Q450 560 430 430Z'), shine('M146 490Q156 540 196 562L214 556Q178 530 170 494Z')].join(
        ''
      )
    ),
    ellipse([330, 440, 214, 64], light),
    ellipse([330, 445, 198, 54], dark),
    faded(0.55, ellipse([330, 456, 172, 40], base)),
    lid === '' ? shine('M170 430Q220 400 320 396Q230 414 196 452Z') : lid,
  ].join('')
}

/** Draws a casserole with a lid and two handles. */
export const drawCasserole: Draw = ({ base, dark, light, accent }) =>
  [
    ground(400, 650, 270),
    both(line('M184 450Q110 440 118 490Q126 524 186 516', dark, 26)),
    solid(
      'M170 420H630V580Q630 648 560 650H240Q170 648 170 580Z',
      base,
      [
        shade('M520 400H640V680H470Q540 560 520 400Z'),
        shine('M196 470V590Q200 620 224 628L236 622Q220 600 220 470Z'),
      ].join('')
    ),
    rect([156, 404, 488, 34, 17], light),
    solid(
      'M176 404Q190 300 400 292Q610 300 624 404Z',
      base,
      [shade('M500 280H640V420H560Q560 340 500 280Z'), shine('M212 384Q230 330 330 316Q256 348 240 388Z')].join('')
    ),
    rect([384, 262, 32, 34, 6], dark),
    ellipse([400, 258, 46, 20], accent),
  ].join('')

const blades: Readonly<Record<string, string>> = {
  chef: 'M96 424Q260 350 480 350V446Q240 470 96 424Z',
  bread:
    'M96 372Q130 352 480 352V424L464 432L448 424L432 432L416 424L400 432L384 424L368 432L352 424L336 432' +
    'L320 424L304 432L288 424L272 432L256 424L240 432L224 424L208 432L192 424L176 432L160 424' +
    'Q110 420 96 372Z',
  santoku: 'M110 448Q112 362 210 348H480V450Z',
  paring: 'M240 412Q340 362 480 362V430Q340 436 240 412Z',
}

/** Draws a kitchen knife; `bread`, `santoku` and `paring` choose another blade. */
export const drawKnife: Draw = (palette, detail) => {
  const kind = Object.keys(blades).find((name) => detail.includes(name)) ?? 'chef'
  const blade = blades[kind] ?? ''
  const handle = 'M486 356H690Q724 356 720 396Q716 438 690 438Q650 424 610 430Q560 440 486 432Z'
  const knife = [
    solid(
      blade,
      '#c6ced4',
      [path('M60 330H500V392Q260 380 60 420Z', '#e4e9ec'), line('M96 430Q280 452 480 436', '#ffffff', 6)].join('')
    ),
    rect([472, 346, 26, 100, 6], '#8d979f'),
    solid(
      handle,
      palette.base,
      `${line('M490 380Q600 392 720 372', palette.light, 10)}${shade('M480 410Q600 400 730 410V450H480Z')}`
    ),
    circle([546, 396, 9], palette.accent) +
      circle([606, 394, 9], palette.accent) +
      circle([666, 394, 9], palette.accent),
  ].join('')
  const outline = path(blade, '#2b1d33') + path(handle, '#2b1d33')
  return cast(moved('rotate(-38 400 400)', outline)) + moved('rotate(-38 400 400)', knife)
}

const grain = (ink: string): string =>
  line(
    'M200 300Q400 280 600 310M200 360Q380 400 600 350M200 430Q420 400 600 450M200 500Q380 530 600 490' +
      'M200 570Q420 540 600 590',
    ink,
    6
  )

/** Draws a cutting board; `round` and `long` vary it. */
export const drawBoard: Draw = ({ base, dark, light, accent }, detail) => {
  const outline = detail.includes('round')
    ? 'M366 300V176Q366 150 400 150Q434 150 434 176V300Q590 330 590 480Q586 650 400 656Q214 650 210 480' +
      'Q210 330 366 300Z'
    : 'M262 250H352Q366 246 366 226V168Q366 140 400 140Q434 140 434 168V226Q434 246 448 250H538' +
      'Q566 250 566 278V628Q566 656 538 656H262Q234 656 234 628V278Q234 250 262 250Z'
  return [
    ground(412, 660, 210),
    moved('translate(14 4)', path(outline, dark)),
    solid(
      outline,
      base,
      [
        faded(0.5, grain(dark)),
        detail.includes('block') ? times(4, (at) => rect([234 + at * 88, 240, 44, 440, 0], light)) : '',
        shade('M480 130H620V680H520Z'),
        shine('M250 280H266V620H250Z'),
      ].join('')
    ),
    circle([400, 186, 14], dark),
    line('M400 186Q380 120 420 96', accent, 7),
  ].join('')
}

/** Draws a kettle; `gooseneck` varies its spout. */
export const drawKettle: Draw = ({ base, dark, light, accent }, detail) =>
  [
    ground(400, 654, 250),
    detail.includes('gooseneck')
      ? line('M520 580Q640 580 634 470Q630 400 664 372L694 362', dark, 24) +
        line('M276 400Q150 350 150 450Q152 540 166 590', accent, 30)
      : path('M520 480L640 380L676 398L560 600Z', dark) + line('M262 390Q240 200 400 196Q560 200 538 390', accent, 28),
    solid(
      'M286 360H514Q566 440 578 620Q580 652 548 652H252Q220 652 222 620Q234 440 286 360Z',
      base,
      [
        shade('M450 340H600V680H480Q500 500 450 340Z'),
        shine('M286 420Q262 500 260 610L284 614Q286 500 310 420Z'),
        rect([200, 628, 400, 40, 0], dark),
      ].join('')
    ),
    path('M290 362Q296 326 400 320Q504 326 510 362Z', light),
    rect([286, 354, 228, 14, 7], dark),
    rect([386, 292, 28, 32, 8], dark),
    circle([400, 288, 20], accent),
  ].join('')

/** Draws a turned wooden pepper mill. */
export const drawMill: Draw = ({ base, dark, light, accent }) => {
  const outline =
    'M322 652V580Q360 520 344 440Q320 400 336 360H464Q480 400 456 440Q440 520 478 580V652Q400 664 322 652Z'
  return [
    ground(400, 654, 150),
    solid(
      outline,
      base,
      shade('M426 340H500V680H420Q450 520 426 340Z') + shine('M342 600Q372 520 360 450L374 448Q388 520 362 620Z')
    ),
    rect([318, 614, 164, 14, 4], dark),
    rect([332, 344, 136, 18, 9], dark),
    solid('M330 344Q318 240 400 230Q482 240 470 344Z', light, shade('M424 220H490V360H434Z')),
    rect([390, 200, 20, 34, 4], accent),
    circle([400, 192, 22], accent),
  ].join('')
}

const utensil = (head: string, palette: { base: string; dark: string }): string =>
  rect([388, 330, 24, 340, 12], palette.base) + path(head, palette.base) + shade('M402 330H412V660H402Z')

/** Draws three wooden kitchen tools, fanned out. */
export const drawUtensils: Draw = ({ base, dark, light }) => {
  const spoon =
    utensil('M400 130Q464 150 460 250Q452 330 400 348Q348 330 340 250Q336 150 400 130Z', { base, dark }) +
    ellipse([400, 236, 40, 70], dark)
  const spatula =
    utensil('M344 140H456L444 320Q400 360 356 320Z', { base: light, dark }) +
    times(3, (at) => rect([368 + at * 26, 180, 12, 110, 6], dark))
  const server = utensil('M348 150Q400 120 452 150V300Q420 350 400 350Q380 350 348 300Z', { base: dark, dark })
  const fan = moved('rotate(-20 400 700)', server) + moved('rotate(20 400 700)', spatula) + spoon
  return ground(400, 680, 140) + fan
}
