import { productsOf } from './catalogue-row.ts'
import { drawBlanket, drawCushion } from './draw-home.ts'
import { drawClock, drawMirror } from './draw-wall.ts'

const cushions = productsOf({ type: 'Cushions', draw: drawCushion, tags: 'home, textiles' }, [
  {
    title: 'Pavilion Stripe Cushion', by: 'Atelier Brume', price: 42, grams: 620, look: 'stripe', tags: 'stripes',
    options: ['Colour: Teal | Coral | Stone'],
    about: 'Deck-chair stripes on a tightly woven cotton that stands up to bare feet and biscuit crumbs.',
    more: 'Filled with feathers from retired duvets, washed and sorted.',
    facts: '50 × 50 cm | Filling included | Cover washable at 40 °C'
  },
  {
    title: 'Rainbow Arch Cushion', by: 'Atelier Brume', price: 49, grams: 640, look: 'arch', tags: 'pattern, kids',
    options: ['Colour: Forest | Ochre'],
    about:
      'Three tufted arches, one inside the other, in wool you want to run a finger along. It cheers up a grey sofa ' +
      'at once.',
    more: 'Tufted by a women’s cooperative outside Jaipur.',
    facts: '45 × 45 cm | Wool on cotton | Hidden zip'
  },
  {
    title: 'Velvet Button Cushion', by: 'Atelier Brume', price: 45, was: 58, grams: 700, look: 'button', tags: 'velvet',
    options: ['Colour: Plum | Olive | Navy'],
    about:
      'Cotton velvet with a short, dense pile and one deep button in the middle, so that it sits like a proper ' +
      'upholstered seat.',
    more: 'The colour changes as you stroke it.',
    facts: '45 × 45 cm | Cotton velvet | Filling included'
  },
  {
    title: 'Half Moon Block Cushion', by: 'Atelier Brume', price: 39, grams: 580, look: 'block', tags: 'pattern',
    options: ['Colour: Blush | Sky'],
    about: 'Two fields of colour and a moon between them, pieced from linen like a quilt rather than printed.',
    more: 'The back is plain, for quieter days.',
    facts: '50 × 50 cm | Washed linen | Filling sold with it'
  }
])

const blankets = productsOf({ type: 'Blankets', draw: drawBlanket, tags: 'home, textiles' }, [
  {
    title: 'Jämtland Check Throw', by: 'Norrvik', price: 98, grams: 980,
    look: 'check fringe', tags: 'wool, winter, gift',
    options: ['Colour: Rust | Forest'],
    about:
      'A broad check in wool from Jämtland sheep, brushed until it is nearly felt. Big enough for two people and a ' +
      'film.',
    more: 'It smells faintly of summer pasture when it comes in from the rain.',
    facts: '130 × 200 cm | 100 % wool | Air outside, wash rarely'
  },
  {
    title: 'Shore Stripe Blanket', by: 'Norrvik', price: 79, was: 99, grams: 860,
    look: 'stripe', tags: 'cotton, summer',
    options: ['Colour: Sand | Sea | Lilac'],
    about: 'A cotton blanket for beaches, balconies and the end of the bed. Woven loosely, so sand shakes right out.',
    more: 'The edges are turned and sewn, with no fringe to catch on the pier.',
    facts: '140 × 190 cm | Recycled cotton | Wash at 40 °C'
  },
  {
    title: 'Waffle Bed Throw', by: 'Atelier Brume', price: 89, grams: 1200, look: 'waffle', tags: 'linen, bedroom',
    options: ['Colour: Mustard | Stone', 'Size: 130 × 180 cm | 220 × 260 cm +60 +1100g'],
    about: 'Deep waffle squares in linen and cotton that hold warm air in winter and let it go in summer.',
    more: 'It shrinks a little in the first wash and turns wonderfully rumpled; we have allowed for that.',
    facts: '60 % linen, 40 % cotton | Prewashed | Line dry'
  }
])

const clocks = productsOf({ type: 'Clocks', draw: drawClock, tags: 'home, clocks' }, [
  {
    title: 'Platform Wall Clock', by: 'Glimra', price: 79, grams: 1100, tags: 'wall',
    options: ['Colour: Ink | Red | Sage'],
    about: 'A station clock for the kitchen: strong marks, clear hands and a sweeping second hand that never ticks.',
    more: 'Readable from the other end of the corridor, with or without glasses.',
    facts: '30 cm across | Silent movement | One AA battery'
  },
  {
    title: 'Rooster Alarm Clock', by: 'Glimra', price: 36, grams: 320, look: 'alarm', tags: 'bedroom',
    options: ['Colour: Coral | Mint'],
    about:
      'Two bells, one hammer and no snooze button. It gets the job done and keeps the telephone out of the bedroom.',
    more: 'The hands glow softly for the hours before.',
    facts: '11 cm tall | Silent until it rings | One AA battery'
  },
  {
    title: 'Ash Face Clock', by: 'Marrow & Pine', price: 92, grams: 1250, look: 'wood', tags: 'wall, wood',
    options: ['Wood: Ash | Walnut'],
    about:
      'A dial turned from a single disc of wood, slightly hollowed so the light draws a crescent across it as the ' +
      'day goes by.',
    more: 'Each comes from a different tree, and from a different year.',
    facts: '28 cm across | Solid wood | Silent movement'
  }
])

const mirrors = productsOf({ type: 'Mirrors', draw: drawMirror, tags: 'home, mirrors' }, [
  {
    title: 'Porthole Mirror', by: 'Lund & Falk', price: 129, grams: 4200, tags: 'wall, hallway',
    options: ['Finish: Brass | Black'],
    about:
      'A round mirror in a slim metal frame, for checking the hat on the way out. Bevelled, so that it catches ' +
      'light from the side.',
    more: 'Hangs on one screw; the paper template is in the box.',
    facts: '60 cm across | Solid metal frame | Fittings included'
  },
  {
    title: 'Cloister Arch Mirror', by: 'Lund & Falk', price: 219, grams: 9800, look: 'arch', tags: 'wall, bedroom',
    options: ['Wood: Oak | Walnut'],
    about: 'A tall arch that borrows light from the window and hands it on to the darker half of the room.',
    more: 'Stand it on a chest of drawers or hang it; the fittings allow both.',
    facts: '60 × 95 cm | Solid oak or walnut | 5 mm glass'
  },
  {
    title: 'Saddle Strap Mirror', by: 'Lund & Falk', price: 89, grams: 2900,
    look: 'strap', accent: 'Clay', tags: 'wall, leather',
    options: ['Colour: Charcoal | Sage'],
    about:
      'Held by a leather strap on a wooden peg, like something in a ship’s cabin. The strap is adjustable, so eye ' +
      'level is up to you.',
    more: 'Leather and frame are made by the same saddler.',
    facts: '45 cm across | Bridle leather | Peg included'
  }
])

/** Cushions, blankets, clocks and mirrors. */
export const rooms = [...cushions, ...blankets, ...clocks, ...mirrors]
