import { productsOf } from './catalogue-row.ts'
import { drawBowl, drawGlass, drawMug, drawPlate } from './draw-cups.ts'

const mugs = productsOf({ type: 'Mugs & Cups', draw: drawMug, tags: 'kitchen, ceramics' }, [
  {
    title: 'Hearth Stoneware Mug', by: 'Hinode Works', price: 19, grams: 390, look: 'dip', tags: 'stoneware, coffee',
    options: ['Colour: Cream | Sage | Ink'],
    about:
      'A generous mug thrown in speckled stoneware and dipped in a second glaze, so no two lines run alike. The ' +
      'handle takes three fingers.',
    more: 'Thick at the foot, thin at the lip.',
    facts: '350 ml | Dishwasher and microwave safe | 9.5 cm tall'
  },
  {
    title: 'Pebble Speckled Mug', by: 'Hinode Works', price: 16, grams: 340, look: 'speckle', tags: 'stoneware, coffee',
    options: ['Colour: Chalk | Stone | Blush'],
    about:
      'Rounded like something found on a beach, with iron speckles that come through the glaze in the kiln. It ' +
      'sits warm in both hands.',
    more: 'Stacks two high on a narrow shelf.',
    facts: '300 ml | Lead-free glaze | Dishwasher safe'
  },
  {
    title: 'Café Göta Espresso Cup', by: 'Hinode Works', price: 12, grams: 150,
    look: 'cup stripe', scale: [0.9, 0.82], tags: 'porcelain, coffee',
    options: ['Colour: Terracotta | Teal'],
    about:
      'A small, straight cup made for the bar at Café Göta and kept in the range because guests kept asking. The ' +
      'walls hold the heat for exactly one espresso.',
    more: 'Two thin bands mark a single and a double.',
    facts: '90 ml | Hard porcelain | Fits under most machines'
  },
  {
    title: 'Fluted Morning Mug', by: 'Kettle Row', price: 18, was: 22, grams: 360,
    look: 'facet steam', tags: 'stoneware, tea',
    options: ['Colour: Forest | Ochre | Plum'],
    about:
      'Hand-cut flutes give this mug its grip and catch the glaze in darker lines. It is wide enough for a proper ' +
      'tea bag and a slice of lemon.',
    more: 'Comes in a box that survives being posted as a present.',
    facts: '400 ml | Reactive glaze | Microwave safe'
  },
  {
    title: 'Yunomi Tea Cup', by: 'Hinode Works', price: 22, grams: 210, look: 'cup tea', tags: 'ceramics, tea',
    options: ['Glaze: Charcoal | Moss | Sand'],
    about:
      'The everyday Japanese tea cup: tall, handleless and slightly uneven, because it is turned by eye. If it is ' +
      'too hot to hold, the tea is too hot to drink.',
    more: 'Fired for two days in a wood kiln near Mashiko.',
    facts: '180 ml | Wood-fired stoneware | Hand wash'
  }
])

const bowls = productsOf({ type: 'Bowls & Plates', draw: drawBowl, tags: 'kitchen, ceramics' }, [
  {
    title: 'Tide Serving Bowl', by: 'Hinode Works', price: 58, grams: 1450,
    look: 'dip', scale: [1.12, 0.95], tags: 'stoneware, serving',
    options: ['Colour: Teal | Cream'],
    about:
      'A wide bowl for salad, pasta or a heap of clementines. The glaze breaks over the rim like a wave that has ' +
      'changed its mind.',
    more: 'Heavy enough to stay put while you toss.',
    facts: '30 cm across, 2.8 litres | Oven safe to 180 °C | Dishwasher safe'
  },
  {
    title: 'Ramen Bowl Kanda', by: 'Hinode Works', price: 29, grams: 620, look: 'stripe', tags: 'ceramics, noodles',
    options: ['Colour: Ink | Red'],
    about:
      'Steep sides keep the broth hot and a raised foot keeps your fingers cool. The two painted bands are drawn ' +
      'on a wheel with one breath each.',
    more: 'Also the right size for a mountain of popcorn.',
    facts: '1 litre | Glazed porcelain | Microwave safe'
  },
  {
    title: 'Breakfast Bowl Pair', by: 'Kettle Row', price: 26, grams: 760, look: 'nest', tags: 'stoneware, breakfast',
    options: ['Colour: Sky | Blush | Oak'],
    about:
      'Two bowls that nest: the large one for porridge, the small one for what goes on top. Rounded inside, so a ' +
      'spoon finds every oat.',
    more: 'The unglazed ring under the foot does not scratch the table.',
    facts: '500 ml and 220 ml | Stoneware | Set of two'
  },
  {
    title: 'Acacia Salad Bowl', by: 'Marrow & Pine', price: 49, grams: 980,
    look: 'wood', colour: 'Walnut', tags: 'wood, serving',
    about:
      'Turned from one piece of acacia and finished with nothing but oil, with the grain running round like ' +
      'contour lines.',
    more: 'Wipe it, do not soak it, and rub in a little oil at New Year.',
    facts: '26 cm across | FSC-certified acacia | Food-safe linseed oil'
  },
  {
    title: 'Speckled Snack Bowl', by: 'Hinode Works', price: 11, grams: 240,
    look: 'speckle', scale: [0.8, 0.72], tags: 'stoneware, small',
    options: ['Colour: Sage | Clay | Lilac'],
    about:
      'For olives, for their stones, for salt, for earrings by the sink. A small bowl earns its place faster than ' +
      'any other.',
    more: 'Choose three colours that argue a little.',
    facts: '11 cm across | 180 ml | Dishwasher safe'
  }
])

