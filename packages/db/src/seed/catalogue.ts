import { bath } from './catalogue-bath.ts'
import { cooking } from './catalogue-cooking.ts'
import { desk } from './catalogue-desk.ts'
import { furniture } from './catalogue-furniture.ts'
import { garden } from './catalogue-garden.ts'
import { glow } from './catalogue-glow.ts'
import { outdoor } from './catalogue-outdoor.ts'
import { pantry } from './catalogue-pantry.ts'
import { play } from './catalogue-play.ts'
import type { SeedProduct } from './catalogue-product.ts'
import { rooms } from './catalogue-rooms.ts'
import { table } from './catalogue-table.ts'
import { tops } from './catalogue-tops.ts'
import { wear } from './catalogue-wear.ts'
import { workshop } from './catalogue-workshop.ts'

export type { SeedCollection } from './seed-collections.ts'
export { seedCollections } from './seed-collections.ts'
export type { SeedPicture, SeedProduct, SeedVariant } from './catalogue-product.ts'

const departments: readonly (readonly SeedProduct[])[] = [
  tops,
  table,
  glow,
  wear,
  cooking,
  rooms,
  garden,
  desk,
  furniture,
  outdoor,
  bath,
  pantry,
  play,
  workshop,
]

/** Returns the 200 products of the demo shop, the same every time. */
export const seedCatalogue = (): readonly SeedProduct[] => departments.flat()
