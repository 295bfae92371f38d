import * as z from 'zod'

/** Names every permission of the back office. */
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

/** Accepts a permission. */
export const Permission = z.enum(permissions)

/** Gives each role its permissions; a customer has none and acts only on what is theirs. */
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

/** Accepts a role. */
export const Role = z.enum(Object.keys(rolePermissions) as [Role, ...Role[]])

/** Accepts a role of the staff. */
export const StaffRole = Role.exclude(['customer'])

/** Lists what a role may do; the one source for the server's guard and for what the web shows. */
export const permissionsOf = (role: Role): readonly Permission[] => rolePermissions[role]

/** Tells whether a role belongs to the staff. */
export const isStaff = (role: Role): boolean => role !== 'customer'

/**
 * What a procedure asks of its caller: nobody in particular, a signed-in user, one permission, or the operator of the
 * server's own machine, who proves it with the secret in the database's folder.
 */
export type Access = 'public' | 'user' | 'operator' | Permission

/**
 * What a call of a procedure can do beyond its feature. `money_out`: captured money goes back by the caller's decision;
 * releasing an authorization does not count, for the money never came. `stock`: units on hand or allocated change.
 * `personal_data`: it shows, adds or changes a name, an address or an email address. `access`: who may sign in or call, or
 * what they may do, changes.
 */
export const effects = ['money_out', 'stock', 'personal_data', 'access'] as const

export type Effect = (typeof effects)[number]
