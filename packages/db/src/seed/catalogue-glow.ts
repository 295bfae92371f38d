import { productsOf } from './catalogue-row.ts'
import { drawVase } from './draw-home.ts'
import { drawCandle, drawLamp } from './draw-light.ts'

const lamps = productsOf({ type: 'Lamps', draw: drawLamp, tags: 'home, lighting' }, [
  {
    title: 'Pepparkorn Table Lamp', by: 'Glimra', price: 119, grams: 2100, tags: 'ceramics',
    options: ['Colour: Teal | Clay'],
    about:
      'A round ceramic foot and a pleated linen shade that turns a bright bulb into evening light. Small enough ' +
      'for a windowsill.',
    more: 'The fabric-covered cable leaves at the back and has a dimmer in it.',
    facts: '42 cm tall | E27, up to 40 W | Dimmer on the cable'
  },
  {
    title: 'Champignon Lamp', by: 'Glimra', price: 139, was: 169, grams: 1800, look: 'mushroom', tags: 'steel, bedside',
    options: ['Colour: Mustard | Sky | Rust'],
    about:
      'A domed steel lamp that throws all its light down onto the book and none into your eyes. The dome tilts a ' +
      'little, like a hat.',
    more: 'Touch the foot once for reading, twice for dozing.',
    facts: '36 cm tall | Three brightness levels | LED included'
  },
  {
    title: 'Moonrise Globe Lamp', by: 'Glimra', price: 95, grams: 1650, look: 'globe', tags: 'glass, bedside',
    options: ['Finish: Brass | Charcoal'],
    about:
      'A mouth-blown opal globe on a turned base. It glows evenly, without a hot spot, like the moon on a still ' +
      'night.',
    more: 'Put it on the floor in a corner and the whole room gets larger.',
    facts: '30 cm tall | E14, up to 25 W | Opal glass'
  },
  {
    title: 'Reading Corner Floor Lamp', by: 'Glimra', price: 229, grams: 5400,
    look: 'floor', accent: 'Brass', tags: 'floor lamp',
    options: ['Colour: Forest | Cream'],
    about:
      'The curved stem reaches over the back of an armchair and puts the light on the page. A heavy foot keeps it ' +
      'there when the cat goes past.',
    more: 'Turn the shade by hand; the joint stays where you leave it.',
    facts: '148 cm tall | E27, up to 60 W | Foot switch'
  },
  {
    title: 'Foundry Pendant', by: 'Glimra', price: 129, grams: 1900,
    look: 'pendant', accent: 'Brass', tags: 'pendant, steel',
    options: ['Colour: Sage | Ink | Terracotta'],
    about:
      'A spun-steel shade enamelled in colour outside and white inside, to light a dinner table without dazzling ' +
      'anyone.',
    more: 'The ceiling cup covers even an untidy hole.',
    facts: '40 cm across | 3 m textile cable | E27, up to 60 W'
  },
  {
    title: 'Hikari Paper Pendant', by: 'Hinode Works', price: 59, grams: 380,
    look: 'pendant paper', accent: 'Oak', tags: 'pendant, paper',
    options: ['Colour: Bone | Blush'],
    about:
      'Mulberry paper stretched over bamboo hoops, folded flat for the post and opened with one pull. The light ' +
      'comes out warm and nearly shadowless.',
    more: 'Dust it with a soft brush, twice a year.',
    facts: '45 cm across | Handmade washi | LED bulbs only'
  }
])

