import { productsOf } from './catalogue-row.ts'
import { drawJacket, drawKnit, drawShirt } from './draw-tops.ts'

const sizes = 'Size: S | M | L | XL'

const shirts = productsOf({ type: 'Shirts', draw: drawShirt, tags: 'apparel, shirts' }, [
  {
    title: 'Harbour Linen Shirt', by: 'Atelier Brume', price: 79, grams: 230, tags: 'linen, summer',
    options: ['Colour: Sage | Sand | Ink', sizes],
    about:
      'A relaxed shirt in washed European linen that looks right straight from the line. It is cut a little ' +
      'longer, so it can be worn open over a tee.',
    more: 'The cloth is softened with stones, not silicone, and gets better with every wash.',
    facts: '100 % linen, 165 g/m² | Corozo-nut buttons | Wash at 40 °C'
  },
  {
    title: 'Quay Oxford Shirt', by: 'Norrvik', price: 72, grams: 260, tags: 'cotton, office',
    options: ['Colour: Sky | White | Blush', sizes],
    about:
      'Our take on the classic Oxford: dense, slightly coarse cotton with a soft roll to the collar. It wears in ' +
      'like a good pair of jeans.',
    more: 'Double stitching at the yoke and a spare button sewn inside the placket keep it going for years.',
    facts: '100 % organic cotton | Button-down collar | Regular fit'
  },
  {
    title: 'Mill Check Flannel Shirt', by: 'Norrvik', price: 85, grams: 340, look: 'check', tags: 'flannel, winter',
    options: ['Colour: Rust | Forest | Charcoal', sizes],
    about:
      'Brushed on both sides, this flannel feels warm before you have done up the first button. The check is ' +
      'woven, not printed, so it never fades to grey.',
    more: 'Wear it as a shirt in October and as a mid-layer in January.',
    facts: '100 % cotton flannel, 210 g/m² | Woven in Portugal | Chest pocket with pen slot'
  },
  {
    title: 'Regatta Stripe Camp Shirt', by: 'Atelier Brume', price: 64, grams: 190,
    look: 'short stripe', tags: 'summer, stripes',
    options: ['Colour: Teal | Coral', sizes],
    about:
      'An airy short-sleeved shirt with an open camp collar and boat-deck stripes. The boxy cut lets a breeze ' +
      'through on the hottest afternoons.',
    more: 'Dries overnight on a balcony rail.',
    facts: '55 % linen, 45 % cotton | Straight hem with side vents | Wash at 30 °C'
  },
  {
    title: 'Ledger Pinstripe Shirt', by: 'Atelier Brume', price: 82, grams: 220,
    look: 'pinstripe plain', tags: 'cotton, office',
    options: ['Colour: White | Denim', sizes],
    about:
      'A crisp poplin with a fine banker’s stripe, made for weeks with too many meetings. The back has a box ' +
      'pleat, so reaching for the top shelf is no trouble.',
    more: 'Comes folded around card, without a single plastic clip.',
    facts: 'Two-ply cotton poplin | Mother-of-pearl buttons | Slim fit'
  },
  {
    title: 'Everyday Heavy Tee', by: 'Norrvik', price: 32, grams: 240, look: 'tee', tags: 'cotton, basics',
    options: ['Colour: Chalk | Terracotta | Moss | Ink', sizes],
    about:
      'A T-shirt with some weight to it: close-knit jersey that drapes instead of clinging. The collar is bound ' +
      'twice and stays flat.',
    more: 'We have washed ours some two hundred times and still wear it out to dinner.',
    facts: '100 % organic cotton, 240 g/m² | Knitted without side seams | Preshrunk'
  },
  {
    title: 'Breton Stripe Tee', by: 'Norrvik', price: 38, was: 48, grams: 210,
    look: 'tee stripe', tags: 'cotton, stripes',
    options: ['Colour: Navy | Red', sizes],
    about:
      'The sailor’s stripe on a sturdy cotton jersey, knitted on the old circular machines that keep the bands ' +
      'straight after washing.',
    more: 'Slightly cropped, to sit well over high-waisted trousers.',
    facts: '100 % combed cotton | Boat neck | Wash inside out at 30 °C'
  }
])

