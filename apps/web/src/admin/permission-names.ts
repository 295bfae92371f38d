import { type Permission, permissions } from '@tradepost/contract'

const areas: Record<string, string> = {
  products: 'Products',
  orders: 'Orders',
  inventory: 'Stock',
  promotions: 'Promotions',
  customers: 'Customers',
  staff: 'Staff',
  api_keys: 'API keys',
  audit: 'Audit log',
  settings: 'Settings',
}

const deeds: Record<string, string> = { read: 'See', write: 'Change', fulfil: 'Send', refund: 'Pay back' }

const capitalised = (word: string): string => word.charAt(0).toUpperCase() + word.slice(1).replaceAll('_', ' ')

const parts = (permission: Permission): { area: string; deed: string } => {
  const [area = '', deed = ''] = permission.split(':')
  return { area: areas[area] ?? capitalised(area), deed: deeds[deed] ?? capitalised(deed) }
}

/** Returns the label of a permission's action: `See`, `Change`, `Send`. */
export const deedName = (permission: Permission): string => parts(permission).deed

/** Groups permissions by their area, in the contract's order. */
export const permissionsByArea = (held: readonly Permission[]): { area: string; items: Permission[] }[] => {
  const groups = new Map<string, Permission[]>()
  for (const permission of permissions.filter((one) => held.includes(one))) {
    const { area } = parts(permission)
    groups.set(area, [...(groups.get(area) ?? []), permission])
  }
  return [...groups].map(([area, items]) => ({ area, items }))
}

/** Formats a list of permissions for people: `Products: see, change`. */
export const permissionTexts = (held: readonly Permission[]): string[] =>
  permissionsByArea(held).map(
    ({ area, items }) => `${area}: ${items.map((permission) => deedName(permission).toLowerCase()).join(', ')}`
  )
