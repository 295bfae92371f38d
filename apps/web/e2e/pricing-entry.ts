// The entry that pricing.spec.ts bundles for the browser.
export { priceCart, refundOf } from '@tradepost/contract'
