import type { Deps, HeldKey } from '@tradepost/commerce'
import { isMfaRequired } from '@tradepost/commerce'
import type { User } from '@tradepost/contract'
import { isStaff } from '@tradepost/contract'
import type { Identity } from './context.ts'

/** Tells what whoever holds a session or a key may do; a key comes before a session. */
export const identityOf = async (
  deps: Deps,
  { user, key }: { user: User | null; key: HeldKey | null }
): Promise<Identity> => {
  if (key) {
    const { permissions, lacksFactor, ...apiKey } = key
    // A key does not spare its maker the second factor that the shop asks for.
    return { user: null, apiKey, permissions, mfaSetupRequired: lacksFactor && (await isMfaRequired(deps)) }
  }
  const lacksFactor = user !== null && isStaff(user.role) && !user.mfaEnabled
  const mfaSetupRequired = lacksFactor && (await isMfaRequired(deps))
  return { user, apiKey: null, permissions: user?.permissions ?? [], mfaSetupRequired }
}
