import { productsOf } from './catalogue-row.ts'
import { drawBirdHouse, drawPlant, drawPot, drawTrowel, drawWateringCan } from './draw-garden.ts'
import { drawLantern } from './draw-light.ts'

const pots = productsOf({ type: 'Pots', draw: drawPot, tags: 'garden, pots' }, [
  {
    title: 'Potager Terracotta Pot', by: 'Isla Verde', price: 18, grams: 1400,
    look: 'saucer', colour: 'Terracotta', tags: 'terracotta',
    options: ['Size: 16 cm | 22 cm +9 +1300g | 30 cm +24 +3600g'],
    about:
      'A thick-walled clay pot that breathes, as roots prefer, and grows a pale bloom of lime with the years. The ' +
      'saucer is part of the deal.',
    more: 'Frost-proof to minus fifteen when it stands on feet.',
    facts: 'Made in Impruneta | Drainage hole | Saucer included'
  },
  {
    title: 'Banded Planter', by: 'Isla Verde', price: 34, grams: 1900, look: 'band', tags: 'ceramics, indoor',
    options: ['Colour: Sage | Blush | Ink'],
    about: 'A glazed planter with one painted band, for the plant that has been promoted to the living room.',
    more: 'A cork mat is glued underneath, so the floorboards stay pale.',
    facts: '21 cm across | Glazed stoneware | Without drainage hole'
  },
  {
    title: 'Trailing Hanging Pot', by: 'Isla Verde', price: 39, was: 48, grams: 1100,
    look: 'hanging', tags: 'ceramics, indoor',
    options: ['Colour: Cobalt | Chalk'],
    about:
      'A shallow bowl on three cotton cords, for anything that trails: ivy, string of pearls or a strawberry or ' +
      'two.',
    more: 'The cords meet in a brass ring that turns, so every side gets sun.',
    facts: '20 cm across | 90 cm cords | Brass ring and hook'
  },
  {
    title: 'Windowsill Herb Trough', by: 'Isla Verde', price: 29, grams: 1650, look: 'trough', tags: 'herbs, balcony',
    options: ['Colour: Terracotta | Grey'],
    about:
      'Long and narrow, with room for basil, parsley and the mint you will regret. A hidden tray catches the water.',
    more: 'Fits on most sills and between balcony rails.',
    facts: '48 × 15 cm | Powder-coated zinc | Inner tray'
  }
])

const plants = productsOf({ type: 'Plants', draw: drawPlant, tags: 'garden, plants' }, [
  {
    title: 'Monstera in a Glazed Pot', by: 'Isla Verde', price: 45, grams: 3400,
    look: 'monstera', colour: 'Denim', tags: 'indoor, easy care',
    about:
      'The Swiss cheese plant, generous and hard to offend. New leaves arrive rolled up like umbrellas and open ' +
      'with holes in all the right places.',
    more: 'Water it once a week and dust it when visitors are due.',
    facts: '60 cm tall | Bright, indirect light | Pot included'
  },
  {
    title: 'Young Olive Tree', by: 'Isla Verde', price: 59, grams: 5200,
    look: 'olive band', colour: 'Clay', tags: 'outdoor, mediterranean',
    about:
      'A four-year-old olive with silver leaves and a straight little trunk. It lives outside from May to October ' +
      'and asks only for sun.',
    more: 'With luck and bees, a handful of olives in the third autumn.',
    facts: '85 cm tall | Full sun | Hardy to −8 °C'
  },
  {
    title: 'Snake Plant', by: 'Isla Verde', price: 28, grams: 2300,
    look: 'snake', colour: 'Chalk', accent: 'Terracotta', tags: 'indoor, easy care',
    about: 'Thrives on neglect, dim corners and dry air, which makes it the best flatmate in the house.',
    more: 'Forget to water it for a month, then apologise with half a glass.',
    facts: '45 cm tall | Any light | Cleans the air a little'
  },
  {
    title: 'Boston Fern', by: 'Isla Verde', price: 24, grams: 1700,
    look: 'fern', colour: 'Charcoal', tags: 'indoor, bathroom',
    about: 'A fountain of green for the bathroom, where the steam from the shower keeps it happy.',
    more: 'Turn it now and then, or it will lean towards the window like a gossip.',
    facts: '40 cm tall | Half shade, moist | Safe for cats'
  },
  {
    title: 'Little Saguaro Cactus', by: 'Isla Verde', price: 19, grams: 1200,
    look: 'cactus', colour: 'Mustard', accent: 'Coral', tags: 'indoor, easy care, gift',
    about:
      'A small cactus with large ambitions, arms out as in the westerns. It flowers once a year, unannounced and ' +
      'in pink.',
    more: 'Ships wrapped in straw, so neither of you gets hurt.',
    facts: '22 cm tall | Full sun | Water every three weeks'
  }
])

