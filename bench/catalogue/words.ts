import type { Dice } from './random.ts'

const list = (text: string): string[] => text.trim().split(/\s+/)

/** The nouns of each product type, most common types first. */
export const types: Readonly<Record<string, readonly string[]>> = {
  Shirts: list('shirt tee polo blouse tunic'),
  Shoes: list('sneaker boot sandal loafer slipper trainer'),
  Dresses: list('dress gown pinafore'),
  'Mugs & Cups': list('mug cup tumbler beaker'),
  Trousers: list('trousers jeans chinos shorts leggings'),
  Knitwear: list('jumper cardigan sweater pullover'),
  Jackets: list('jacket coat parka blazer anorak'),
  Lamps: list('lamp pendant lantern sconce chandelier'),
  Bags: list('bag tote backpack satchel holdall'),
  Jewellery: list('necklace bracelet earrings ring brooch'),
  Cushions: list('cushion pillow bolster'),
  Chairs: list('chair armchair stool bench rocker'),
  Tables: list('table desk console nightstand'),
  'Bowls & Plates': list('bowl plate platter dish saucer'),
  Towels: list('towel flannel bathrobe'),
  Bedding: list('duvet sheet blanket quilt throw'),
  'Pots & Pans': list('pan pot wok skillet casserole'),
  Knives: list('knife cleaver santoku'),
  Glassware: list('glass goblet carafe decanter'),
  Socks: list('socks tights stockings'),
  'Hats & Scarves': list('hat scarf beanie cap shawl'),
  Gloves: list('gloves mittens'),
  Belts: list('belt braces'),
  Watches: list('watch chronograph'),
  Sunglasses: list('sunglasses goggles'),
  Rugs: list('rug carpet runner doormat'),
  Curtains: list('curtain blind drape'),
  Mirrors: list('mirror'),
  Clocks: list('clock timer'),
  Candles: list('candle taper diffuser'),
  Vases: list('vase amphora urn'),
  Pictures: list('poster print frame canvas'),
  Notebooks: list('notebook journal planner sketchbook'),
  'Pens & Pencils': list('pen pencil marker crayon'),
  'Desk Organisers': list('organiser tray folder binder'),
  Toys: list('puzzle blocks train doll kite'),
  Plush: list('bear rabbit fox elephant'),
  Games: list('game cards dominoes'),
  Books: list('book atlas cookbook'),
  Plants: list('plant fern cactus palm ivy'),
  Planters: list('planter trough pot'),
  'Garden Tools': list('spade rake trowel secateurs hoe'),
  'Garden Furniture': list('hammock parasol lounger'),
  'Hand Tools': list('hammer screwdriver wrench pliers saw'),
  'Power Tools': list('drill sander grinder'),
  Storage: list('basket box crate shelf cabinet'),
  Tents: list('tent tarp tipi'),
  'Sleeping Bags': list('mattress liner'),
  Bottles: list('bottle flask thermos'),
  Torches: list('torch headlamp'),
  Bicycle: list('bell saddle helmet lock pump'),
  Fitness: list('kettlebell mat dumbbell rope'),
  Swimwear: list('swimsuit bikini trunks'),
  Coffee: list('coffee espresso'),
  Tea: list('tea infusion'),
  Chocolate: list('chocolate truffle'),
  Spices: list('spice pepper salt'),
  Soap: list('soap shampoo lotion balm'),
  'Pet Supplies': list('leash collar kennel'),
  Audio: list('speaker headphones radio turntable'),
}

export const adjectives = list(`
  classic soft small large everyday slim organic light modern warm vintage rustic heavy bright natural round compact
  tall quiet relaxed woven quilted striped ribbed folding handmade sturdy plain checked wide fluted long short deep
  gentle simple washed brushed waxed glazed carved painted polished matte glossy padded lined fitted loose oversized
  cropped tapered straight curved square oval narrow shallow stackable portable foldable reversible waterproof
  insulated breathable rechargeable cordless silent wireless refillable recycled sustainable scented unscented sweet
  bitter smoky spicy mild strong pure raw fresh dried roasted nordic coastal alpine urban rural royal noble humble
  brave merry jolly lucky golden silver`)

export const materials = list(`
  cotton linen wool leather steel oak glass ceramic stoneware canvas denim silk merino bamboo walnut brass copper velvet
  porcelain cashmere rattan marble terracotta enamel aluminium ash beech pine cork jute hemp corduroy suede nylon fleece
  felt paper clay iron titanium acrylic rubber wicker concrete slate lambswool alpaca mohair viscose`)

export const colours = list(`
  Black White Navy Grey Blue Green Red Beige Brown Pink Cream Olive Mustard Sage Charcoal Teal Rust Sand Burgundy Coral
  Ivory Lilac Mint Ochre Plum Sky Stone Taupe Terracotta Yellow Amber Blush Chalk Clay Cobalt Denim Forest Indigo Khaki
  Turquoise`)

export const sizes = [
  list('S M L XL'),
  list('XS S M L XL XXL'),
  list('36 38 40 42 44'),
  ['20 cm', '30 cm', '40 cm'],
  ['250 g', '500 g', '1 kg'],
  ['One Size', 'Large'],
]

// Roughly in the order of their frequency in shop descriptions.
const common = list(`
  the and a of with for to in is it that from on by your this are you or as be our made at an so not can all has which
  one will its every keeps after two before without enough when hand fits more than day through over into out water wash
  good under time three home still back never even stays comes first long has only dry those where them both up years
  small room side light heat like easy clean soft life best about between much new left right again around ready need
  set use while off top old each table kitchen winter summer morning evening night weekend garden house city street
  children friends family gift wear worn carry hold holds turns leaves finds gives takes works looks feels smells opens
  closes folds packs hangs stands sits sleeps lasts colour shape size weight edge corner handle pocket lid base cover
  lining seam button zip strap hook loop wheel frame surface pattern finish detail quality workshop maker mill harbour
  forest island mountain river valley coast north south east west`)

const onsets = list(
  'b br c ch cl d dr f fl fr g gl gr h j k kl kr l m n p pl pr qu r s sc sh sk sl sm sn st t th tr v w'
)
const vowels = list('a e i o u ai ea ee ie oa oo ou')
const codas = ['', '', '', 'n', 'r', 'l', 's', 't', 'm', 'nd', 'rk', 'st', 'sh', 'll', 'ck', 'ng']

const inventWord = (dice: Dice, syllables: number): string => {
  let word = ''
  for (let n = 0; n < syllables; n++) word += dice.pick(onsets) + dice.pick(vowels)
  return word + dice.pick(codas)
}

/** Invents `count` different pronounceable words, the same for the same dice. */
export const inventWords = (dice: Dice, count: number): string[] => {
  const words = new Set<string>()
  while (words.size < count) words.add(inventWord(dice, dice.chance(0.6) ? 2 : dice.chance(0.6) ? 1 : 3))
  return [...words]
}

/** Returns the words of descriptions, most common first: real ones, then invented ones for the rare rest. */
export const descriptionWords = (dice: Dice, count: number): string[] => [
  ...new Set([...common, ...Object.values(types).flat(), ...adjectives, ...materials, ...inventWords(dice, count)]),
]

/** Capitalizes a word for a title. */
export const capitalised = (word: string): string => word.charAt(0).toUpperCase() + word.slice(1)
