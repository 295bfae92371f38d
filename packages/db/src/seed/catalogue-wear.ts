import { productsOf } from './catalogue-row.ts'
import { drawDuffel, drawScarf, drawTote } from './draw-bags.ts'
import { drawCap, drawSocks, drawTrousers } from './draw-wear.ts'

const trousers = productsOf({ type: 'Trousers', draw: drawTrousers, tags: 'apparel, trousers' }, [
  {
    title: 'Jetty Straight Jeans', by: 'Oakum', price: 98, grams: 620, tags: 'denim',
    options: ['Colour: Denim | Indigo', 'Size: S | M | L | XL'],
    about:
      'Straight-legged jeans in a firm, dry denim with no stretch to go baggy. One wash at the mill takes the ' +
      'starch out, the rest is up to you.',
    more: 'Sits at the waist and is hemmed to be turned up once.',
    facts: '13.5 oz organic denim | Copper rivets | Button fly'
  },
  {
    title: 'Potter Wide Corduroys', by: 'Atelier Brume', price: 94, grams: 560,
    look: 'wide cord', tags: 'corduroy, winter',
    options: ['Colour: Rust | Ochre | Forest', 'Size: S | M | L | XL'],
    about:
      'Generous corduroys with a wide wale you can hear when you walk. The leg falls straight from the hip and ' +
      'ends just above the shoe.',
    more: 'Pleats at the front make them as easy to sit in as pyjamas.',
    facts: '100 % cotton, 8 wale | Side adjusters | Deep slant pockets'
  },
  {
    title: 'Lagoon Linen Trousers', by: 'Atelier Brume', price: 84, grams: 320,
    look: 'drawstring', tags: 'linen, summer',
    options: ['Colour: Sand | Sea', 'Size: S | M | L | XL'],
    about:
      'Cool drawstring trousers in a mid-weight linen that is opaque even in white sunlight. Tapered enough to ' +
      'cycle in.',
    more: 'They crease, of course. That is what they are for.',
    facts: '100 % linen, 190 g/m² | Cotton drawstring | Two hip pockets, one at the back'
  },
  {
    title: 'Pier Swim Shorts', by: 'Oakum', price: 49, grams: 170, look: 'shorts drawstring', tags: 'summer, swim',
    options: ['Colour: Coral | Forest', 'Size: S | M | L | XL'],
    about:
      'Quick-drying shorts that pass for ordinary ones on the way to the water. The mesh lining is soft and can be ' +
      'cut out.',
    more: 'A zipped pocket holds one key and one ice cream’s worth of change.',
    facts: 'Recycled nylon | 15 cm inseam | Dry in half an hour'
  },
  {
    title: 'Rowan Work Trousers', by: 'Oakum', price: 109, grams: 690, tags: 'canvas, workwear',
    options: ['Colour: Olive | Charcoal', 'Size: S | M | L | XL'],
    about:
      'Canvas trousers with doubled knees and room to kneel in. A ruler pocket and a hammer loop come in handy ' +
      'even if you own neither.',
    more: 'Softens fast, and wears through slowly.',
    facts: '98 % cotton, 2 % elastane | Double knees | Reinforced heel tape'
  }
])

const small = productsOf({ type: 'Socks', draw: drawSocks, tags: 'apparel, socks' }, [
  {
    title: 'Cabin Ragg Socks', by: 'Norrvik', price: 16, grams: 110, look: 'fleck', tags: 'wool, winter',
    options: ['Colour: Stone | Moss', 'Size: 36–40 | 41–46'],
    about:
      'Thick flecked wool for cold floors and rubber boots. The sole is knitted as terry, which is why they feel ' +
      'like slippers.',
    more: 'Reinforced where toes and heels always go first.',
    facts: '70 % wool, 30 % polyamide | Terry sole | Wash at 40 °C'
  },
  {
    title: 'Deckhand Striped Socks', by: 'Norrvik', price: 12, grams: 60, look: 'stripe', tags: 'cotton, stripes',
    options: ['Colour: Navy | Red | Teal', 'Size: 36–40 | 41–46'],
    about: 'Mid-calf cotton socks with stripes that meet at the seam. They stay up without leaving a mark.',
    more: 'Hand-linked at the toe, so there is no ridge to feel in your shoe.',
    facts: '80 % combed cotton | Flat toe seam | Sold as one pair'
  },
  {
    title: 'Trail Merino Socks', by: 'Fjell & Fern', price: 19, was: 24, grams: 75, tags: 'merino, hiking',
    options: ['Colour: Forest | Charcoal', 'Size: 36–40 | 41–46'],
    about:
      'Hiking socks with cushioning under the ball and heel and thin mesh above the foot. Two days in a row is no ' +
      'problem for merino.',
    more: 'We have walked the length of Gotland in them, with no blisters to report.',
    facts: '58 % merino wool | Left and right foot shaped | Medium cushioning'
  }
])

