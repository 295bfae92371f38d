import * as z from 'zod'

/** Names every permission of the back office. */
export const permissions = ['products:read', 'products:write', 'orders:read', 'inventory:read'] as const

export type Permission = (typeof permissions)[number]

/** Gives each role its permissions; a customer has none and acts only on what is theirs. */
export const rolePermissions = {
  customer: [],
  support: ['products:read', 'orders:read', 'inventory:read'],
  warehouse: ['products:read', 'orders:read', 'inventory:read'],
  manager: ['products:read', 'products:write', 'orders:read', 'inventory:read'],
  owner: permissions,
} as const satisfies Record<string, readonly Permission[]>

export type Role = keyof typeof rolePermissions

/** Accepts a role. */
export const Role = z.enum(Object.keys(rolePermissions) as [Role, ...Role[]])

/** Tells whether a role holds a permission. */
export const holds = (role: Role, permission: Permission): boolean =>
  (rolePermissions[role] as readonly Permission[]).includes(permission)

/** Tells whether a role belongs to the staff. */
export const isStaff = (role: Role): boolean => role !== 'customer'

/**
 * What a procedure asks of its caller: nobody in particular, a signed-in user, one permission, or the operator of the
 * server's own machine, who proves it with the secret in the database's folder.
 */
export type Access = 'public' | 'user' | 'operator' | Permission
