import { productsOf } from './catalogue-row.ts'
import {
  drawDeskLamp, drawNotebook, drawOrganiser, drawPen, drawScissors, drawTray
} from './draw-desk.ts'

const notebooks = productsOf({ type: 'Notebooks', draw: drawNotebook, tags: 'desk, paper' }, [
  {
    title: 'Daily Page Notebook', by: 'Papier Nord', price: 18, grams: 310, look: 'band ribbon', tags: 'writing',
    options: ['Colour: Coral | Forest | Ink', 'Paper: Plain | Ruled | Dotted'],
    about:
      'Thread-bound, so it lies flat at every page, with paper that takes fountain-pen ink without a feather. The ' +
      'elastic is woven, not rubber.',
    more: 'Numbered pages and three empty ones at the front for an index.',
    facts: 'A5, 192 pages | 100 g/m² | Ribbon and back pocket'
  },
  {
    title: 'Field Notes Trio', by: 'Papier Nord', price: 14, grams: 120, look: 'stack', tags: 'pocket, set',
    options: ['Colour: Mustard | Sage'],
    about:
      'Three thin notebooks for the back pocket: one for lists, one for ideas, one to lend. Rounded corners keep ' +
      'them from fraying.',
    more: 'Stapled with copper, in covers that smooth with wear.',
    facts: 'A6, 3 × 48 pages | Recycled paper | Dotted grid'
  },
  {
    title: 'Spiral Graph Pad', by: 'Papier Nord', price: 12, grams: 280, look: 'spiral grid', tags: 'drawing, grid',
    options: ['Colour: Charcoal | Cobalt'],
    about:
      'A graph pad for kitchen plans, knitting charts and games of battleships. The pages tear out along a clean ' +
      'line.',
    more: 'A stiff back board makes it a table of its own.',
    facts: 'B5, 140 sheets | 5 mm grid, pale grey | Double wire'
  },
  {
    title: 'Ledger No. 4', by: 'Papier Nord', price: 24, was: 30, grams: 460, look: 'label', tags: 'writing',
    options: ['Colour: Oak | Plum | Teal'],
    about: 'A cloth-bound book in the style of old shop ledgers, with a label to write your own title on.',
    more: 'Bound by a workshop in Tartu that also repairs library books.',
    facts: '17 × 24 cm, 240 pages | Book cloth | Ruled with margin'
  },
  {
    title: 'Sunrise Sketchbook', by: 'Papier Nord', price: 21, grams: 390, look: 'arc', tags: 'drawing',
    options: ['Colour: Sage | Blush'],
    about:
      'Slightly toothy paper for pencil, ink and a light wash, between covers you will not mind leaving on the ' +
      'café table.',
    more: 'Opens completely flat, even in the first week.',
    facts: '20 × 26 cm, 96 pages | 150 g/m² | Open thread binding'
  }
])

const pens = productsOf({ type: 'Pens & Pencils', draw: drawPen, tags: 'desk, writing' }, [
  {
    title: 'Cadet Ballpoint', by: 'Papier Nord', price: 16, grams: 24, tags: 'brass',
    options: ['Colour: Navy | Red | Mint'],
    about:
      'A lacquered brass ballpoint with a click that is pleasant to you and bearable for the office. The refill is ' +
      'the ordinary kind.',
    more: 'The lacquer wears off at the edges, and looks better for it.',
    facts: 'Lacquered brass | Standard G2 refill | 14 cm long'
  },
  {
    title: 'Señora Fountain Pen', by: 'Papier Nord', price: 68, grams: 32,
    look: 'fountain', accent: 'Brass', tags: 'ink, gift',
    options: ['Colour: Plum | Forest', 'Nib: Fine | Medium'],
    about:
      'A fountain pen that starts every time, even after the summer holidays. The steel nib is springy and ' +
      'forgives left-handers.',
    more: 'In a tin, with six blue-black cartridges and a converter.',
    facts: 'Resin and brass | Fits standard cartridges | Converter included'
  },
  {
    title: 'Cedar Pencil Set', by: 'Papier Nord', price: 9, grams: 60,
    look: 'pencil set', colour: 'Teal', accent: 'Mustard', tags: 'drawing, set, gift',
    about:
      'Six pencils in incense cedar, which sharpen in one curl and smell of chests and attics. From 4B for shadows ' +
      'to H for crosswords.',
    more: 'The erasers really erase.',
    facts: 'Six pencils | Lacquered cedar | Made in Portugal'
  },
  {
    title: 'Trio Gel Pens', by: 'Papier Nord', price: 11, grams: 36,
    look: 'set', colour: 'Chalk', accent: 'Rust', tags: 'ink, set',
    about: 'Three fine gel pens for the diary: black, rust and sand. The ink dries before your hand gets there.',
    more: 'Refillable, so the good-looking part stays.',
    facts: '0.5 mm | Quick-drying | Three colours'
  }
])

