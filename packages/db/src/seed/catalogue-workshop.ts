import { productsOf } from './catalogue-row.ts'
import {
  drawBasket, drawBell, drawHammer, drawScrewdriver, drawTape, drawWrench
} from './draw-workshop.ts'

const bicycle = productsOf({ type: 'Bicycle', draw: drawBell, tags: 'bikes, accessories' }, [
  {
    title: 'Ding-Dong Bicycle Bell', by: 'Dovetail Tools', price: 19, grams: 140, tags: 'brass, gift',
    options: ['Finish: Brass | Copper | Black'],
    about:
      'Two notes from one thumb: a clear ding on the way down, a warm dong on the way back. People step aside and ' +
      'smile.',
    more: 'Fits all the usual handlebars; the screwdriver is your own.',
    facts: '6 cm across | Spun metal | For 22–32 mm bars'
  }
])

const baskets = productsOf({ type: 'Bicycle', draw: drawBasket, tags: 'bikes, accessories' }, [
  {
    title: 'Baker’s Bicycle Basket', by: 'Oakum', price: 59, was: 72, grams: 1100,
    accent: 'Espresso', tags: 'willow, leather',
    options: ['Colour: Oak | Walnut'],
    about:
      'Woven willow on leather straps, sized for two loaves, a bunch of flowers and a jumper. The bottom is ' +
      'double, because cobbles exist.',
    more: 'Lifts off and goes into the shop with you.',
    facts: '36 × 26 × 24 cm | Peeled willow | Holds 6 kg'
  }
])

const screwdrivers = productsOf({ type: 'Hand Tools', draw: drawScrewdriver, tags: 'tools, workshop' }, [
  {
    title: 'Cabinetmaker’s Screwdriver', by: 'Dovetail Tools', price: 21, grams: 160, tags: 'steel, wood',
    options: ['Colour: Red | Forest'],
    about:
      'A screwdriver with an oval wooden handle that cannot roll off the bench, and a blade ground parallel so it ' +
      'does not climb out of the slot.',
    more: 'Hit it with a mallet if you must; the steel goes all the way through.',
    facts: '8 mm slot | Chrome-vanadium steel | Hornbeam handle'
  },
  {
    title: 'Kitchen Drawer Screwdriver Set', by: 'Dovetail Tools', price: 36, grams: 390,
    look: 'set', colour: 'Teal', accent: 'Mustard', tags: 'steel, set, gift',
    about:
      'Three screwdrivers that cover nine out of ten household repairs, colour-coded so you grab the right one ' +
      'first.',
    more: 'They come in a canvas roll with a loop for a pencil.',
    facts: 'Slot 5.5, cross PH1 and PH2 | Magnetic tips | Canvas roll'
  }
])

const tapes = productsOf({ type: 'Hand Tools', draw: drawTape, tags: 'tools, workshop' }, [
  {
    title: 'True Inch Tape Measure', by: 'Dovetail Tools', price: 17, grams: 230, tags: 'measuring',
    options: ['Colour: Mustard | Ink'],
    about:
      'Five metres of tape with figures you can read without glasses, in a case that sits flat on its side for ' +
      'inside corners.',
    more: 'The brake is soft, so it comes home without snapping.',
    facts: '5 m × 19 mm | Accuracy class I | Belt clip'
  },
  {
    title: 'Binder’s Cloth Tape', by: 'Dovetail Tools', price: 3, grams: 90, look: 'roll', tags: 'repair, small',
    options: ['Colour: Coral | Navy | Forest'],
    about:
      'Strong cotton tape that tears by hand, for book spines, handlebars, cable bundles and labels on preserving ' +
      'jars.',
    more: 'The glue is natural rubber and comes off cleanly within the year.',
    facts: '10 m × 25 mm | Cotton cloth | Can be written on'
  }
])

const hammers = productsOf({ type: 'Hand Tools', draw: drawHammer, tags: 'tools, workshop' }, [
  {
    title: 'Joiner’s Hammer 300 g', by: 'Dovetail Tools', price: 34, grams: 480,
    colour: 'Oak', accent: 'Walnut', tags: 'steel, wood',
    about:
      'The right hammer for picture hooks, skirting boards and furniture that came in a box. Light in the head, ' +
      'long in the handle.',
    more: 'The ash handle is wedged, waxed and worth replacing should it ever break.',
    facts: 'Forged steel head, 300 g | Ash handle | 30 cm long'
  }
])

const wrenches = productsOf({ type: 'Hand Tools', draw: drawWrench, tags: 'tools, workshop' }, [
  {
    title: 'Pocket Adjustable Wrench', by: 'Dovetail Tools', price: 29, grams: 240, tags: 'steel, bikes',
    options: ['Colour: Rust | Cobalt'],
    about:
      'Opens wider than its size suggests and closes without play, so nuts keep their corners. The jaw is smooth ' +
      'enough for chrome.',
    more: 'Lives in the saddlebag and comes out for taps and shelves.',
    facts: 'Opens to 28 mm | 16 cm long | Dipped handle'
  }
])

/** Bicycle accessories and hand tools. */
export const workshop = [...bicycle, ...baskets, ...screwdrivers, ...tapes, ...hammers, ...wrenches]