const hats = productsOf({ type: 'Hats & Scarves', draw: drawCap, tags: 'apparel, accessories' }, [
  {
    title: 'Lighthouse Beanie', by: 'Norrvik', price: 29, grams: 95, look: 'beanie', tags: 'wool, winter',
    options: ['Colour: Mustard | Navy | Charcoal'],
    about: 'A ribbed fisherman’s beanie with a deep cuff, to be worn high in autumn and over the ears in February.',
    more: 'The decrease at the crown makes a neat star instead of a bunch.',
    facts: '100 % merino | One size, 54–60 cm | Hand wash'
  },
  {
    title: 'Snowline Bobble Hat', by: 'Norrvik', price: 34, grams: 120, look: 'beanie pompom', tags: 'wool, winter',
    options: ['Colour: Coral | Teal'],
    about:
      'Chunky, cheerful and double layered at the ears. The bobble ties on with a cord, so it can come off for the ' +
      'wash.',
    more: 'Children steal it, so consider ordering two.',
    facts: 'Lambswool blend | Fleece band inside | One size'
  },
  {
    title: 'Dune Bucket Hat', by: 'Oakum', price: 36, was: 45, grams: 90, look: 'bucket', tags: 'summer, sun',
    options: ['Colour: Sage | Sand', 'Size: S/M | L/XL'],
    about: 'A washed-canvas hat with a brim wide enough for reading on the beach. It folds flat and springs back.',
    more: 'Brass eyelets at the side let the heat out.',
    facts: '100 % cotton | UPF 50 | 7 cm brim'
  },
  {
    title: 'Towpath Six-Panel Cap', by: 'Oakum', price: 32, grams: 85, tags: 'cotton, cycling',
    options: ['Colour: Olive | Rust | Ink'],
    about: 'An unstructured cap with a soft crown and a bendable brim, which fits under a helmet or in a back pocket.',
    more: 'The leather tab at the back is cut from saddle offcuts.',
    facts: 'Brushed cotton twill | Brass buckle | One size, 55–61 cm'
  }
])

const scarves = productsOf({ type: 'Hats & Scarves', draw: drawScarf, tags: 'apparel, accessories' }, [
  {
    title: 'Fringe Lambswool Scarf', by: 'Atelier Brume', price: 55, grams: 210, tags: 'wool, winter, gift',
    options: ['Colour: Navy | Plum | Moss'],
    about:
      'A long, softly milled scarf with striped ends and hand-twisted fringes. Long enough to wrap twice and still ' +
      'tuck in.',
    more: 'Woven by a family mill that has run the same looms since 1926.',
    facts: '100 % lambswool | 190 × 30 cm | Dry clean or cold hand wash'
  }
])

const bags = productsOf({ type: 'Bags', draw: drawTote, tags: 'apparel, bags' }, [
  {
    title: 'Market Stripe Tote', by: 'Oakum', price: 28, grams: 310, look: 'stripe', tags: 'cotton, everyday',
    options: ['Colour: Ecru | Teal'],
    about:
      'A heavy cotton shopper with a flat base, so leeks and baguettes stand up straight. The handles are webbing, ' +
      'doubled where you grip.',
    more: 'Holds two full bags of groceries, though you may not want to carry it.',
    facts: '18 oz cotton canvas | 18 litres | Machine washable'
  },
  {
    title: 'Studio Pocket Tote', by: 'Oakum', price: 46, grams: 420, look: 'pocket', tags: 'canvas, office',
    options: ['Colour: Black | Stone'],
    about:
      'A work bag that keeps its shape: waxed canvas, a front pocket for the phone and a padded sleeve for a ' +
      '14-inch laptop.',
    more: 'A short zip closes the middle and leaves room for an umbrella.',
    facts: 'Waxed cotton | 14-inch sleeve | Key hook inside'
  },
  {
    title: 'Saddler Leather Tote', by: 'Oakum', price: 189, grams: 980,
    look: 'leather long', accent: 'Walnut', tags: 'leather, gift',
    options: ['Colour: Clay | Espresso'],
    about:
      'Vegetable-tanned leather, saddle-stitched by hand and left unlined to show the inside. It darkens with sun, ' +
      'rain and use.',
    more: 'Long straps go over a winter coat with room to spare.',
    facts: 'Full-grain leather, 2 mm | 38 × 34 × 14 cm | Comes with a tin of balm'
  },
  {
    title: 'Night Train Tote', by: 'Oakum', price: 24, grams: 260, look: 'long stripe', tags: 'cotton, travel',
    options: ['Colour: Indigo | Coral'],
    about:
      'A tall, long-handled tote that folds to the size of a book and unrolls for the slippers, the snacks and the ' +
      'novel.',
    more: 'A button loop keeps the top closed on the luggage rack.',
    facts: 'Recycled cotton | 16 litres | Inside pocket for tickets'
  }
])

const weekenders = productsOf({ type: 'Bags', draw: drawDuffel, tags: 'apparel, bags' }, [
  {
    title: 'Señal Weekend Bag', by: 'Oakum', price: 159, was: 195, grams: 1450, tags: 'canvas, travel',
    options: ['Colour: Ochre | Olive | Black'],
    about: 'Two nights’ worth of clothes, with a separate shoe compartment and a base that shrugs off station floors.',
    more:
      'Named after the railway signal on our favourite platform in Valencia. Fits under the seat of most trains ' +
      'and some planes.',
    facts: 'Waxed canvas and leather | 38 litres | Removable shoulder strap'
  }
])

/** Trousers, socks, hats, scarves and bags. */
export const wear = [...trousers, ...small, ...hats, ...scarves, ...bags, ...weekenders]
