import type { CreateShippingMethodInput, SetShopSettingsInput } from '@tradepost/contract'

/** A shipping method that costs the same for any weight. */
export const someShipping = {
  name: 'Parcel',
  description: '',
  rates: [{ currency: 'EUR', freeFromAmount: null, steps: [{ maxWeightGrams: null, amount: 495 }] }],
  taxClass: 'standard',
  isActive: true,
} satisfies Omit<CreateShippingMethodInput, 'zoneId'>

/** Valid settings of a shop. */
export const someShopSettings: SetShopSettingsInput = {
  name: 'Tradepost',
  countryCode: 'IE',
  currencies: [],
  pricesIncludeTax: true,
  taxRounding: 'per_rate',
  taxRoundingMode: 'half_even',
  captureMode: 'automatic',
  offersInvoice: true,
  reservationMinutes: 15,
  invoiceDays: 14,
  guestInvoiceUnits: 20,
  unpaidSharePercent: 50,
  lowStockThreshold: 3,
}