const knitwear = productsOf({ type: 'Knitwear', draw: drawKnit, tags: 'apparel, knitwear' }, [
  {
    title: 'Skerry Crew Jumper', by: 'Norrvik', price: 119, grams: 480, tags: 'wool, winter',
    options: ['Colour: Moss | Ecru | Navy', sizes],
    about:
      'A plain crew-neck in springy lambswool, the one you reach for when the heating is not on yet. Saddle ' +
      'shoulders keep it in shape on the hanger.',
    more: 'Small holes can be sent back to us; we mend them for free.',
    facts: '100 % lambswool, 5 gauge | Knitted in one piece | Hand wash or wool cycle'
  },
  {
    title: 'Aran Cable Jumper', by: 'Norrvik', price: 149, was: 179, grams: 720, look: 'cable', tags: 'wool, winter',
    options: ['Colour: Cream | Blush', sizes],
    about:
      'Honest fisherman’s cables in undyed wool, thick enough to stand in for a jacket. The pattern is worked ' +
      'front and back, so it hangs evenly.',
    more: 'Expect a faint smell of lanolin for the first week; it keeps drizzle off.',
    facts: '100 % British wool | Ribbed hem and cuffs | Air on a cold day instead of washing'
  },
  {
    title: 'Göteborg Yoke Jumper', by: 'Norrvik', price: 139, grams: 560, look: 'yoke', tags: 'wool, pattern',
    options: ['Colour: Teal | Rust', sizes],
    about:
      'A round yoke in three colours, drawn after a pattern found in a 1950s harbour pilot’s wardrobe. The body is ' +
      'plain, so the yoke does the talking.',
    more: 'Knitted in the round, without a seam to rub under a rucksack.',
    facts: 'Norwegian wool | Seamless yoke | Fits a layer underneath'
  },
  {
    title: 'Sunday Cardigan', by: 'Atelier Brume', price: 129, grams: 520, look: 'cardigan', tags: 'wool, layers',
    options: ['Colour: Ecru | Plum | Forest', sizes],
    about:
      'A V-neck cardigan with deep pockets and buttons large enough for cold fingers. It is knitted loosely, so it ' +
      'warms without weighing you down.',
    more: 'Made for long breakfasts, and quite presentable at the office.',
    facts: '70 % merino, 30 % cotton | Four horn-look buttons | Two front pockets'
  },
  {
    title: 'Fell Stripe Roll-Neck', by: 'Norrvik', price: 109, grams: 410, look: 'roll stripe', tags: 'merino, stripes',
    options: ['Colour: Mustard | Plum', sizes],
    about:
      'Broad stripes and a neck that folds twice without strangling anyone. The fine merino goes under a coat with ' +
      'no bulk at the sleeves.',
    more: 'Itch-free enough for people who say they cannot wear wool.',
    facts: '100 % extra-fine merino | Fold-over collar | Wool cycle at 30 °C'
  },
  {
    title: 'Orchard Knit Vest', by: 'Atelier Brume', price: 69, grams: 290, look: 'vest cable', tags: 'wool, layers',
    options: ['Colour: Ochre | Sage', 'Size: S | M | L'],
    about:
      'A sleeveless cable knit for the weeks between seasons. Wear it over a collar, or on its own when the sun is ' +
      'nearly warm.',
    more: 'The armholes are ribbed deep, so shirt sleeves do not bunch.',
    facts: '80 % lambswool, 20 % recycled nylon | Crew neck | Short, boxy cut'
  }
])

const jackets = productsOf({ type: 'Jackets', draw: drawJacket, tags: 'apparel, jackets' }, [
  {
    title: 'Foundry Chore Jacket', by: 'Oakum', price: 145, grams: 780, look: 'chore', tags: 'canvas, workwear',
    options: ['Colour: Indigo | Olive | Sand', sizes],
    about:
      'Three patch pockets, five buttons, no lining: the French work jacket as it has always been. The canvas ' +
      'starts stiff and breaks in over a month.',
    more: 'Bar tacks hold every pocket corner, so a pocketful of screws is fine.',
    facts: '100 % cotton canvas, 340 g/m² | Triple-stitched seams | Inside pocket'
  },
  {
    title: 'Drizzle Rain Jacket', by: 'Fjell & Fern', price: 169, was: 209, grams: 520,
    look: 'hood', tags: 'rain, waterproof',
    options: ['Colour: Mustard | Forest | Navy', sizes],
    about:
      'A proper rain jacket without the rustle: soft, matt and taped at every seam. The hood turns with your head ' +
      'and has a stiff little peak.',
    more: 'Long enough to sit down on a wet bench.',
    facts: '15 000 mm water column | Recycled polyester, PFAS-free | Two-way zip'
  },
  {
    title: 'Tarn Quilted Gilet', by: 'Fjell & Fern', price: 99, grams: 360,
    look: 'gilet quilt', tags: 'layers, insulated',
    options: ['Colour: Navy | Rust', sizes],
    about:
      'Light quilting that keeps the middle of you warm and leaves your arms free for the axe, the pram or the ' +
      'handlebars.',
    more: 'Packs into its own left pocket when the sun comes out after all.',
    facts: 'Recycled insulation, 60 g/m² | Fleece-lined pockets | Wash at 30 °C'
  },
  {
    title: 'Overcast Parka', by: 'Fjell & Fern', price: 249, grams: 1350, look: 'hood', tags: 'winter, insulated',
    options: ['Colour: Olive | Charcoal', sizes],
    about:
      'A long winter parka for people who wait at bus stops. Warm at minus fifteen, windproof to the chin, with ' +
      'cuffs that close around gloves.',
    more: 'The lining zips out, which leaves you with a spring coat.',
    facts: 'Waxed cotton blend | Removable quilted liner | Six pockets'
  }
])

/** Shirts, knitwear and jackets. */
export const tops = [...shirts, ...knitwear, ...jackets]