const lamps = productsOf({ type: 'Desk Lamps', draw: drawDeskLamp, tags: 'desk, lighting' }, [
  {
    title: 'Draughtsman Desk Lamp', by: 'Glimra', price: 129, grams: 2700, accent: 'Brass', tags: 'steel',
    options: ['Colour: Forest | Black | Cream'],
    about:
      'Two joints, no springs: the arm stays where you push it. The shade gives a wide pool of light that does not ' +
      'glare on paper or screen.',
    more: 'The heavy foot is felted underneath.',
    facts: 'Reach 70 cm | E27, LED included | Switch on the head'
  },
  {
    title: 'Bowler Dome Lamp', by: 'Glimra', price: 109, was: 135, grams: 2300,
    look: 'dome', accent: 'Charcoal', tags: 'steel',
    options: ['Colour: Terracotta | Sky'],
    about: 'A friendly round head on a slim arm, dimmable by turning the knob on top as if you were tipping its hat.',
    more: 'Warm enough for letters, bright enough for soldering.',
    facts: '48 cm tall | Dimmable LED, 2700 K | 2 m textile cable'
  }
])

const trays = productsOf({ type: 'Desk Organisers', draw: drawTray, tags: 'desk, storage' }, [
  {
    title: 'Pocket Contents Tray', by: 'Marrow & Pine', price: 38, grams: 420, accent: 'Brass', tags: 'wood, hallway',
    options: ['Wood: Walnut | Oak'],
    about:
      'Keys, coins, cards and the stone you picked up: a place for all of it, by the door. Routed from one piece ' +
      'of wood.',
    more: 'The corners are rounded inside, so a finger gets every coin out.',
    facts: '28 × 14 cm | Oiled solid wood | Cork underside'
  },
  {
    title: 'Two-Tier Letter Tray', by: 'Papier Nord', price: 59, grams: 1900, look: 'stack', tags: 'steel, paper',
    options: ['Colour: Rust | Grey'],
    about:
      'One level for what has come in and one for what should go out. The cut-out lets you take a single sheet ' +
      'without lifting the pile.',
    more: 'Stacks higher, should things get out of hand.',
    facts: 'A4 | Powder-coated steel | Assembled'
  },
  {
    title: 'Slim Pen Tray', by: 'Papier Nord', price: 24, grams: 350, look: 'pen', tags: 'steel',
    options: ['Colour: Ink | Sage | Blush'],
    about: 'A shallow tray that sits in front of the keyboard and keeps two pens and a roll of tape from wandering.',
    more: 'Lined with felt, so nothing rattles on the phone.',
    facts: '30 × 10 cm | Steel and wool felt | Fits most drawers'
  }
])

const scissors = productsOf({ type: 'Scissors', draw: drawScissors, tags: 'desk, tools' }, [
  {
    title: 'Solingen Paper Scissors', by: 'Dovetail Tools', price: 29, grams: 110, tags: 'steel',
    options: ['Colour: Plum | Black | Mustard'],
    about:
      'Long, slim blades that glide through wrapping paper without a single snip. Ground and set by hand, screwed ' +
      'rather than riveted.',
    more: 'Send them back to be sharpened after ten birthdays.',
    facts: '20 cm long | Carbon steel | Left-handed on request'
  },
  {
    title: 'Ikebana Scissors', by: 'Tanaka Forge', price: 42, grams: 210,
    look: 'shears', accent: 'Brass', tags: 'steel, flowers, gift',
    options: ['Colour: Iron | Red'],
    about:
      'Butterfly handles with room for a whole hand, short blades with the force for woody stems. Just as good on ' +
      'twine and parcel tape.',
    more: 'Forged from one bar, with a rattle that tells you the fit is right.',
    facts: '16.5 cm long | Forged carbon steel | Oil after use'
  }
])

const organisers = productsOf({ type: 'Desk Organisers', draw: drawOrganiser, tags: 'desk, storage' }, [
  {
    title: 'Skyline Pen Organiser', by: 'Papier Nord', price: 32, grams: 640, tags: 'ceramics',
    options: ['Colour: Denim | Clay'],
    about:
      'Two towers, one tall for pens and one low for clips and sticky notes. Cast in stoneware that is too heavy ' +
      'to be knocked over by the cat.',
    more: 'Glazed inside, so ink wipes out.',
    facts: '14 × 9 × 11 cm | Glazed stoneware | Felt feet'
  }
])

/** Notebooks, pens, desk lamps, trays and scissors. */
export const desk = [...notebooks, ...pens, ...lamps, ...trays, ...scissors, ...organisers]
