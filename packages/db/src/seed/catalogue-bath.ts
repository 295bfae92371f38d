import { productsOf } from './catalogue-row.ts'
import { drawBrush, drawSoap, drawTowel } from './draw-bath.ts'
import { drawJar } from './draw-pantry.ts'

const soaps = productsOf({ type: 'Soap', draw: drawSoap, tags: 'bath, soap' }, [
  {
    title: 'Seaweed and Sage Soap', by: 'Saltbath', price: 8.5, grams: 120,
    look: 'fleck', colour: 'Sage', accent: 'Oak', tags: 'natural, vegan',
    about:
      'A green bar with flecks of bladderwrack from the Skagerrak coast, gently rough on gardeners’ hands. Smells ' +
      'of shore and kitchen garden.',
    more: 'Cold-stirred and cured for eight weeks, so it lasts.',
    facts: '110 g | Olive and rapeseed oil | Wrapped in paper'
  },
  {
    title: 'Rose Clay Soap', by: 'Saltbath', price: 9, grams: 120,
    look: 'swirl', colour: 'Blush', tags: 'natural, gift',
    about:
      'Pink clay swirled through a mild bar for face and body. The scent is rose geranium, green rather than ' +
      'sugary.',
    more: 'Every swirl is poured by hand, and none comes out the same.',
    facts: '110 g | Shea butter | No palm oil'
  },
  {
    title: 'Tar Soap on a Rope', by: 'Saltbath', price: 12, grams: 190,
    look: 'rope', colour: 'Charcoal', tags: 'natural, sauna',
    about:
      'A large, dark bar with pine tar that smells of boathouses, on a rope for the sauna door. Old-fashioned help ' +
      'for itchy winter skin.',
    more: 'The rope is cotton and dries quickly.',
    facts: '180 g | Finnish pine tar | Biodegradable'
  },
  {
    title: 'Kitchen Window Hand Soap', by: 'Saltbath', price: 16, grams: 620, look: 'pump', tags: 'liquid, refill',
    options: ['Scent: Lemon Thyme | Black Pepper | Unscented'], colour: 'Lemon',
    about: 'Liquid soap for hands that peel onions and repot tomatoes. It cuts through both smells and leaves no film.',
    more: 'The glass bottle is yours for good; refills come in tins.',
    facts: '500 ml | Plant-based | Steel pump'
  }
])

const towels = productsOf({ type: 'Towels', draw: drawTowel, tags: 'bath, textiles' }, [
  {
    title: 'Bathhouse Waffle Towel', by: 'Saltbath', price: 34, grams: 380, look: 'hang waffle', tags: 'linen, cotton',
    options: ['Colour: Clay | Sage | Stone', 'Size: 50 × 90 cm | 75 × 140 cm +22 +350g'],
    about:
      'Light waffle linen that dries you briskly and dries itself by noon. It takes hardly any room in the ' +
      'cupboard or the suitcase.',
    more: 'Thirsty from the third wash on; give it those two.',
    facts: '55 % linen, 45 % cotton | Hanging loop | Wash at 60 °C'
  },
  {
    title: 'Cloud Terry Towels', by: 'Saltbath', price: 58, was: 72, grams: 1900, look: 'stack', tags: 'cotton, set',
    options: ['Colour: Forest | Rose | Navy'],
    about:
      'Four thick terry towels in tones that go together, because the fourth always goes missing. Long loops make ' +
      'them soft and very absorbent.',
    more: 'The colours hold at sixty degrees.',
    facts: '600 g/m² | Organic cotton | Two 50 × 100 cm, two 30 × 50 cm'
  },
  {
    title: 'Hammam Fringe Towel', by: 'Saltbath', price: 29, grams: 320, look: 'hang', tags: 'cotton, beach',
    options: ['Colour: Denim | Coral | Sand'],
    about:
      'A flat-woven towel from the Aegean coast that is also a shawl, a picnic cloth and a curtain for the camper ' +
      'van.',
    more: 'Softer each summer.',
    facts: '95 × 180 cm | Turkish cotton | Hand-knotted fringe'
  },
  {
    title: 'Guest Towel Rolls', by: 'Saltbath', price: 24, grams: 330, tags: 'cotton, set, gift',
    options: ['Colour: Lilac | Terracotta'],
    about:
      'Three small towels, rolled and ready in a basket by the basin, so that visitors need not wonder which one ' +
      'is theirs.',
    more: 'Edged with a flat woven border.',
    facts: 'Set of three, 30 × 50 cm | 450 g/m² | Wash at 60 °C'
  }
])

const brushes = productsOf({ type: 'Brushes', draw: drawBrush, tags: 'bath, brushes' }, [
  {
    title: 'Long Reach Bath Brush', by: 'Saltbath', price: 32, grams: 190, look: 'long', accent: 'Walnut', tags: 'wood',
    options: ['Wood: Beech | Oak'],
    about:
      'A bath brush that gets to the place between the shoulder blades. The head comes off its handle for dry ' +
      'brushing.',
    more: 'Hang it bristles down and it will last for years.',
    facts: 'Oiled wood | Sisal bristles | 42 cm long'
  },
  {
    title: 'Bamboo Toothbrush Pair', by: 'Saltbath', price: 7, grams: 30,
    look: 'tooth', colour: 'Oak', accent: 'Teal', tags: 'bamboo, everyday',
    about: 'Two toothbrushes with slim bamboo handles, one dipped in colour so nobody picks up the wrong one.',
    more: 'Pull out the bristles at the end and the handle makes a fine plant label.',
    facts: 'Set of two | Medium-soft bristles | Paper box'
  }
])

const salts = productsOf({ type: 'Soap', draw: drawJar, tags: 'bath, soak' }, [
  {
    title: 'Winter Bath Salt', by: 'Saltbath', price: 18, grams: 720,
    look: 'wave cork', colour: 'Sea', tags: 'natural, gift',
    about:
      'Coarse sea salt with eucalyptus and spruce, for the evening after the first snow shovelling. Two handfuls ' +
      'turn the water faintly green.',
    more: 'The jar closes with cork and keeps the scent until spring.',
    facts: '600 g, ten baths | Atlantic sea salt | Essential oils only'
  }
])

/** Soap, towels and brushes. */
export const bath = [...soaps, ...towels, ...brushes, ...salts]
