import { productsOf } from './catalogue-row.ts'
import {
  drawBoard, drawCasserole, drawKettle, drawKnife, drawMill, drawPan, drawTeapot, drawUtensils
} from './draw-kitchen.ts'

const teapots = productsOf({ type: 'Teapots', draw: drawTeapot, tags: 'kitchen, tea' }, [
  {
    title: 'Bramble Stoneware Teapot', by: 'Kettle Row', price: 54, grams: 860, look: 'band', tags: 'stoneware',
    options: ['Colour: Coral | Sage | Cream'],
    about:
      'A round-bellied pot for four cups, with a lid that stays on until the very last drop. The spout is cut ' +
      'sharp, so it does not drip on the cloth.',
    more: 'The strainer lifts out for washing and for people who use bags.',
    facts: '1 litre | Steel strainer | Dishwasher safe'
  },
  {
    title: 'Nambu Iron Teapot', by: 'Tanaka Forge', price: 98, grams: 1650, look: 'iron', tags: 'cast iron, gift',
    options: ['Colour: Iron | Forest'],
    about:
      'Cast in sand with the traditional hailstone pattern and enamelled inside, so it is ready for tea and will ' +
      'not rust.',
    more: 'Keeps a pot warm through a whole chapter. The handle folds down for storage.',
    facts: '0.8 litre | Enamelled cast iron | Not for the hob'
  },
  {
    title: 'Kyūsu Side-Pour Teapot', by: 'Hinode Works', price: 62, grams: 420,
    look: '', scale: [0.9, 0.88], tags: 'ceramics, green tea',
    options: ['Glaze: Terracotta | Charcoal'],
    about:
      'A small pot for green tea, brewed strong and poured to the last drop into two cups. The clay is left bare ' +
      'inside and learns the taste of your sencha.',
    more: 'The filter is part of the wall: a hundred and twenty holes, made by hand.',
    facts: '320 ml | Tokoname clay | Rinse with water only'
  }
])

const pans = productsOf({ type: 'Pots & Pans', draw: drawPan, tags: 'kitchen, cookware' }, [
  {
    title: 'Ember Cast-Iron Pan 26 cm', by: 'Kettle Row', price: 59, grams: 2300,
    colour: 'Iron', accent: 'Iron', tags: 'cast iron',
    about:
      'A pan to hand down. It arrives seasoned with flaxseed oil, loves steak and cornbread, and forgives ' +
      'everything but the dishwasher.',
    more: 'The cooking face is milled smooth, as it was a century ago.',
    facts: '26 cm across | All hobs, oven and open fire | Seasoned, ready to cook'
  },
  {
    title: 'Blue Steel Omelette Pan', by: 'Kettle Row', price: 45, grams: 1250, colour: 'Ink', tags: 'carbon steel',
    options: ['Size: 20 cm | 24 cm +8 +350g | 28 cm +18 +700g'],
    about:
      'Carbon steel heats fast and turns naturally non-stick after a week of eggs. The curved sides are made for ' +
      'the flick of the wrist.',
    more: 'Half the weight of cast iron, and it needs the same small kindness: dry it, oil it.',
    facts: '2 mm carbon steel | Beech handle | Works on induction'
  },
  {
    title: 'Copper Sauté Pan with Lid', by: 'Kettle Row', price: 189, was: 229, grams: 2400,
    look: 'lid', colour: 'Copper', accent: 'Brass', tags: 'copper, gift',
    about:
      'Copper outside for even heat, steel inside for easy washing. It answers the flame at once, which saves ' +
      'caramel and tempers.',
    more: 'Hand-hammered by two brothers in the Basque country.',
    facts: '24 cm, 3.2 litres | 2.5 mm copper and steel | Gas, electric and oven'
  },
  {
    title: 'Market Street Wok', by: 'Tanaka Forge', price: 65, grams: 1600,
    look: 'wok', colour: 'Charcoal', accent: 'Oak', tags: 'carbon steel',
    about:
      'Spun from thin carbon steel, so it is fiercely hot in a minute and light enough to toss. A small flat base ' +
      'keeps it steady on any hob.',
    more: 'Burn it in once, and rice will never stick again.',
    facts: '32 cm across | Flat base, 14 cm | Walnut-oil finish'
  }
])

const casseroles = productsOf({ type: 'Pots & Pans', draw: drawCasserole, tags: 'kitchen, cookware' }, [
  {
    title: 'Long Simmer Casserole', by: 'Kettle Row', price: 165, grams: 4800, accent: 'Brass', tags: 'cast iron, stew',
    options: ['Colour: Rust | Navy | Cream', 'Size: 4 l | 6 l +45 +1500g'],
    about:
      'Enamelled cast iron for stews that start at noon and end at eight. Little spikes under the lid rain the ' +
      'steam back onto the meat.',
    more: 'Bakes a very good loaf of bread on its days off.',
    facts: 'Oven safe to 250 °C | All hobs | Enamel that does not stain'
  }
])

