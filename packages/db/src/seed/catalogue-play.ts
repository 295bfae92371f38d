import { productsOf } from './catalogue-row.ts'
import { drawPlush, drawPuzzle, drawWoodenToy } from './draw-play.ts'

const toys = productsOf({ type: 'Wooden Toys', draw: drawWoodenToy, tags: 'kids, wooden toys' }, [
  {
    title: 'Sunday Drive Wooden Car', by: 'Little Larch', price: 22, grams: 340, tags: 'from 1 year',
    options: ['Colour: Red | Sky | Mint'],
    about:
      'A car the size of a small hand, with wheels that run straight and nearly silent over parquet. No doors to ' +
      'lose, no batteries to die.',
    more: 'The paint is safe to chew, and has been tested thoroughly.',
    facts: 'Beech, water-based paint | 16 cm long | From 12 months'
  },
  {
    title: 'Branch Line Train', by: 'Little Larch', price: 39, grams: 720, look: 'train', tags: 'from 2 years, gift',
    options: ['Colour: Teal | Rust'],
    about:
      'A steam engine with a funnel, a cab and a place for a driver no bigger than a cork. It fits the usual ' +
      'wooden rails.',
    more: 'Magnets at both ends, so carriages from older siblings join in.',
    facts: 'Beech and birch | 19 cm long | From 2 years'
  },
  {
    title: 'Five Ring Stacker', by: 'Little Larch', price: 26, was: 32, grams: 580,
    look: 'rings', tags: 'from 1 year, classic',
    options: ['Colour: Coral | Sage'],
    about:
      'Five rings, a ball and a pole. First they are for throwing, then for chewing, and one afternoon they are ' +
      'suddenly in the right order.',
    more: 'The base rocks a little, which makes it harder and funnier.',
    facts: 'Limewood | 22 cm tall | From 10 months'
  },
  {
    title: 'Harbour Town Blocks', by: 'Little Larch', price: 45, grams: 1600,
    look: 'blocks', tags: 'from 1 year, building',
    options: ['Colour: Denim | Mustard'],
    about:
      'Forty blocks for walls, towers and the crash. Cut to one measure, so two small ones are always as tall as a ' +
      'large one.',
    more: 'Kept in a cotton sack with a long drawstring.',
    facts: '40 pieces | FSC-certified beech | From 12 months'
  },
  {
    title: 'Pull-Along Duck', by: 'Little Larch', price: 29, grams: 450,
    look: 'duck', colour: 'Lemon', accent: 'Coral', tags: 'from 1 year, classic',
    about:
      'A duck on a string that nods as it follows you through the flat. Its rubber tyres are kind to floors and to ' +
      'downstairs neighbours.',
    more: 'Never falls over, though many have tried.',
    facts: 'Beech and cotton cord | 18 cm long | From 12 months'
  }
])

const puzzles = productsOf({ type: 'Puzzles', draw: drawPuzzle, tags: 'kids, puzzles' }, [
  {
    title: 'Night Forest Puzzle', by: 'Little Larch', price: 19, grams: 420,
    look: 'forest', colour: 'Teal', accent: 'Forest', tags: 'from 4 years',
    about:
      'A moonlit forest in forty-eight big pieces, with nine animals to find once it is done. The badger takes a ' +
      'while.',
    more: 'Thick card that does not peel, in a box with a proper lid.',
    facts: '48 pieces | 50 × 35 cm | From 4 years'
  },
  {
    title: 'Little Regatta Puzzle', by: 'Little Larch', price: 17, grams: 380,
    look: 'sea', colour: 'Sky', accent: 'Coral', tags: 'from 3 years',
    about:
      'Sailing boats on a windy morning, in chunky wooden pieces that small fingers can place and big ones can ' +
      'step on.',
    more: 'The tray doubles as a frame for the wall.',
    facts: '24 wooden pieces | 30 × 30 cm | From 3 years'
  }
])

const plush = productsOf({ type: 'Plush', draw: drawPlush, tags: 'kids, plush' }, [
  {
    title: 'Björn the Bear', by: 'Little Larch', price: 34, grams: 310,
    look: 'bear', colour: 'Clay', accent: 'Cream', tags: 'from birth, gift',
    about:
      'A bear with a serious face and very soft ears, who listens well. His arms are long enough to go round a ' +
      'neck.',
    more: 'He survives the washing machine and, we are told, one cement mixer.',
    facts: '32 cm tall | Organic cotton plush | Wash at 30 °C'
  },
  {
    title: 'Frida the Fox', by: 'Little Larch', price: 32, grams: 280,
    look: 'fox', colour: 'Rust', accent: 'Cream', tags: 'from birth, gift',
    about:
      'Quick-witted, slightly shy and always dressed in a scarf. Frida fits under an arm, into a rucksack and ' +
      'behind a pillow.',
    more: 'Her eyes are embroidered, so nothing can come loose.',
    facts: '30 cm tall | Filled with corn fibre | From birth'
  },
  {
    title: 'Valentin the Whale', by: 'Little Larch', price: 36, grams: 420,
    look: 'whale', colour: 'Denim', tags: 'from birth, pillow',
    about:
      'A whale large enough to be a pillow on long car journeys and small enough to be forgiven for it. The belly ' +
      'is ribbed velour.',
    more: 'Makes no sound at all, which parents appreciate.',
    facts: '45 cm long | Cotton velour | Wash at 30 °C'
  }
])

/** Wooden toys, puzzles and plush animals. */
export const play = [...toys, ...puzzles, ...plush]
