import type { CollectionRules } from '@tradepost/contract'

/** A collection of the demo shop, with rules or with the slugs of its products; `below` are its sub-collections. */
export interface SeedCollection {
  readonly title: string
  readonly description: string
  readonly rules: CollectionRules | null
  readonly products: readonly string[]
  readonly below: readonly SeedCollection[]
}

const types = (...names: string[]): SeedCollection[] =>
  names.map((name) => ({
    title: name,
    description: '',
    rules: { match: 'all', conditions: [{ field: 'productType', operator: 'is', value: name }] },
    products: [],
    below: [],
  }))

const department = (title: string, description: string, below: readonly SeedCollection[]): SeedCollection => ({
  title,
  description,
  rules: null,
  products: [],
  below,
})

/** The collections of the demo shop: departments with sub-collections, and two collections across departments. */
export const seedCollections: readonly SeedCollection[] = [
  department(
    'Home',
    'Lamps, vases, cushions and all that makes rooms worth coming back to.',
    types('Lamps', 'Candles', 'Vases', 'Cushions', 'Blankets', 'Clocks', 'Mirrors')
  ),
  department(
    'Furniture',
    'Chairs, tables and shelves, joined rather than screwed.',
    types('Chairs', 'Stools', 'Tables', 'Shelves')
  ),
  department(
    'Kitchen',
    'For cooking, serving and the quiet cup in between.',
    types('Mugs & Cups', 'Bowls & Plates', 'Glassware', 'Teapots', 'Pots & Pans', 'Knives', 'Boards & Tools', 'Kettles')
  ),
  department(
    'Clothing',
    'Few pieces, good cloth, made to be mended.',
    types('Shirts', 'Knitwear', 'Jackets', 'Trousers', 'Socks', 'Hats & Scarves', 'Bags')
  ),
  department(
    'Garden',
    'Pots, plants and tools for beds and balconies.',
    types('Pots', 'Plants', 'Garden Tools', 'Garden Living')
  ),
  department(
    'Desk',
    'Paper, pens and light for thinking.',
    types('Notebooks', 'Pens & Pencils', 'Desk Lamps', 'Desk Organisers', 'Scissors')
  ),
  department(
    'Outdoor',
    'What carries you over the hill and back.',
    types('Backpacks', 'Bottles & Flasks', 'Tents & Hammocks', 'Camp Kitchen', 'Torches')
  ),
  department('Bath', 'Soap, towels and brushes.', types('Soap', 'Towels', 'Brushes')),
  department(
    'Pantry',
    'Coffee, tea, honey and the good oil.',
    types('Coffee', 'Tea', 'Honey & Jam', 'Oil & Salt', 'Chocolate')
  ),
  department(
    'Toys & Workshop',
    'For small hands and for busy ones.',
    types('Wooden Toys', 'Puzzles', 'Plush', 'Hand Tools', 'Bicycle')
  ),
  {
    title: 'Gifts under €30',
    description: 'Small things that are hard not to keep.',
    rules: {
      match: 'all',
      conditions: [
        { field: 'tag', operator: 'is', value: 'gift' },
        { field: 'price', operator: 'less_than', value: 3000 },
      ],
    },
    products: [],
    below: [],
  },
  {
    title: 'Staff picks',
    description: 'What we took home ourselves this month.',
    rules: null,
    products: [
      'pepparkorn-table-lamp',
      'hearth-stoneware-mug',
      'skerry-crew-jumper',
      'tanaka-chefs-knife-21-cm',
      'jamtland-check-throw',
      'commuter-roll-top-backpack',
      'daily-page-notebook',
      'night-watch-torch',
    ],
    below: [],
  },
]