const knives = productsOf({ type: 'Knives', draw: drawKnife, tags: 'kitchen, knives' }, [
  {
    title: 'Tanaka Chef’s Knife 21 cm', by: 'Tanaka Forge', price: 149, grams: 190,
    colour: 'Walnut', accent: 'Brass', tags: 'steel, gift',
    about:
      'A chef’s knife with a Japanese edge and a European belly, for rocking through herbs and slicing clean ' +
      'through a pumpkin.',
    more: 'Three layers of steel, sharpened on stones by the man whose name is on it.',
    facts: 'VG-10 core, 61 HRC | Walnut handle | Hand wash and dry'
  },
  {
    title: 'Shiro Santoku 17 cm', by: 'Tanaka Forge', price: 119, grams: 165,
    look: 'santoku', colour: 'Black', accent: 'Steel', tags: 'steel',
    about: 'The knife most home cooks in Japan own: short, tall and straight, for meat, fish and vegetables alike.',
    more: 'The flat edge meets the board all at once, so spring onions do not come out in chains.',
    facts: 'AUS-10 steel | Pakkawood handle | Fifteen-degree edge'
  },
  {
    title: 'Crust Bread Knife', by: 'Tanaka Forge', price: 59, grams: 180,
    look: 'bread', colour: 'Beech', accent: 'Steel', tags: 'steel, bread',
    about:
      'Long, pointed teeth bite into a dark crust and leave the crumb alone. Good with tomatoes and the top layer ' +
      'of a sponge, too.',
    more: 'At 25 cm it goes through a whole country loaf in one stroke.',
    facts: '25 cm blade | Stainless steel | Oiled beech handle'
  },
  {
    title: 'Petty Paring Knife', by: 'Tanaka Forge', price: 34, grams: 70,
    look: 'paring', scale: [1.15, 1.15], accent: 'Brass', tags: 'steel, small',
    options: ['Colour: Red | Oak'],
    about:
      'The small knife for garlic, strawberries and the eyes of potatoes. Nimble in the air and firm on the board.',
    more: 'Comes with a card sheath, so it can travel to the picnic.',
    facts: '9 cm blade | Stainless steel | Weighs less than an egg'
  }
])

const boards = productsOf({ type: 'Boards & Tools', draw: drawBoard, tags: 'kitchen, wood' }, [
  {
    title: 'Heirloom Oak Board', by: 'Marrow & Pine', price: 54, grams: 1500, tags: 'oak, serving',
    options: ['Wood: Oak | Walnut +18'],
    about:
      'One plank, one handle, no glue. We choose boards with quiet grain, so that knives track straight and cheese ' +
      'looks its best.',
    more: 'Sanding brings it back to new as often as you like.',
    facts: '42 × 24 × 2 cm | FSC-certified European wood | Oiled by hand'
  },
  {
    title: 'Round Pizza Board', by: 'Marrow & Pine', price: 42, grams: 1300,
    look: 'round', colour: 'Ash', tags: 'ash, serving',
    about:
      'A peel, a cutting board and a tray in one. The edge is bevelled underneath, so it slides beneath the dough.',
    more: 'Hang it by its cord; it is too handsome for a drawer.',
    facts: '34 cm across | Solid ash | Wipe clean'
  },
  {
    title: 'Butcher Stripe Board', by: 'Marrow & Pine', price: 79, was: 95, grams: 2900,
    look: 'block', colour: 'Beech', tags: 'beech, chopping',
    about:
      'Strips of beech and maple glued on edge, the way butchers’ tables are made. Kind to blades, thick enough ' +
      'not to warp.',
    more: 'Turn it over for the side with the juice groove.',
    facts: '45 × 30 × 4 cm | Beech and maple | Rubber feet included'
  }
])

const kettles = productsOf({ type: 'Kettles', draw: drawKettle, tags: 'kitchen, kettles' }, [
  {
    title: 'Pour-Over Gooseneck Kettle', by: 'Kettle Row', price: 89, grams: 1050,
    look: 'gooseneck', accent: 'Walnut', tags: 'coffee, steel',
    options: ['Finish: Steel | Black | Copper +12'],
    about:
      'A slim spout that pours as thin as a pencil line, for people who weigh their coffee. The handle puts the ' +
      'balance right over your hand.',
    more: 'A thermometer sits in the lid, so 94 degrees is 94 degrees.',
    facts: '0.9 litre | All hobs, induction too | Built-in thermometer'
  },
  {
    title: 'Farmhouse Whistling Kettle', by: 'Kettle Row', price: 69, grams: 1300, accent: 'Oak', tags: 'enamel, tea',
    options: ['Colour: Sage | Red | Cream'],
    about:
      'Enamelled steel with a whistle in two notes, a friendly one at first. The wide base wastes no heat from the ' +
      'hob.',
    more: 'Boils six cups in seven minutes.',
    facts: '2 litres | Vitreous enamel | Suits all hobs'
  }
])

const mills = productsOf({ type: 'Boards & Tools', draw: drawMill, tags: 'kitchen, wood' }, [
  {
    title: 'Turret Pepper Mill', by: 'Marrow & Pine', price: 44, grams: 340, tags: 'wood, seasoning',
    options: ['Wood: Walnut | Beech'],
    about:
      'Turned on a lathe to fit the hand, with a ceramic grinder that goes from dust to gravel. It works for salt ' +
      'as well.',
    more: 'Lift the ball, fill to the shoulder, grind for a month.',
    facts: '18 cm tall | Ceramic mechanism | 25-year guarantee'
  }
])

const utensils = productsOf({ type: 'Boards & Tools', draw: drawUtensils, tags: 'kitchen, wood' }, [
  {
    title: 'Three Friends Spoon Set', by: 'Marrow & Pine', price: 27, grams: 210, colour: 'Beech', tags: 'wood, gift',
    about: 'A spoon, a slotted turner and a flat scraper, carved with straight corners that reach the edge of the pan.',
    more: 'They will not scratch enamel, and they never get too hot to hold.',
    facts: 'Oiled beech | 30 cm long | Set of three'
  }
])

/** Everything for cooking: teapots, pans, knives, boards, kettles and wooden tools. */
export const cooking = [
  ...teapots, ...pans, ...casseroles, ...knives, ...boards, ...kettles, ...mills, ...utensils
]
