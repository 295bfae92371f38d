export { addAddress, listAddresses, removeAddress, updateAddress } from './account/addresses.ts'
export { beginMfa, confirmMfa, disableMfa, isMfaRequired, readMfa, regenerateRecoveryCodes } from './account/mfa.ts'
export { changePassword, confirmEmailChange, requestEmailChange, updateProfile } from './account/own-account.ts'
export { listSessions, revokeSession } from './account/own-sessions.ts'
export { erasePersonalData, exportPersonalData } from './account/personal-data.ts'
export { auditExport } from './audit/audit-export.ts'
export { listAudit } from './audit/list-audit.ts'
export type { Actor } from './audit/record-audit.ts'
export { chainHashOf } from './audit/record-audit.ts'
export { createOwner } from './auth/create-user.ts'
export { registerUser, verifyEmail } from './auth/register-user.ts'
export { requestPasswordReset, resetPassword } from './auth/reset-password.ts'
export type { HeldSession, NewSession, Sessions } from './auth/sessions.ts'
export { makeSessions } from './auth/sessions.ts'
export { rememberDevice } from './auth/known-devices.ts'
export { signIn } from './auth/sign-in.ts'
export type { Buyer } from './buyer.ts'
export { hashSecret } from './buyer.ts'
export { continueIds } from './continue-ids.ts'
export { addCartItem, removeCartItem, setCartQuantity } from './cart/change-cart.ts'
export { mergeGuestCart } from './cart/merge-carts.ts'
export { getCart } from './cart/read-cart.ts'
export { clientNetworks } from './client-networks.ts'
export type {
  ActPoint,
  Deps,
  ImageProcessor,
  Mail,
  Mailer,
  MediaStore,
  PasswordHasher,
  PasswordTurn,
  ProcessedImage,
  Rendition,
} from './deps.ts'
export { endCustomerSessions, setCustomerDisabled } from './customers/change-customer.ts'
export { findCustomers } from './customers/find-customers.ts'
export { actPoints, MailUnavailable, newId, toInstant } from './deps.ts'
export { deliverOutbox } from './events/deliver-outbox.ts'
export { listUndelivered, retryUndelivered } from './events/undelivered.ts'
export type { CatalogueExport } from './imports/export-products.ts'
export { exportProducts } from './imports/export-products.ts'
export { importProducts } from './imports/import-products.ts'
export type { ImportFiles } from './imports/import-files.ts'
export { getImport, listImports, watchImport } from './imports/read-imports.ts'
export { cancelImport, startImport } from './imports/start-import.ts'
export { appendImport, createImport } from './imports/upload-import.ts'
export { interruptImports, removeOldImports, workImports } from './imports/work-imports.ts'
export { deleteMedia, updateMedia } from './media/edit-media.ts'
export { listMedia } from './media/list-media.ts'
export { uploadMedia } from './media/upload-media.ts'
export { adminListOrders } from './orders/admin-list-orders.ts'
export { cancelOrder, cancelOwnOrder } from './orders/cancel-order.ts'
export { captureOrder } from './orders/capture-order.ts'
export { approveReturn, listReturns, rejectReturn } from './orders/decide-return.ts'
export { editOrder } from './orders/edit-order.ts'
export type { OrderExport } from './orders/export-orders.ts'
export { exportOrders } from './orders/export-orders.ts'
export { fulfilOrder } from './orders/fulfil-order.ts'
export { getOrder, listOrders } from './orders/get-order.ts'
export { addOrderNote, completeOrder } from './orders/note-order.ts'
export { getAdminOrder } from './orders/read-admin-order.ts'
export { receiveReturn } from './orders/receive-return.ts'
export { refundOrder } from './orders/refund-order.ts'
export { requestReturn } from './orders/request-return.ts'
export { trackOrder } from './orders/track-order.ts'
export { transitionOrder } from './orders/transition-order.ts'
export { watchOrder } from './orders/watch-order.ts'
export { manualReferenceOf } from './payments/manual-payment.ts'
export { applyCoupon, removeCoupon, setCartCurrency } from './cart/cart-coupons.ts'
export {
  cancelCheckout,
  completeCheckout,
  readCheckoutOptions,
  readCheckoutStatus,
  startCheckout,
} from './checkout/checkout.ts'
export { expireOrders } from './checkout/expire-orders.ts'
export type { PlaceOrderRequest } from './checkout/place-order.ts'
export { makePlaceOrder } from './checkout/place-order.ts'
export { receiveProviderEvent, workProviderEvents } from './payments/provider-events.ts'
export { recoverPayments } from './payments/recover-payments.ts'
export type {
  NewPayment,
  PaymentAct,
  PaymentProvider,
  ProviderEvent,
  ProviderPayment,
  ListedRefund,
  ProviderRefund,
} from './payments/payment-provider.ts'
export { ProviderRefused, ProviderUnavailable } from './payments/payment-provider.ts'
export { getProduct } from './products/get-product.ts'
export { listProducts } from './products/list-products.ts'
export { readShop, showShop } from './shop/read-shop.ts'
export { readSecuritySettings, setSecuritySettings } from './shop/security-settings.ts'
export { refusePublishedPasswords } from './shop/published-passwords.ts'
export { isSeedable, seedDemo } from './shop/seed-demo.ts'
export type { HeldKey } from './staff/api-keys.ts'
export { checkApiKey, createApiKey, listApiKeys, revokeApiKey, rotateApiKey } from './staff/api-keys.ts'
export { listLiveKeys, revokeOwnKeys } from './staff/own-keys.ts'
export { acceptInvitation, inviteStaff, revokeInvitation } from './staff/invite-staff.ts'
export { listStaff, setStaffDisabled, setStaffRole } from './staff/staff-members.ts'
export { adminListProducts, adminGetProduct } from './products/admin-products.ts'
export { bulkUpdateProducts } from './products/bulk-update-products.ts'
export { createProduct, deleteProduct, updateProduct } from './products/edit-product.ts'
export { suggestProducts } from './products/suggest-products.ts'
export { relatedProducts } from './products/related-products.ts'
export {
  listCollections,
  getCollection,
  adminListCollections,
  adminGetCollection,
} from './collections/list-collections.ts'
export { listCollectionProducts } from './collections/list-collection-products.ts'
export { arrangeCollection } from './collections/arrange-collection.ts'
export { createCollection, deleteCollection, updateCollection } from './collections/edit-collection.ts'
export { learnRelated } from './products/learn-related.ts'
export { reindexProducts } from './products/reindex-products.ts'
export { listPromotions, getPromotion } from './promotions/read-promotions.ts'
export { createPromotion, deletePromotion, updatePromotion } from './promotions/edit-promotion.ts'
export {
  arrangeShipping,
  createShippingMethod,
  deleteShippingMethod,
  listShippingMethods,
  updateShippingMethod,
} from './shipping/shipping-methods.ts'
export { listZones } from './shipping/read-zones.ts'
export { createZone, deleteZone, updateZone } from './shipping/zones.ts'
export { readShopSettings, setShopSettings } from './shop/shop-settings.ts'
export { explainStock } from './inventory/explain-stock.ts'
export { listStock } from './inventory/list-stock.ts'
export { createLocation, listLocations, updateLocation } from './inventory/locations.ts'
export { adjustUnits, countUnits, receiveUnits, transferUnits } from './inventory/move-stock.ts'
export { rebuildStock } from './inventory/rebuild-stock.ts'
export { tidySearchIndex } from './products/tidy-search-index.ts'
export type { QuotaKind } from './quotas/quota-table.ts'
export { quotaTable } from './quotas/quota-table.ts'
export type { Quotas } from './quotas/quotas.ts'
export { makeQuotas } from './quotas/quotas.ts'
export { RETENTION_BATCH, removeOldRows, statementOf } from './retention/remove-old-rows.ts'
export { keptTables, retentionRules } from './retention/retention-rules.ts'
