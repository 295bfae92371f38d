import type { Permission, SessionOutput } from '@tradepost/contract'
import {
  FileUp,
  FolderTree,
  Images,
  KeyRound,
  Package,
  ScrollText,
  Settings2,
  ShieldCheck,
  ShoppingBag,
  TicketPercent,
  Truck,
  Undo2,
  UserRound,
  Users,
  Warehouse,
} from 'lucide-react'
import { can } from '../auth/can.ts'
import type { NavItem } from '../ui/side-nav.tsx'

interface AdminPage extends NavItem {
  readonly permission: Permission
  /** One sentence that describes the page. */
  readonly lead: string
}

const pages: readonly AdminPage[] = [
  {
    to: '/admin/orders',
    label: 'Orders',
    icon: ShoppingBag,
    hasPagesBelow: true,
    permission: 'orders:read',
    lead: 'What was bought: parcels, payments, refunds and changes.',
  },
  {
    to: '/admin/returns',
    label: 'Returns',
    icon: Undo2,
    permission: 'orders:read',
    lead: 'What customers send back, and what is to be done about it.',
  },
  {
    to: '/admin/customers',
    label: 'Customers',
    icon: UserRound,
    permission: 'customers:read',
    lead: 'Accounts of customers: look one up, sign it out, or keep it out.',
  },
  {
    to: '/admin/products',
    label: 'Products',
    icon: Package,
    hasPagesBelow: true,
    permission: 'products:read',
    lead: 'What the shop sells: texts, pictures, variants and prices.',
  },
  {
    to: '/admin/collections',
    label: 'Collections',
    icon: FolderTree,
    hasPagesBelow: true,
    permission: 'products:read',
    lead: 'The departments of the shop, filled by hand or by rule.',
  },
  {
    to: '/admin/media',
    label: 'Pictures',
    icon: Images,
    permission: 'products:read',
    lead: 'Every picture that the shop keeps, and what each shows.',
  },
  {
    to: '/admin/import',
    label: 'Import',
    icon: FileUp,
    permission: 'products:write',
    lead: 'Many products at once from a CSV file, tried before it counts.',
  },
  {
    to: '/admin/stock',
    label: 'Stock',
    icon: Warehouse,
    permission: 'inventory:read',
    lead: 'What lies where, what is low, and how it came to be.',
  },
  {
    to: '/admin/promotions',
    label: 'Promotions',
    icon: TicketPercent,
    hasPagesBelow: true,
    permission: 'promotions:read',
    lead: 'What is taken off, by a code or for everybody.',
  },
  {
    to: '/admin/shipping',
    label: 'Shipping and taxes',
    icon: Truck,
    hasPagesBelow: true,
    permission: 'settings:write',
    lead: 'Where goods go, what it costs, and what is taxed there.',
  },
  {
    to: '/admin/shop',
    label: 'Shop',
    icon: Settings2,
    permission: 'settings:write',
    lead: 'Name, currencies, tax, payment, and how long stock is held.',
  },
  {
    to: '/admin/staff',
    label: 'Staff',
    icon: Users,
    permission: 'staff:read',
    lead: 'Who works here, with which role, and who is invited.',
  },
  {
    to: '/admin/keys',
    label: 'API keys',
    icon: KeyRound,
    permission: 'api_keys:read',
    lead: 'The tools that call the shop, and what each may do.',
  },
  {
    to: '/admin/audit',
    label: 'Audit log',
    icon: ScrollText,
    permission: 'audit:read',
    lead: 'Who did what to whose data, and when.',
  },
  {
    to: '/admin/security',
    label: 'Security',
    icon: ShieldCheck,
    permission: 'settings:write',
    lead: 'What the shop asks of its staff at sign-in.',
  },
]

/** Lists the pages of the back office that the user may open. */
export const adminPagesFor = (session: SessionOutput | undefined): AdminPage[] =>
  pages.filter(({ permission }) => can(session, permission))
