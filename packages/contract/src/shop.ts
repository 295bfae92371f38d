import * as z from 'zod'
import { Currency, Money } from './money.ts'
import { PaymentMethod } from './payments.ts'
import { Line } from './text.ts'
import { CountryCode } from './zones.ts'

/** Tells what every page of the shop needs to know. */
export const Shop = z.object({
  name: z.string(),
  currency: Currency,
  /** All currencies one can pay in; the shop's own is the first. */
  currencies: z.array(Currency),
  /** Where the shop is: what a cart is priced for until the buyer names another country. */
  countryCode: z.string(),
  pricesIncludeTax: z.boolean(),
  /** The countries that goods are sent to; null for every country. */
  shipsTo: z.array(z.string()).nullable(),
  /** The price of the first way of shipping into the shop's own country, without weight; null where there is none. */
  shippingFee: Money.nullable(),
  /** From this sum on that shipping is free; null where it never is. */
  freeShippingFrom: Money.nullable(),
  paymentMethods: z.array(PaymentMethod),
})

export type Shop = z.infer<typeof Shop>

const settings = {
  name: Line(100),
  countryCode: CountryCode,
  /** Further currencies beside the shop's own. */
  currencies: z.array(Currency).max(10),
  pricesIncludeTax: z.boolean(),
  taxRounding: z.enum(['per_line', 'per_rate']),
  taxRoundingMode: z.enum(['half_up', 'half_even', 'down', 'up']),
  captureMode: z.enum(['automatic', 'manual']),
  offersInvoice: z.boolean(),
  reservationMinutes: z.int().min(1).max(1440),
  /** After so many days an unpaid invoice order expires; null for never. It holds for orders placed from now on. */
  invoiceDays: z.int().min(1).max(365).nullable(),
  /** The most units that guests of one network may have on unpaid invoices at a time; null for any number. */
  guestInvoiceUnits: z.int().min(1).max(10_000).nullable(),
  /** How much of a variant's stock one client may hold by unpaid orders; ten units are always allowed, 100 sets no limit. */
  unpaidSharePercent: z.int().min(1).max(100),
  lowStockThreshold: z.int().min(0).max(10_000),
}

/** How the shop sells: where it is, currencies, tax, payment, stock. */
export const ShopSettings = z.object({ currency: Currency, ...settings })

export type ShopSettings = z.infer<typeof ShopSettings>

export const SetShopSettingsInput = z.strictObject(settings)

export type SetShopSettingsInput = z.infer<typeof SetShopSettingsInput>
