import * as z from 'zod'
import { Currency, Money } from './money.ts'
import { PaymentMethod } from './payments.ts'
import { Line } from './text.ts'
import { CountryCode } from './zones.ts'

/** The facts about the shop that every page needs. */
export const Shop = z.object({
  name: z.string(),
  currency: Currency,
  /** All currencies that shoppers can pay in. The shop's own currency is first. */
  currencies: z.array(Currency),
  /** The country of the shop. Carts are priced for it until the buyer chooses another country. */
  countryCode: z.string(),
  pricesIncludeTax: z.boolean(),
  /** The countries that the shop ships to; null for every country. */
  shipsTo: z.array(z.string()).nullable(),
  /**
   * The price of the first weight step of the first shipping method for the shop's own country; null if there is none.
   */
  shippingFee: Money.nullable(),
  /** The sum from which that shipping method is free; null if it never is. */
  freeShippingFrom: Money.nullable(),
  paymentMethods: z.array(PaymentMethod),
})

export type Shop = z.infer<typeof Shop>

const settings = {
  name: Line(100),
  countryCode: CountryCode,
  /** Additional currencies besides the shop's own. */
  currencies: z.array(Currency).max(10),
  pricesIncludeTax: z.boolean(),
  taxRounding: z.enum(['per_line', 'per_rate']),
  taxRoundingMode: z.enum(['half_up', 'half_even', 'down', 'up']),
  captureMode: z.enum(['automatic', 'manual']),
  offersInvoice: z.boolean(),
  reservationMinutes: z.int().min(1).max(1440),
  /**
   * The number of days after which an unpaid invoice order expires; null for never. A change applies only to new
   * orders.
   */
  invoiceDays: z.int().min(1).max(365).nullable(),
  /**
   * The maximum number of units that guests of one network may have on unpaid invoices at a time; null for no limit.
   */
  guestInvoiceUnits: z.int().min(1).max(10_000).nullable(),
  /**
   * The percentage of a variant's stock that one client may hold in unpaid orders. Ten units are always allowed. 100
   * sets no limit.
   */
  unpaidSharePercent: z.int().min(1).max(100),
  lowStockThreshold: z.int().min(0).max(10_000),
}

/** The sales settings of the shop: country, currencies, tax, payment, stock. */
export const ShopSettings = z.object({ currency: Currency, ...settings })

export type ShopSettings = z.infer<typeof ShopSettings>

export const SetShopSettingsInput = z.strictObject(settings)

export type SetShopSettingsInput = z.infer<typeof SetShopSettingsInput>