const plates = productsOf({ type: 'Bowls & Plates', draw: drawPlate, tags: 'kitchen, ceramics' }, [
  {
    title: 'Long Table Dinner Plates', by: 'Kettle Row', price: 72, grams: 2600,
    look: 'rim', accent: 'Denim', tags: 'stoneware, dinner',
    options: ['Colour: Chalk | Stone', 'Size: Set of 4 | Set of 6 +32 +1300g'],
    about:
      'Flat plates with a low, upright rim that keeps sauce where it belongs. A painted line runs round the edge, ' +
      'steady but clearly made by a person.',
    more: 'They stack to the height of a hand.',
    facts: '27 cm across | Chip-resistant stoneware | Dishwasher safe'
  },
  {
    title: 'Orchard Dessert Plates', by: 'Hinode Works', price: 48, grams: 1400,
    look: 'leaf', accent: 'Moss', scale: [0.9, 0.9], tags: 'ceramics, dessert, gift',
    options: ['Colour: Cream | Blush'],
    about:
      'Four small plates, each with an apple twig painted before the glaze goes on. Made for cake; equally good ' +
      'under a poached egg.',
    more: 'Every twig is a little different, and one in fifty has a caterpillar.',
    facts: '20 cm across | Set of four | Hand-painted under the glaze'
  }
])

const glasses = productsOf({ type: 'Glassware', draw: drawGlass, tags: 'kitchen, glass' }, [
  {
    title: 'Brook Tumbler', by: 'Glimra', price: 9, grams: 220, colour: 'Clear', tags: 'recycled, everyday',
    about:
      'A plain water glass in recycled glass, with a faint sea-green tint where it is thickest. It tapers just ' +
      'enough to stack.',
    more: 'Tough enough for a school canteen, where the shape comes from.',
    facts: '280 ml | 100 % recycled glass | Dishwasher safe'
  },
  {
    title: 'Ribbed Highball Pair', by: 'Glimra', price: 28, grams: 640, look: 'ribbed pair', tags: 'drinks, gift',
    options: ['Colour: Amber | Sea | Rose'],
    about:
      'Two tall tumblers blown into a ribbed mould, which makes even tap water look like an occasion. The ribs ' +
      'stop before the lip.',
    more: 'Room for three ice cubes and a long spoon.',
    facts: '350 ml each | Mouth-blown | Set of two'
  },
  {
    title: 'Vesper Wine Glasses', by: 'Glimra', price: 64, was: 79, grams: 620,
    look: 'wine', colour: 'Clear', accent: 'Plum', tags: 'wine, gift',
    about:
      'Light, long-stemmed glasses with a bowl that flatters both reds and whites, for households with one shelf ' +
      'and no patience.',
    more: 'Drawn in one piece, so the stem has no seam to snap at.',
    facts: '460 ml | Lead-free crystal | Box of four'
  },
  {
    title: 'Well Carafe', by: 'Glimra', price: 39, grams: 820, look: 'carafe', accent: 'Oak', tags: 'water, serving',
    options: ['Colour: Clear | Amber'],
    about:
      'A carafe with a narrow neck that pours without a dribble and a turned wooden ball that floats up when you ' +
      'fill it.',
    more: 'Slim enough for the fridge door.',
    facts: '1.1 litres | Borosilicate glass | Oiled oak stopper'
  }
])

/** Mugs, bowls, plates and glasses. */
export const table = [...mugs, ...bowls, ...plates, ...glasses]
