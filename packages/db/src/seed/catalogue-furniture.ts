import { productsOf } from './catalogue-row.ts'
import { drawChair, drawShelf, drawStool, drawTable } from './draw-furniture.ts'

const chairs = productsOf({ type: 'Chairs', draw: drawChair, tags: 'home, furniture' }, [
  {
    title: 'Klinte Dining Chair', by: 'Lund & Falk', price: 249, grams: 5200, accent: 'Clay', tags: 'dining, wood',
    options: ['Wood: Oak | Walnut +60 | Black'],
    about:
      'A dining chair with a bent backrest that meets you at the right height. The leather seat pad is held by ' +
      'hidden studs and can be replaced.',
    more: 'Arrives assembled, because chairs that are glued last longer than chairs that are screwed.',
    facts: 'Seat height 45 cm | Solid wood | Holds 140 kg'
  },
  {
    title: 'Farmhouse Spindle Chair', by: 'Lund & Falk', price: 189, was: 229, grams: 4800,
    look: 'spindle woven', accent: 'Ash', tags: 'dining, wood',
    options: ['Colour: Forest | Red | Black'],
    about:
      'The kitchen chair of every Swedish cottage, with six spindles and a seat woven from paper cord. Painted in ' +
      'thin coats that show the wood.',
    more: 'Mix the colours around one table; they were chosen to get along.',
    facts: 'Seat height 44 cm | Beech and paper cord | Felt glides included'
  },
  {
    title: 'Afternoon Lounge Chair', by: 'Lund & Falk', price: 640, grams: 16500,
    look: 'lounge', accent: 'Oak', tags: 'living room',
    options: ['Colour: Sage | Rust | Denim'],
    about:
      'An armchair that understands naps: deep seat, high back and armrests wide enough for a cup. The wool cover ' +
      'unzips for cleaning.',
    more: 'The frame is guaranteed for ten years, the naps for as long as you like.',
    facts: 'Seat height 40 cm | Wool bouclé | Oak legs'
  }
])

const stools = productsOf({ type: 'Stools', draw: drawStool, tags: 'home, furniture' }, [
  {
    title: 'Milking Stool', by: 'Marrow & Pine', price: 89, grams: 2600, tags: 'wood, small',
    options: ['Wood: Birch | Walnut'],
    about:
      'Three legs never wobble, not even on a barn floor. Use it by the bed, under a plant or for putting on shoes.',
    more: 'The legs are wedged through the seat, and you can see the wedges.',
    facts: '45 cm tall | Solid wood | Holds 120 kg'
  },
  {
    title: 'Counter Bar Stool', by: 'Lund & Falk', price: 179, grams: 4900,
    look: 'bar woven', accent: 'Ash', tags: 'kitchen, wood',
    options: ['Wood: Oak | Black'],
    about:
      'A tall stool with a woven seat that gives a little. The footrest sits where shoes expect it and is faced ' +
      'with brass.',
    more: 'Slides right under a kitchen counter.',
    facts: 'Seat height 65 cm | Oak and paper cord | Assembled'
  },
  {
    title: 'Two-Step Ladder Stool', by: 'Marrow & Pine', price: 119, grams: 4100,
    look: 'step', accent: 'Clay', tags: 'wood, kitchen',
    options: ['Wood: Beech | Oak'],
    about:
      'For the top shelf, the small person at the basin and the extra guest. A slot in the top lets you carry it ' +
      'with one hand.',
    more: 'Sanded everywhere a bare foot might go.',
    facts: '48 cm tall | Steps hold 150 kg | Non-slip feet'
  },
  {
    title: 'Harvest Pouf', by: 'Atelier Brume', price: 139, grams: 5200, look: 'pouf', tags: 'living room, textiles',
    options: ['Colour: Ochre | Indigo'],
    about:
      'A firm round pouf in ribbed cotton, filled with buckwheat husks that settle to your shape and hush when you ' +
      'sit.',
    more: 'Footrest, side table with a tray, spare seat: pick one per evening.',
    facts: '50 cm across, 35 cm tall | Washable cover | Buckwheat filling'
  }
])

const tables = productsOf({ type: 'Tables', draw: drawTable, tags: 'home, furniture' }, [
  {
    title: 'Saltö Dining Table', by: 'Lund & Falk', price: 590, grams: 32000, tags: 'dining, wood',
    options: ['Wood: Oak | Walnut +50'],
    about:
      'A table for six that stretches to eight when everyone likes each other. Rounded edges spare hips and ' +
      'toddlers.',
    more: 'Soap-finished by hand; a damp cloth and a handful of soap flakes keep it pale.',
    facts: '180 × 85 × 74 cm | Solid wood | Legs screw on in ten minutes'
  },
  {
    title: 'Lily Side Table', by: 'Lund & Falk', price: 129, grams: 3800, look: 'side', tags: 'living room',
    options: ['Colour: Ash | Teal | Rust'],
    about:
      'Exactly large enough for a lamp, a cup and the book you are in the middle of. The edge is lipped, so ' +
      'nothing rolls off.',
    more: 'Light enough to follow you from sofa to window.',
    facts: '42 cm across, 50 cm tall | Lacquered ash | Three legs'
  },
  {
    title: 'Correspondence Desk', by: 'Lund & Falk', price: 460, grams: 21000,
    look: 'drawer', accent: 'Brass', tags: 'office, wood',
    options: ['Wood: Birch | Oak +40'],
    about:
      'A slender desk with one drawer, for writing letters or pretending to. The cable slot at the back is hidden ' +
      'by a flap.',
    more: 'The drawer runs on waxed wood and sounds like it should.',
    facts: '120 × 60 × 74 cm | Solid wood | One drawer with dividers'
  }
])

const shelves = productsOf({ type: 'Shelves', draw: drawShelf, tags: 'home, furniture' }, [
  {
    title: 'Gallery Wall Shelf', by: 'Marrow & Pine', price: 85, grams: 3600, tags: 'wall, wood',
    options: ['Wood: Oak | Walnut | Black'],
    about: 'Two boards on slim steel brackets, with a groove along the back for leaning prints and postcards.',
    more: 'The screws are covered by wooden plugs.',
    facts: '80 × 20 cm, two levels | Holds 18 kg | Wall fittings included'
  },
  {
    title: 'Loft Ladder Shelf', by: 'Lund & Falk', price: 279, grams: 14200, look: 'ladder', tags: 'storage, wood',
    options: ['Wood: Ash | Walnut'],
    about:
      'A shelf that leans: four boards, deeper towards the floor, for plants at the top and atlases at the bottom.',
    more: 'One small bracket keeps it at the wall, without any other drilling.',
    facts: '190 × 65 cm | Solid wood | Holds 20 kg per board'
  }
])

/** Chairs, stools, tables and shelves. */
export const furniture = [...chairs, ...stools, ...tables, ...shelves]
