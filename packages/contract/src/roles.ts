import * as z from 'zod'

/** All permissions of the back office. */
export const permissions = [
  'products:read',
  'products:write',
  'orders:read',
  'orders:write',
  'orders:fulfil',
  'orders:refund',
  'inventory:read',
  'inventory:write',
  'promotions:read',
  'promotions:write',
  'customers:read',
  'customers:write',
  'staff:read',
  'staff:write',
  'api_keys:read',
  'api_keys:write',
  'audit:read',
  'settings:write',
] as const

export type Permission = (typeof permissions)[number]

export const Permission = z.enum(permissions)

/** The permissions of each role. A customer has none and can act only on their own data. */
export const rolePermissions = {
  customer: [],
  support: ['products:read', 'orders:read', 'orders:write', 'inventory:read', 'promotions:read', 'customers:read'],
  warehouse: ['products:read', 'orders:read', 'orders:fulfil', 'inventory:read', 'inventory:write'],
  manager: [
    'products:read',
    'products:write',
    'orders:read',
    'orders:write',
    'orders:fulfil',
    'orders:refund',
    'inventory:read',
    'inventory:write',
    'promotions:read',
    'promotions:write',
    'customers:read',
    'customers:write',
    'staff:read',
    'audit:read',
  ],
  owner: permissions,
} as const satisfies Record<string, readonly Permission[]>

export type Role = keyof typeof rolePermissions

export const Role = z.enum(Object.keys(rolePermissions) as [Role, ...Role[]])

export const StaffRole = Role.exclude(['customer'])

/** Returns the permissions of a role. The server's guard and the web both use this list. */
export const permissionsOf = (role: Role): readonly Permission[] => rolePermissions[role]

export const isStaff = (role: Role): boolean => role !== 'customer'

/**
 * The access that a procedure requires: none, a signed-in user, one permission, or the operator of the server.
 * The operator proves it with the secret in the folder of the database.
 */
export type Access = 'public' | 'user' | 'operator' | Permission

/**
 * The effects of a procedure beyond its feature. `money_out`: the caller decides to return captured money. Voiding an
 * authorization does not count because no money was taken. `stock`: changes units on hand or allocated.
 * `personal_data`: shows, adds or changes a name, an address or an email address. `access`: changes who may sign in or
 * call, or what they may do.
 */
export const effects = ['money_out', 'stock', 'personal_data', 'access'] as const

export type Effect = (typeof effects)[number]
