import { productsOf } from './catalogue-row.ts'
import { drawChocolate, drawJar, drawOil, drawPouch, drawTin } from './draw-pantry.ts'

const coffees = productsOf({ type: 'Coffee', draw: drawPouch, tags: 'pantry, coffee' }, [
  {
    title: 'First Ferry Espresso', by: 'Casa Olmo', price: 13.5, grams: 260,
    look: 'bean', colour: 'Rust', tags: 'dark roast',
    options: ['Grind: Whole Bean | Espresso | Filter', 'Size: 250 g | 1 kg +30 +770g'],
    about:
      'A dark, round espresso that tastes of cocoa and toasted hazelnut, and stands up to milk. Roasted on ' +
      'Tuesdays, sent on Wednesdays.',
    more: 'Named after the six o’clock boat and the people on it.',
    facts: 'Brazil and Guatemala | Roast 4 of 5 | Best within eight weeks'
  },
  {
    title: 'Yirga Hills Filter Coffee', by: 'Casa Olmo', price: 15, grams: 260,
    look: 'peak', colour: 'Teal', tags: 'light roast',
    options: ['Grind: Whole Bean | Filter'],
    about: 'A light Ethiopian roast that smells of jasmine when you open the bag and tastes of apricot as it cools.',
    more: 'Brew it slowly, and leave out the milk the first time.',
    facts: '250 g | Washed, 1900–2100 m | Roast 2 of 5'
  },
  {
    title: 'Café Noche Decaf', by: 'Casa Olmo', price: 14, grams: 260, look: 'bean', colour: 'Indigo', tags: 'decaf',
    options: ['Grind: Whole Bean | Espresso | Filter'],
    about:
      'Decaffeinated with spring water in the Mexican highlands, for the cup after dinner. Brown sugar, walnut and ' +
      'no regrets at midnight.',
    more: 'Blind-tasted against our regular roast; it won twice.',
    facts: '250 g | Mountain-water process | Roast 3 of 5'
  }
])

const teas = productsOf({ type: 'Tea', draw: drawTin, tags: 'pantry, tea' }, [
  {
    title: 'Harbour Breakfast Tea', by: 'Casa Olmo', price: 12, grams: 190,
    look: 'leaf', colour: 'Navy', accent: 'Brass', tags: 'black tea',
    about:
      'Assam for strength, Ceylon for brightness and a little Keemun for the smell of toast. It takes milk without ' +
      'complaint.',
    more: 'The tin keeps its lid on in any rucksack.',
    facts: '100 g loose leaf | Three minutes at 98 °C | Organic'
  },
  {
    title: 'Uji Sencha', by: 'Hinode Works', price: 19, was: 23, grams: 160,
    look: 'leaf', colour: 'Moss', tags: 'green tea',
    about:
      'First-flush green tea from the hills south of Kyoto: grassy, sweet and savoury at once, like peas eaten ' +
      'from the pod.',
    more: 'Three infusions from every spoonful, each a little shorter.',
    facts: '80 g loose leaf | 70 °C, one minute | Harvested in May'
  },
  {
    title: 'Meadow Flower Infusion', by: 'Casa Olmo', price: 11, grams: 130,
    look: 'flower', colour: 'Lilac', accent: 'Plum', tags: 'herbal, caffeine free',
    about: 'Chamomile, cornflower, apple mint and lime blossom, dried whole so that you can see what you are drinking.',
    more: 'Good for the hour when screens go off.',
    facts: '50 g | Free of caffeine | Grown in the Waldviertel'
  }
])

