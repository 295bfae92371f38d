import type { SetShopSettingsInput, ShopSettings } from '@tradepost/contract'
import type { Reads } from '@tradepost/db'
import { schema } from '@tradepost/db'
import { eq } from 'drizzle-orm'
import type { Actor } from '../audit/record-audit.ts'
import { recordAudit } from '../audit/record-audit.ts'
import type { Deps } from '../deps.ts'
import { sameJson } from '../products/row-differs.ts'

const { shopSettings } = schema

/** Reads the sales settings of the shop: location, currencies, tax, payment and stock. */
export const readShopSettings = async (read: Reads): Promise<ShopSettings> => {
  const [row] = await read.select().from(shopSettings)
  if (!row) throw new Error('The shop has no settings row; the first migration writes it.')
  const { id: _id, requireStaffMfa: _requireStaffMfa, ...settings } = row
  return settings
}

/**
 * Changes the sales settings of the shop for carts priced from now on. Orders keep the settings they were placed with.
 */
export const setShopSettings = (
  deps: Deps,
  { input, actor }: { input: SetShopSettingsInput; actor: Actor }
): Promise<ShopSettings> =>
  deps.db.write(async (tx) => {
    const { currency, ...before } = await readShopSettings(tx)
    // The shop's own currency is always accepted, and is not listed among the additional ones.
    const currencies = [...new Set(input.currencies)].filter((one) => one !== currency)
    const after = { ...input, currencies }
    if (!sameJson(before, { ...before, ...after })) {
      await tx.update(shopSettings).set(after).where(eq(shopSettings.id, 1))
      await recordAudit(tx, deps, { actor, change: { target: 'shop', before, after } })
    }
    return { currency, ...after }
  })
