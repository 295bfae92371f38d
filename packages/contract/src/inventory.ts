import * as z from 'zod'
import { Id } from './ids.ts'
import { Instant, Page, PageInput } from './page.ts'
import { IdempotencyKey, Line } from './text.ts'

/** Why stock moved: received, counted or corrected, brought to another place, promised to an order or given back, shipped, returned. */
export const movementKinds = [
  'received',
  'adjusted',
  'transferred',
  'allocated',
  'released',
  'sold',
  'returned',
] as const

/** Accepts a kind of movement. */
export const MovementKind = z.enum(movementKinds)

export type MovementKind = z.infer<typeof MovementKind>

/** The location that every shop begins with. */
export const FIRST_LOCATION = 'loc_00000000000000000000000000' as const

const MAX_UNITS = 1_000_000_000
const Units = z.int('Enter a whole number.').min(1).max(MAX_UNITS)

export const Location = z.object({
  id: Id('location'),
  name: z.string(),
  /** Units are taken from the location with the lowest position that has enough. */
  position: z.int(),
  isActive: z.boolean(),
  version: z.int(),
})

export type Location = z.infer<typeof Location>

/** The most locations that a shop has. */
export const MAX_LOCATIONS = 100

export const LocationList = z.object({ items: z.array(Location) })

export const CreateLocationInput = z.strictObject({ name: Line(100) })

export type CreateLocationInput = z.infer<typeof CreateLocationInput>

export const UpdateLocationInput = z.strictObject({
  id: Id('location'),
  version: z.int().min(1).max(1_000_000_000),
  name: Line(100),
  position: z.int().min(0).max(1000),
  /** False takes no more orders from it; what is promised there stays so. */
  isActive: z.boolean(),
})

export type UpdateLocationInput = z.infer<typeof UpdateLocationInput>

/** The stock of a variant at one location, in units: `available` is what is on hand and promised to nobody. */
export const StockLevel = z.object({
  locationId: Id('location'),
  locationName: z.string(),
  onHand: z.int(),
  allocated: z.int(),
  available: z.int(),
})

export const StockItem = z.object({
  variantId: Id('variant'),
  productId: Id('product'),
  sku: z.string(),
  productTitle: z.string(),
  variantTitle: z.string(),
  /** False where the shop sells it without counting. */
  tracked: z.boolean(),
  backorder: z.boolean(),
  /** Tracked, and over all locations at or below the shop's mark for low stock. */
  isLow: z.boolean(),
  /** Over all locations. */
  onHand: z.int(),
  allocated: z.int(),
  available: z.int(),
  levels: z.array(StockLevel),
})

export type StockItem = z.infer<typeof StockItem>

export const ListStockInput = PageInput.extend({
  /** A SKU or its beginning, or words of the product's title. */
  search: Line(100).optional(),
  locationId: Id('location').optional(),
  /** Only what is at or below the shop's mark for low stock. */
  isLow: z.boolean().optional(),
})

export type ListStockInput = z.infer<typeof ListStockInput>

export const StockPage = Page(StockItem)

/** Names a variant by id or by SKU. */
const variantRef = { variantId: Id('variant').optional(), sku: Line(64).optional() }
const isOneRef = ({ variantId, sku }: { variantId?: unknown; sku?: unknown }): boolean =>
  (variantId === undefined) !== (sku === undefined)
const refFault = { path: ['sku'], message: 'Name the variant by its id or by its SKU.' }

const act = {
  idempotencyKey: IdempotencyKey,
  ...variantRef,
  /** The first location where none is named. */
  locationId: Id('location').optional(),
  reason: Line(200),
}

export const ReceiveStockInput = z.strictObject({ ...act, quantity: Units }).refine(isOneRef, refFault)

export type ReceiveStockInput = z.infer<typeof ReceiveStockInput>

/**
 * Adds to what is on hand, or takes from it with a negative `delta`; never below what is promised to orders, unless the
 * variant may be sold beyond what is there.
 */
export const AdjustStockInput = z
  .strictObject({
    ...act,
    delta: z
      .int('Enter a whole number.')
      .min(-MAX_UNITS)
      .max(MAX_UNITS)
      .refine((n) => n !== 0, 'Enter a number other than 0.'),
  })
  .refine(isOneRef, refFault)

export type AdjustStockInput = z.infer<typeof AdjustStockInput>

/** Says what was counted; the difference becomes a movement. */
export const CountStockInput = z
  .strictObject({ ...act, counted: z.int('Enter a whole number.').min(0).max(MAX_UNITS) })
  .refine(isOneRef, refFault)

export type CountStockInput = z.infer<typeof CountStockInput>

export const TransferStockInput = z
  .strictObject({
    idempotencyKey: IdempotencyKey,
    ...variantRef,
    fromLocationId: Id('location'),
    toLocationId: Id('location'),
    quantity: Units,
    reason: Line(200),
  })
  .refine(isOneRef, refFault)
  .refine(({ fromLocationId, toLocationId }) => fromLocationId !== toLocationId, {
    path: ['toLocationId'],
    message: 'Choose another location.',
  })

export type TransferStockInput = z.infer<typeof TransferStockInput>

export const ExplainStockInput = PageInput.extend({ ...variantRef, locationId: Id('location').optional() }).refine(
  isOneRef,
  refFault
)

export type ExplainStockInput = z.infer<typeof ExplainStockInput>

export const StockMovement = z.object({
  id: Id('movement'),
  kind: MovementKind,
  locationId: Id('location'),
  locationName: z.string(),
  onHandDelta: z.int(),
  allocatedDelta: z.int(),
  /** What the counters were after it, at this location. */
  onHandAfter: z.int(),
  allocatedAfter: z.int(),
  orderId: Id('order').nullable(),
  orderNumber: z.string().nullable(),
  reason: z.string(),
  actor: z.string(),
  at: Instant,
})

export type StockMovement = z.infer<typeof StockMovement>

/** How the counters of a variant came to be: its movements, newest first, and whether they add up. */
export const StockExplanation = Page(StockMovement).extend({
  item: StockItem,
  /** False where a counter is not the sum of its movements: `admin.inventory.rebuild` sets it right. */
  addsUp: z.boolean(),
})

export type StockExplanation = z.infer<typeof StockExplanation>

export const RebuildStockInput = z.strictObject({ idempotencyKey: IdempotencyKey })

export type RebuildStockInput = z.infer<typeof RebuildStockInput>

const MendedCounter = z.object({
  variantId: Id('variant'),
  locationId: Id('location'),
  onHandBefore: z.int(),
  onHandAfter: z.int(),
  allocatedBefore: z.int(),
  allocatedAfter: z.int(),
})

/** The most counters that the answer of a rebuild names. */
export const MAX_NAMED_COUNTERS = 1000

/** The counters that were not the sum of their movements, as they were and as they are now; the first 1,000 are named. */
export const RebuiltStock = z.object({
  /** The variants that were looked at. */
  checked: z.int(),
  mendedCount: z.int(),
  mended: z.array(MendedCounter),
  /** What movements add up to but cannot be, such as less than nothing: left as it was, for a person to look at. */
  unmended: z.array(MendedCounter),
})

export type RebuiltStock = z.infer<typeof RebuiltStock>
