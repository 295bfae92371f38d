import { productsOf } from './catalogue-row.ts'
import { drawMug } from './draw-cups.ts'
import { drawLantern } from './draw-light.ts'
import { drawBackpack, drawBottle, drawFlashlight, drawHammock, drawTent } from './draw-outdoor.ts'

const backpacks = productsOf({ type: 'Backpacks', draw: drawBackpack, tags: 'outdoor, bags' }, [
  {
    title: 'Commuter Roll-Top Backpack', by: 'Fjell & Fern', price: 119, grams: 980,
    look: 'roll', tags: 'cycling, waterproof',
    options: ['Colour: Coral | Olive | Black'],
    about:
      'Rolls shut against the rain and grows by a third on market days. The back panel is stiff, so the laptop ' +
      'does not print through.',
    more: 'Reflective loops for a light are sewn in where drivers look.',
    facts: '20–26 litres | Welded seams | 16-inch laptop sleeve'
  },
  {
    title: 'Ridgeway Hiking Pack', by: 'Fjell & Fern', price: 189, was: 225, grams: 1650,
    look: 'hike', tags: 'hiking, trekking',
    options: ['Colour: Forest | Mustard'],
    about:
      'A pack for three days between huts, with a frame that moves when you do and hip pockets that fit a ' +
      'chocolate bar.',
    more: 'The rain cover lives in its own pocket at the bottom.',
    facts: '42 litres | Adjustable back length | Recycled ripstop'
  },
  {
    title: 'Schoolyard Flap Backpack', by: 'Oakum', price: 79, grams: 720, look: 'flap', tags: 'canvas, everyday',
    options: ['Colour: Ochre | Navy | Sage'],
    about:
      'A canvas rucksack with a flap and two buckles you can work with mittens on. Simple inside: one large room, ' +
      'one small one.',
    more: 'The straps are wide and soft from the first morning.',
    facts: '17 litres | Waxed cotton canvas | Leather trims'
  }
])

const bottles = productsOf({ type: 'Bottles & Flasks', draw: drawBottle, tags: 'outdoor, drinks' }, [
  {
    title: 'Ridge Steel Bottle', by: 'Fjell & Fern', price: 26, grams: 290, look: 'loop two', tags: 'steel',
    options: ['Colour: Teal | Rust | Chalk', 'Size: 500 ml | 750 ml +5 +90g'],
    about:
      'A single-walled steel bottle that weighs little and dents with character. The loop clips to a pack and the ' +
      'mouth takes ice cubes.',
    more: 'No liner, no plastic taste, no whistle.',
    facts: '18/8 stainless steel | Leakproof lid | Dishwasher safe'
  },
  {
    title: 'Basecamp Vacuum Flask', by: 'Fjell & Fern', price: 39, was: 49, grams: 560,
    look: 'flask', tags: 'steel, coffee',
    options: ['Colour: Forest | Red'],
    about: 'Still hot at the summit and still warm on the train home. The lid is a proper cup with walls of its own.',
    more: 'Pours through a half turn, so the heat stays in.',
    facts: '1 litre | 24 hours hot, 36 cold | Spare seal included'
  },
  {
    title: 'Lido Insulated Bottle', by: 'Fjell & Fern', price: 34, grams: 380, look: 'ring', tags: 'steel, everyday',
    options: ['Colour: Lilac | Sea | Ink'],
    about: 'Keeps lemonade cold from breakfast until the last swim. Two painted rings tell you which one is yours.',
    more: 'Slim enough for a car’s cup holder.',
    facts: '600 ml | Double-walled steel | Powder coat'
  }
])