const honeys = productsOf({ type: 'Honey & Jam', draw: drawJar, tags: 'pantry, breakfast' }, [
  {
    title: 'Lime Blossom Honey', by: 'Casa Olmo', price: 11.5, grams: 640,
    look: 'bee cork', colour: 'Honey', tags: 'honey',
    about:
      'City honey from hives beneath lime avenues, fresh and faintly minty. Spun cold and stirred by hand until it ' +
      'spreads.',
    more: 'Four beekeepers, nineteen hives, one good July.',
    facts: '400 g | Single harvest | Unheated'
  },
  {
    title: 'Forest Honeydew', by: 'Casa Olmo', price: 13, grams: 640,
    look: 'bee', colour: 'Amber', accent: 'Forest', tags: 'honey',
    about:
      'A dark honey gathered from spruce and fir, malty and not very sweet. Try it on goat’s cheese or in a ' +
      'marinade.',
    more: 'It stays liquid all winter.',
    facts: '400 g | Black Forest | Rich in minerals'
  },
  {
    title: 'Bitter Orange Marmalade', by: 'Casa Olmo', price: 7.5, grams: 520,
    look: 'sun', colour: 'Ochre', accent: 'Cobalt', tags: 'jam, citrus',
    about:
      'Seville oranges, thick-cut and cooked for a long afternoon with less sugar than usual. Properly bitter, the ' +
      'way toast likes it.',
    more: 'Made in January, when the oranges are.',
    facts: '340 g | 60 % fruit | No pectin added'
  },
  {
    title: 'Cloudberry Jam', by: 'Norrvik', price: 14, grams: 420,
    look: 'berry cloth', colour: 'Coral', accent: 'White', tags: 'jam, nordic, gift',
    about:
      'Golden berries from northern bogs, picked one at a time by people who will not tell you where. Tart, ' +
      'honeyed and full of crunch.',
    more: 'Warm it and pour it over vanilla ice cream.',
    facts: '250 g | 65 % fruit | Wild-picked in Norrland'
  },
  {
    title: 'Blackcurrant Jam', by: 'Norrvik', price: 6.9, grams: 520,
    look: 'berry cloth', colour: 'Plum', accent: 'Blush', tags: 'jam',
    about: 'Dark, sharp and nearly winey, boiled in copper in batches of twelve jars. It makes a plain yoghurt blush.',
    more: 'The label is for writing a name on; these get given away.',
    facts: '340 g | 58 % fruit | Cane sugar'
  }
])

const oils = productsOf({ type: 'Oil & Salt', draw: drawOil, tags: 'pantry, cooking' }, [
  {
    title: 'Olmo Extra Virgin Olive Oil', by: 'Casa Olmo', price: 17, grams: 920,
    look: 'leaf', colour: 'Olive', accent: 'Brass', tags: 'olive oil',
    options: ['Size: 500 ml | 750 ml +7 +430g'],
    about:
      'Pressed on the day of picking from Picual olives: green, peppery and with a cough at the end that tells you ' +
      'it is fresh.',
    more: 'The bottle is dark to keep it that way.',
    facts: 'Early harvest, Jaén | Acidity below 0.2 % | One family’s trees'
  },
  {
    title: 'Everyday Olive Oil Tin', by: 'Casa Olmo', price: 24, grams: 1150,
    look: 'tin sun', colour: 'Mustard', accent: 'Teal', tags: 'olive oil',
    about: 'A mild, buttery oil in a litre tin, for frying, roasting and for being generous. The spout does not drip.',
    more: 'We keep one next to the hob at all times.',
    facts: '1 litre | Arbequina olives | Cold extracted'
  }
])

const chocolates = productsOf({ type: 'Chocolate', draw: drawChocolate, tags: 'pantry, chocolate' }, [
  {
    title: 'Dark 72 % with Sea Salt', by: 'Casa Olmo', price: 4.9, grams: 85,
    look: 'wave', colour: 'Cobalt', tags: 'dark, vegan',
    about: 'Dominican cocoa with flakes of sea salt that you find one at a time. It snaps cleanly and melts slowly.',
    more: 'Ground for three days between granite stones.',
    facts: '80 g | Two ingredients and salt | Vegan'
  },
  {
    title: 'Hazelnut Milk Chocolate', by: 'Casa Olmo', price: 5.2, grams: 95,
    look: 'milk flower', colour: 'Blush', accent: 'Plum', tags: 'milk, gift',
    about:
      'Whole Piedmont hazelnuts in milk chocolate that is closer to caramel than to sugar. Nobody has yet been ' +
      'seen saving half.',
    more: 'The nuts are roasted the same morning.',
    facts: '90 g | 45 % cocoa | Contains milk and nuts'
  }
])

/** Coffee, tea, honey, jam, oil and chocolate. */
export const pantry = [...coffees, ...teas, ...honeys, ...oils, ...chocolates]
