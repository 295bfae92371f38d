import type { Permission, SessionOutput } from '@tradepost/contract'

type Session = Pick<SessionOutput, 'permissions' | 'mfaSetupRequired'>

/**
 * Returns whether the caller has a permission in the back office. Everything that is shown or hidden depends on this.
 */
export const can = (session: Session | undefined, permission: Permission): boolean =>
  session?.permissions.includes(permission) ?? false

/** Returns whether the caller may enter the back office. */
export const canEnterBackOffice = (session: Session | undefined): boolean =>
  session !== undefined && (session.permissions.length > 0 || session.mfaSetupRequired)
