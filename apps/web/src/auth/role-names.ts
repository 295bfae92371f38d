import type { Role } from '@tradepost/contract'

/** The display names of the roles. */
export const roleNames: Record<Role, string> = {
  customer: 'Customer',
  support: 'Support',
  warehouse: 'Warehouse',
  manager: 'Manager',
  owner: 'Owner',
}