const candles = productsOf({ type: 'Candles', draw: drawCandle, tags: 'home, candles' }, [
  {
    title: 'Cedar Smoke Candle', by: 'Atelier Brume', price: 34, grams: 540, colour: 'Forest', tags: 'scented, gift',
    about:
      'Smells of a sauna that has just been lit: cedar, birch tar and a trace of orange peel. Poured by hand in ' +
      'small batches.',
    more: 'The jar becomes a toothbrush glass afterwards.',
    facts: '50 hours | Rapeseed wax | Cotton wick'
  },
  {
    title: 'Fig Leaf Candle', by: 'Atelier Brume', price: 34, grams: 540,
    colour: 'Plum', accent: 'Sage', tags: 'scented, gift',
    about: 'Green and milky like a fig tree brushed against in August, with none of the sticky sweetness.',
    more: 'Let it melt to the edge the first time and it will burn evenly to the end.',
    facts: '50 hours | Rapeseed wax | No added colour'
  },
  {
    title: 'Twisted Evening Tapers', by: 'Atelier Brume', price: 18, grams: 160,
    look: 'taper', accent: 'Brass', tags: 'dinner',
    options: ['Colour: Rust | Sage | Cobalt'],
    about:
      'A pair of slender dinner candles, dipped twenty times around a cotton wick. They burn tall and do not drip ' +
      'unless there is a draught.',
    more: 'Colour goes all the way through.',
    facts: '25 cm, two pieces | 7 hours each | Stearin, free of palm oil'
  },
  {
    title: 'Three Pillars Candle Set', by: 'Atelier Brume', price: 29, grams: 1100,
    look: 'pillar', accent: 'Oak', tags: 'dinner, gift',
    options: ['Colour: Cream | Blush'],
    about: 'Three pillars of different heights, for the middle of the table when there is nothing else to put there.',
    more: 'Together they burn for a whole Advent.',
    facts: '8, 12 and 18 cm | 120 hours in total | Unscented'
  }
])

const vases = productsOf({ type: 'Vases', draw: drawVase, tags: 'home, vases' }, [
  {
    title: 'Single Stem Vase', by: 'Hinode Works', price: 32, grams: 480, look: 'bottle', tags: 'ceramics, small',
    options: ['Colour: Cobalt | Clay | Charcoal'],
    about:
      'A narrow neck that holds one branch exactly upright. It makes a tulip from the petrol station look ' +
      'considered.',
    more: 'Weighted at the base against cats and sleeves.',
    facts: '22 cm tall | Glazed stoneware | Watertight'
  },
  {
    title: 'Meadow Round Vase', by: 'Hinode Works', price: 45, grams: 920, look: 'round band', tags: 'ceramics',
    options: ['Colour: Rust | Sage'],
    about:
      'A round vase for flowers picked on the way home, short stems and all. Two painted bands run around its ' +
      'waist.',
    more: 'The opening gathers loose bunches, no florist’s skills needed.',
    facts: '18 cm tall | Stoneware | Dishwasher safe'
  },
  {
    title: 'Colonnade Ribbed Vase', by: 'Glimra', price: 68, grams: 1300, look: 'tall rib', tags: 'porcelain, tall',
    options: ['Colour: White | Rose'],
    about: 'Tall, straight and fluted like a column, for amaryllis, cherry branches and other long-legged guests.',
    more: 'Cast in porcelain so fine that the ribs glow with the sun behind them.',
    facts: '32 cm tall | Biscuit porcelain, glazed inside | Hand wash'
  },
  {
    title: 'Olmo Amphora', by: 'Casa Olmo', price: 89, grams: 2400,
    look: 'amphora dry', colour: 'Terracotta', tags: 'terracotta',
    about:
      'A two-handled jar from a pottery in Extremadura that used to make them for oil. Unglazed outside, sealed ' +
      'inside.',
    more: 'Lovely with dried grasses, and lovelier with nothing at all.',
    facts: '38 cm tall | Hand-thrown terracotta | Each one slightly different'
  },
  {
    title: 'Dipped Clay Vase', by: 'Hinode Works', price: 39, grams: 760,
    look: 'round dip', scale: [0.92, 1], tags: 'ceramics',
    options: ['Colour: Chalk | Mint'],
    about: 'White glaze above, bare clay below, with the tide line left where it happened to settle.',
    more: 'Pair it with the serving bowl of the same glaze for a table that matches without trying.',
    facts: '20 cm tall | Stoneware | Watertight'
  }
])

/** Lamps, candles and vases. */
export const glow = [...lamps, ...candles, ...vases]
