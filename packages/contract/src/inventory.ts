import * as z from 'zod'
import { Id } from './ids.ts'
import { Instant, Page, PageInput } from './page.ts'
import { IdempotencyKey, Line } from './text.ts'

/**
 * Why stock moved: received, adjusted by a count or a correction, transferred between locations, allocated to an order
 * or released from it, shipped, or returned.
 */
export const movementKinds = [
  'received',
  'adjusted',
  'transferred',
  'allocated',
  'released',
  'sold',
  'returned',
] as const

export const MovementKind = z.enum(movementKinds)

export type MovementKind = z.infer<typeof MovementKind>

/** The location that every shop starts with. */
export const FIRST_LOCATION = 'loc_00000000000000000000000000' as const

const MAX_UNITS = 1_000_000_000
const Units = z.int('Enter a whole number.').min(1).max(MAX_UNITS)

export const Location = z.object({
  id: Id('location'),
  name: z.string(),
  /** Units come from the location with the lowest position that has enough. */
  position: z.int(),
  isActive: z.boolean(),
  version: z.int(),
})

export type Location = z.infer<typeof Location>

/** The maximum number of locations per shop. */
export const MAX_LOCATIONS = 100

export const LocationList = z.object({ items: z.array(Location) })

export const CreateLocationInput = z.strictObject({ name: Line(100) })

export type CreateLocationInput = z.infer<typeof CreateLocationInput>

export const UpdateLocationInput = z.strictObject({
  id: Id('location'),
  version: z.int().min(1).max(1_000_000_000),
  name: Line(100),
  position: z.int().min(0).max(1000),
  /** False stops new orders from using the location. Existing allocations stay. */
  isActive: z.boolean(),
})

export type UpdateLocationInput = z.infer<typeof UpdateLocationInput>

/** The stock of a variant at one location, in units. `available` is on hand minus allocated. */
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
  /** False if the shop sells the variant without counting its stock. */
  tracked: z.boolean(),
  backorder: z.boolean(),
  /** True if the variant is tracked and its total stock is at or below the low-stock threshold. */
  isLow: z.boolean(),
  /** The total of all locations. */
  onHand: z.int(),
  allocated: z.int(),
  available: z.int(),
  levels: z.array(StockLevel),
})

export type StockItem = z.infer<typeof StockItem>

export const ListStockInput = PageInput.extend({
  /** A SKU or its beginning, or words from the product title. */
  search: Line(100).optional(),
  locationId: Id('location').optional(),
  /** True limits the list to variants at or below the low-stock threshold. */
  isLow: z.boolean().optional(),
})

export type ListStockInput = z.infer<typeof ListStockInput>

export const StockPage = Page(StockItem)

const variantRef = { variantId: Id('variant').optional(), sku: Line(64).optional() }
const isOneRef = ({ variantId, sku }: { variantId?: unknown; sku?: unknown }): boolean =>
  (variantId === undefined) !== (sku === undefined)
const refFault = { path: ['sku'], message: 'Name the variant by its id or by its SKU.' }

const act = {
  idempotencyKey: IdempotencyKey,
  ...variantRef,
  /** Defaults to the first location. */
  locationId: Id('location').optional(),
  reason: Line(200),
}

export const ReceiveStockInput = z.strictObject({ ...act, quantity: Units }).refine(isOneRef, refFault)

export type ReceiveStockInput = z.infer<typeof ReceiveStockInput>

/**
 * Adds `delta` to the on-hand quantity; a negative `delta` subtracts. The quantity cannot fall below the allocated
 * units unless the variant allows backorders.
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

/** Sets the on-hand quantity to a count. The difference becomes a movement. */
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
  /** The counters of this location after the movement. */
  onHandAfter: z.int(),
  allocatedAfter: z.int(),
  orderId: Id('order').nullable(),
  orderNumber: z.string().nullable(),
  reason: z.string(),
  actor: z.string(),
  at: Instant,
})

export type StockMovement = z.infer<typeof StockMovement>

/** The stock history of a variant: its movements, newest first, and whether they match its counters. */
export const StockExplanation = Page(StockMovement).extend({
  item: StockItem,
  /** False if a counter differs from the sum of its movements. `admin.inventory.rebuild` corrects it. */
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

/** The maximum number of counters listed in the result of a rebuild. */
export const MAX_NAMED_COUNTERS = 1000

/**
 * The counters that differed from the sum of their movements, before and after the rebuild. Only the first 1,000 are
 * listed.
 */
export const RebuiltStock = z.object({
  /** The number of variants checked. */
  checked: z.int(),
  mendedCount: z.int(),
  mended: z.array(MendedCounter),
  /**
   * Counters whose movements add up to an impossible value, such as a negative one. They are left unchanged for a
   * person to review.
   */
  unmended: z.array(MendedCounter),
})

export type RebuiltStock = z.infer<typeof RebuiltStock>