const tents = productsOf({ type: 'Tents & Hammocks', draw: drawTent, tags: 'outdoor, camping' }, [
  {
    title: 'Clearing Canvas Tipi', by: 'Fjell & Fern', price: 489, grams: 11500,
    colour: 'Ochre', accent: 'Rust', tags: 'canvas, family',
    about:
      'One pole, eight pegs, ten minutes. A cotton tipi for four that breathes at night and glows like a lantern ' +
      'from outside.',
    more: 'The floor zips out for those who like to have grass in the morning.',
    facts: '3.6 m across, 2.4 m tall | Cotton-polyester canvas | Sleeps four'
  },
  {
    title: 'Windward Tunnel Tent', by: 'Fjell & Fern', price: 349, was: 419, grams: 3100,
    look: 'tunnel', colour: 'Moss', accent: 'Mustard', tags: 'trekking',
    about:
      'Pitched in one go, outer and inner together, so the bed stays dry while you wrestle with the weather. The ' +
      'porch has room for two packs and a stove.',
    more: 'Guy lines glow faintly, for the walk at three in the morning.',
    facts: 'Sleeps two | 4000 mm water column | Packs to 45 × 16 cm'
  }
])

const mugs = productsOf({ type: 'Camp Kitchen', draw: drawMug, tags: 'outdoor, camping' }, [
  {
    title: 'Campfire Enamel Mug', by: 'Kettle Row', price: 14, grams: 150, look: 'enamel', tags: 'enamel, coffee',
    options: ['Colour: White | Sky | Forest'],
    about:
      'A steel mug that can sit straight on the embers and be thrown into any bag. Chips happen; they are campsite ' +
      'medals.',
    more: 'Enamelled twice and fired at 800 degrees.',
    facts: '350 ml | Enamelled steel | Not for the microwave'
  }
])

const lights = productsOf({ type: 'Torches', draw: drawFlashlight, tags: 'outdoor, lighting' }, [
  {
    title: 'Night Watch Torch', by: 'Dovetail Tools', price: 44, grams: 210,
    colour: 'Mustard', accent: 'Red', tags: 'aluminium',
    about:
      'A milled aluminium torch with one button and a beam you can focus with a twist. It floats, lens up, if you ' +
      'drop it off the jetty.',
    more: 'Charges through a port hidden beneath the tail cap.',
    facts: '600 lumens | 12 hours on low | USB-C'
  },
  {
    title: 'Glowworm Head Torch', by: 'Fjell & Fern', price: 36, grams: 78, look: 'head', tags: 'running, camping',
    options: ['Colour: Teal | Coral'],
    about:
      'Light for hands that are busy: putting up tents, changing nappies, reading in the bunk. A red mode keeps ' +
      'night eyes and neighbours undisturbed.',
    more: 'The band washes out and dries by morning.',
    facts: '300 lumens | Splashproof | USB-C, 20 hours on low'
  }
])

const hammocks = productsOf({ type: 'Tents & Hammocks', draw: drawHammock, tags: 'outdoor, summer' }, [
  {
    title: 'Siesta Striped Hammock', by: 'Isla Verde', price: 89, grams: 1500,
    look: 'stripe fringe', tags: 'cotton, garden',
    options: ['Colour: Sky | Coral'],
    about:
      'Woven in one width from soft cotton, wide enough to lie across, which is the comfortable way. The fringe is ' +
      'knotted by hand.',
    more: 'Two trees, two metres of shade and a book are not included.',
    facts: '230 × 150 cm | Holds 180 kg | Ropes included'
  }
])

const lanterns = productsOf({ type: 'Camp Kitchen', draw: drawLantern, tags: 'outdoor, lighting' }, [
  {
    title: 'Basecamp Lantern', by: 'Fjell & Fern', price: 64, grams: 640, look: 'camp', tags: 'camping, rechargeable',
    options: ['Colour: Forest | Rust'],
    about:
      'An LED lantern with the warm colour of the paraffin one it replaces. Turn the knob for anything between a ' +
      'candle and a floodlit card game.',
    more: 'The handle folds down, and hangs from a tent pole without slipping.',
    facts: '5–450 lumens | 80 hours on low | Charges a phone in need'
  }
])

/** Backpacks, bottles, tents and lights for outdoors. */
export const outdoor = [...backpacks, ...bottles, ...tents, ...mugs, ...lights, ...hammocks, ...lanterns]