const cans = productsOf({ type: 'Garden Tools', draw: drawWateringCan, tags: 'garden, watering' }, [
  {
    title: 'Allotment Watering Can', by: 'Isla Verde', price: 49, grams: 1500, accent: 'Brass', tags: 'steel, outdoor',
    options: ['Colour: Forest | Grey | Mustard'],
    about:
      'Galvanised, painted and balanced so that the last litre pours as easily as the first. The brass rose rains ' +
      'softly enough for seedlings.',
    more: 'Two handles, for the carrying and for the tipping.',
    facts: '8 litres | Galvanised steel | Removable brass rose'
  },
  {
    title: 'Windowsill Watering Can', by: 'Isla Verde', price: 32, grams: 480,
    look: 'long', scale: [0.9, 0.88], accent: 'Brass', tags: 'steel, indoor',
    options: ['Colour: Blush | Steel | Ink'],
    about: 'A long, thin spout that finds the soil beneath the leaves and leaves the table dry.',
    more: 'Pretty enough to be left out, which is the secret of regular watering.',
    facts: '1.2 litres | Powder-coated steel | 24 cm tall'
  }
])

const tools = productsOf({ type: 'Garden Tools', draw: drawTrowel, tags: 'garden, tools' }, [
  {
    title: 'Copperbeech Trowel', by: 'Dovetail Tools', price: 26, grams: 310,
    colour: 'Beech', accent: 'Clay', tags: 'steel, wood',
    about:
      'A forged trowel with a long neck that does not bend in heavy clay. Depth marks are stamped into the blade ' +
      'for bulbs.',
    more: 'The loop at the end is for the nail by the shed door.',
    facts: 'Forged carbon steel | Beech handle | 31 cm long'
  },
  {
    title: 'Forged Hand Fork', by: 'Dovetail Tools', price: 28, grams: 340,
    look: 'fork', colour: 'Teal', accent: 'Sand', tags: 'steel, wood',
    about:
      'Three square tines that go in straight and come up with the whole dandelion. For raised beds, pots and ' +
      'narrow borders.',
    more: 'Wipe with an oily rag in November and it will outlive the fence.',
    facts: 'Forged carbon steel | Lacquered ash handle | 30 cm long'
  },
  {
    title: 'Rosewalk Secateurs', by: 'Dovetail Tools', price: 54, grams: 260,
    look: 'shears', colour: 'Red', tags: 'steel, pruning',
    about:
      'Clean bypass blades for roses, raspberries and apple shoots up to two centimetres thick. The spring is a ' +
      'single folded strip: nothing to lose in the grass.',
    more: 'Every part can be bought separately and changed at the kitchen table.',
    facts: 'High-carbon steel | Left and right hand | Leather strap lock'
  }
])

const lanterns = productsOf({ type: 'Garden Living', draw: drawLantern, tags: 'garden, lighting' }, [
  {
    title: 'Courtyard Lantern', by: 'Isla Verde', price: 58, grams: 2100, tags: 'outdoor, candle',
    options: ['Colour: Black | Sage'],
    about: 'A windproof lantern with four glass sides, for the steps, the table or the branch of a pear tree.',
    more: 'The door opens wide enough to light the candle without burning a knuckle.',
    facts: '42 cm tall | Galvanised and painted | For pillar candles'
  }
])

const birds = productsOf({ type: 'Garden Living', draw: drawBirdHouse, tags: 'garden, wildlife' }, [
  {
    title: 'Titmouse Nest Box', by: 'Marrow & Pine', price: 36, grams: 1500, tags: 'wood, birds, gift',
    options: ['Colour: Moss | Oak | Red'],
    about:
      'Built to the measurements small birds really want: a 28 mm hole, rough inside walls and a roof that keeps ' +
      'cats’ paws out.',
    more: 'Opens at the side for cleaning in autumn. Put it up facing north-east and wait.',
    facts: 'Untreated larch inside | 28 mm entrance | Post and screws included'
  }
])

/** Pots, plants, garden tools and lanterns. */
export const garden = [...pots, ...plants, ...cans, ...tools, ...lanterns, ...birds]
