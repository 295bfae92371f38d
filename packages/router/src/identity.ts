import type { Deps, HeldKey } from '@tradepost/commerce'
import { isMfaRequired } from '@tradepost/commerce'
import type { User } from '@tradepost/contract'
import { isStaff } from '@tradepost/contract'
import type { Identity } from './context.ts'

/** Returns what the holder of a session or an API key may do. An API key takes precedence over a session. */
export const identityOf = async (
  deps: Deps,
  { user, key }: { user: User | null; key: HeldKey | null }
): Promise<Identity> => {
  if (key) {
    const { permissions, lacksFactor, ...apiKey } = key
    // An API key does not exempt its creator from the second factor that the shop requires.
    return { user: null, apiKey, permissions, mfaSetupRequired: lacksFactor && (await isMfaRequired(deps)) }
  }
  const lacksFactor = user !== null && isStaff(user.role) && !user.mfaEnabled
  const mfaSetupRequired = lacksFactor && (await isMfaRequired(deps))
  return { user, apiKey: null, permissions: user?.permissions ?? [], mfaSetupRequired }
}
