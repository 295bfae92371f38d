import type { Permission, SessionOutput } from '@tradepost/contract'

type Session = Pick<SessionOutput, 'permissions' | 'mfaSetupRequired'>

/** Tells whether the caller may do something in the back office; the one source for what is shown and what is not. */
export const can = (session: Session | undefined, permission: Permission): boolean =>
  session?.permissions.includes(permission) ?? false

/** Tells whether the caller has any business in the back office. */
export const canEnterBackOffice = (session: Session | undefined): boolean =>
  session !== undefined && (session.permissions.length > 0 || session.mfaSetupRequired)
