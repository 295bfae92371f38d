import type { Role } from '@tradepost/contract'

/** Names the roles for people. */
export const roleNames: Record<Role, string> = {
  customer: 'Customer',
  support: 'Support',
  warehouse: 'Warehouse',
  manager: 'Manager',
  owner: 'Owner',
}
