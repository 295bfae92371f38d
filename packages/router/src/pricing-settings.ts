import {
  arrangeShipping,
  createPromotion,
  createShippingMethod,
  createZone,
  deletePromotion,
  deleteShippingMethod,
  deleteZone,
  getPromotion,
  listPromotions,
  listShippingMethods,
  listZones,
  readShopSettings,
  setShopSettings,
  updatePromotion,
  updateShippingMethod,
  updateZone,
} from '@tradepost/commerce'
import {
  ArrangeShippingInput,
  CreatePromotionInput,
  CreateShippingMethodInput,
  CreateZoneInput,
  DeleteShippingMethodInput,
  DeleteZoneInput,
  GetPromotionInput,
  ListPromotionsInput,
  Promotion,
  PromotionPage,
  SetShopSettingsInput,
  ShippingMethod,
  ShippingMethodList,
  ShopSettings,
  UpdatePromotionInput,
  UpdateShippingMethodInput,
  UpdateZoneInput,
  Zone,
  ZoneList,
} from '@tradepost/contract'
import * as z from 'zod'
import { staff } from './trpc.ts'
import { declares } from './wire-errors.ts'

export const zones = {
  list: staff('settings:write', [])
    .output(ZoneList)
    .query(({ ctx }) => listZones(ctx.deps)),

  create: staff('settings:write', [])
    .input(CreateZoneInput)
    .output(Zone)
    .errors(declares('zone.country_taken'))
    .mutation(({ ctx, input }) => createZone(ctx.deps, { input, actor: ctx.actor })),

  update: staff('settings:write', [])
    .input(UpdateZoneInput)
    .output(Zone)
    .errors(declares('zone.not_found', 'zone.conflict', 'zone.country_taken', 'zone.is_rest'))
    .mutation(({ ctx, input }) => updateZone(ctx.deps, { input, actor: ctx.actor })),

  delete: staff('settings:write', [])
    .input(DeleteZoneInput)
    .output(z.null())
    .errors(declares('zone.not_found', 'zone.is_rest'))
    .mutation(({ ctx, input }) => deleteZone(ctx.deps, { input, actor: ctx.actor })),
}

export const shipping = {
  list: staff('settings:write', [])
    .output(ShippingMethodList)
    .query(({ ctx }) => listShippingMethods(ctx.deps)),

  create: staff('settings:write', [])
    .input(CreateShippingMethodInput)
    .output(ShippingMethod)
    .errors(declares('zone.not_found'))
    .mutation(({ ctx, input }) => createShippingMethod(ctx.deps, { input, actor: ctx.actor })),

  update: staff('settings:write', [])
    .input(UpdateShippingMethodInput)
    .output(ShippingMethod)
    .errors(declares('shipping_method.not_found', 'shipping_method.conflict'))
    .mutation(({ ctx, input }) => updateShippingMethod(ctx.deps, { input, actor: ctx.actor })),

  delete: staff('settings:write', [])
    .input(DeleteShippingMethodInput)
    .output(z.null())
    .errors(declares('shipping_method.not_found'))
    .mutation(({ ctx, input }) => deleteShippingMethod(ctx.deps, { input, actor: ctx.actor })),

  arrange: staff('settings:write', [])
    .input(ArrangeShippingInput)
    .output(ShippingMethodList)
    .errors(declares('zone.not_found', 'shipping_method.not_found'))
    .mutation(({ ctx, input }) => arrangeShipping(ctx.deps, { input, actor: ctx.actor })),
}

export const promotions = {
  list: staff('promotions:read', [])
    .input(ListPromotionsInput)
    .output(PromotionPage)
    .query(({ ctx, input }) => listPromotions(ctx.deps, input)),

  get: staff('promotions:read', [])
    .input(GetPromotionInput)
    .output(Promotion)
    .errors(declares('promotion.not_found'))
    .query(({ ctx, input }) => getPromotion(ctx.deps, input)),

  create: staff('promotions:write', [])
    .input(CreatePromotionInput)
    .output(Promotion)
    .errors(declares('promotion.code_taken', 'product.not_found', 'collection.not_found'))
    .mutation(({ ctx, input }) => createPromotion(ctx.deps, { input, actor: ctx.actor })),

  update: staff('promotions:write', [])
    .input(UpdatePromotionInput)
    .output(Promotion)
    .errors(
      declares(
        'promotion.not_found',
        'promotion.conflict',
        'promotion.code_taken',
        'promotion.limit_below_uses',
        'product.not_found',
        'collection.not_found'
      )
    )
    .mutation(({ ctx, input }) => updatePromotion(ctx.deps, { input, actor: ctx.actor })),

  delete: staff('promotions:write', [])
    .input(GetPromotionInput)
    .output(z.null())
    .errors(declares('promotion.not_found', 'promotion.in_use'))
    .mutation(({ ctx, input }) => deletePromotion(ctx.deps, { input, actor: ctx.actor })),
}

/** The sales settings of the shop. The security settings for staff are separate. */
export const shopSettings = {
  shop: staff('settings:write', [])
    .output(ShopSettings)
    .query(({ ctx }) => readShopSettings(ctx.deps.db.read)),

  setShop: staff('settings:write', [])
    .input(SetShopSettingsInput)
    .output(ShopSettings)
    .mutation(({ ctx, input }) => setShopSettings(ctx.deps, { input, actor: ctx.actor })),
}
