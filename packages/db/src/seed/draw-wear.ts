import {
  both,
  circle,
  ellipse,
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

/** Draws pants; `shorts`, `wide`, `cord` and `drawstring` vary them. */
export const drawTrousers: Draw = (palette, detail) => {
  const { base, dark, light, accent } = palette
  const spread = detail.includes('wide') ? 30 : -6
  const end = detail.includes('shorts') ? 470 : 660
  const outline =
    `M276 160H524L${548 + spread / 2} 330L${556 + spread} ${end}Q490 ${end + 14} 438 ${end}L404 316H396L362 ${end}` +
    `Q310 ${end + 14} ${244 - spread} ${end}L${252 - spread / 2} 330Z`
  const cord = detail.includes('cord')
    ? line(
        times(22, (at) => `M${226 + at * 17} 200V680`),
        '#ffffff30',
        5
      )
    : ''
  const tie = detail.includes('drawstring')
    ? line('M394 196q-26 30 -22 84M406 196q26 30 22 76', accent, 8)
    : circle([400, 182, 10], accent)
  const pair = [
    solid(
      outline,
      base,
      [
        cord,
        shade('M404 316L470 200H620V700H436Z'),
        path(`M180 ${end - 34}H620V700H180Z`, dark),
        line(`M318 240Q316 420 304 ${end - 40}M484 240Q486 420 496 ${end - 40}`, '#2b1d3322', 5),
        both(line('M270 300Q330 280 336 208', dark, 6)),
        rect([180, 150, 440, 52, 0], dark),
      ].join('')
    ),
    times(4, (at) => rect([300 + at * 62, 152, 12, 58, 4], light)),
    line('M400 204V290Q398 306 386 310', dark, 5),
    tie,
    shine(`M272 220L266 ${end - 50}L280 ${end - 50}L288 220Z`),
  ].join('')
  return ground(400, 694, 190) + (end < 600 ? moved('translate(0 150)', pair) : pair)
}

const sockOutline =
  'M318 150H446V430Q448 470 486 492L590 552Q632 580 616 622Q600 656 552 656H440Q352 656 330 590Q318 550 318 450Z'

const sock = (palette: { base: string; dark: string; accent: string }, detail: string): string => {
  const bands = detail.includes('stripe')
    ? times(6, (at) => rect([300, 236 + at * 44, 180, 18, 0], palette.accent))
    : ''
  const fleck = detail.includes('fleck')
    ? times(26, (at) => circle([330 + ((at * 47) % 120), 240 + ((at * 83) % 300), 5], palette.accent))
    : ''
  return solid(
    sockOutline,
    palette.base,
    [
      bands + fleck,
      circle([330, 610, 84], palette.accent),
      circle([640, 620, 96], palette.accent),
      rect([300, 140, 180, 76, 0], palette.dark),
      line(
        times(9, (at) => `M${328 + at * 14} 154v56`),
        '#ffffff30',
        4
      ),
      shade('M410 140H480V440Q520 500 640 570V680H420Q440 560 410 460Z'),
    ].join('')
  )
}

/** Draws a pair of socks; `stripe` and `fleck` vary them. */
export const drawSocks: Draw = (palette, detail) =>
  [
    ground(410, 672, 240),
    moved('translate(-118 -22) rotate(-6 400 400)', sock({ ...palette, base: palette.dark }, detail)),
    moved('translate(-14 6)', sock(palette, detail)),
    shine('M316 240H328V470H316Z'),
  ].join('')

const beanie: Draw = ({ base, dark, light, accent }, detail) =>
  [
    ground(400, 640, 210),
    detail.includes('pompom')
      ? circle([400, 206, 58], accent) + shine('M364 180Q390 152 420 166Q380 176 376 206Z')
      : '',
    solid(
      'M228 520Q220 232 400 228Q580 232 572 520Z',
      base,
      [
        line(
          times(9, (at) => `M${400 + (at - 4) * 20} 230Q${400 + (at - 4) * 50} 330 ${400 + (at - 4) * 46} 540`),
          dark,
          5
        ),
        shade('M470 220H600V540H510Q520 340 470 220Z'),
      ].join('')
    ),
    solid(
      'M236 470H564Q590 470 590 498V598Q590 628 560 628H240Q210 628 210 598V498Q210 470 236 470Z',
      light,
      [
        line(
          times(18, (at) => `M${224 + at * 21} 484v132`),
          dark,
          5
        ),
        shade('M500 460H600V640H500Z'),
      ].join('')
    ),
    rect([436, 530, 74, 50, 8], accent),
  ].join('')

const bucketHat: Draw = ({ base, dark, light, accent }) =>
  [
    ground(400, 610, 260),
    path('M270 320Q280 242 400 238Q520 242 530 320L552 480H248Z', base),
    solid(
      'M248 462H552Q660 520 690 566Q540 622 400 622Q260 622 110 566Q140 520 248 462Z',
      light,
      [line('M180 540Q400 600 620 540M220 508Q400 556 580 508', dark, 4), shade('M520 440H720V640H560Z')].join('')
    ),
    path('M252 440H548L554 486Q400 516 246 486Z', accent),
    shade('M480 252Q520 270 530 320L552 460L500 466Q500 330 480 252Z'),
    line('M290 320Q400 350 510 320', dark, 5),
    shine('M296 310Q300 270 340 258Q316 300 306 430L286 432Z'),
  ].join('')

/** Draws a cap; `beanie`, `pompom` and `bucket` choose another kind of hat. */
export const drawCap: Draw = (palette, detail) => {
  if (detail.includes('beanie')) return beanie(palette, detail)
  if (detail.includes('bucket')) return bucketHat(palette, detail)
  const { base, dark, light, accent } = palette
  return [
    ground(390, 600, 270),
    solid(
      'M268 540Q252 284 450 276Q640 284 640 540Q450 592 268 540Z',
      base,
      [
        shade('M540 260H660V600H560Q590 400 540 260Z'),
        line('M450 276Q350 350 350 556M450 276Q530 380 530 566', dark, 5),
        shine('M300 420Q320 330 390 302Q340 370 330 520L300 520Z'),
      ].join('')
    ),
    solid(
      'M272 500Q140 516 92 584Q86 604 110 604Q250 566 430 580Q520 584 470 556Q380 510 272 500Z',
      light,
      [line('M120 588Q250 548 440 564', dark, 4), shade('M90 610Q260 560 480 580V620H90Z')].join('')
    ),
    ellipse([450, 278, 22, 11], dark),
    circle([300, 400, 6], dark),
    rect([392, 392, 92, 66, 14], accent),
  ].join('')
}
