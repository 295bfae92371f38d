import { schema } from '@tradepost/db'
import { eq } from 'drizzle-orm'
import { isMfaRequired } from '../account/mfa.ts'
import type { Actor } from '../audit/record-audit.ts'
import { recordAudit } from '../audit/record-audit.ts'
import type { Deps } from '../deps.ts'

/** Reads the security requirements for staff. */
export const readSecuritySettings = async (deps: Deps) => ({ requireStaffMfa: await isMfaRequired(deps) })

/** Sets the security requirements for staff, which apply from the next request on. */
export const setSecuritySettings = async (deps: Deps, actor: Actor, after: { requireStaffMfa: boolean }) => {
  const before = await readSecuritySettings(deps)
  return deps.db.write(async (tx) => {
    await tx.update(schema.shopSettings).set(after).where(eq(schema.shopSettings.id, 1))
    await recordAudit(tx, deps, { actor, change: { target: 'shop', before, after } })
    return after
  })
}
