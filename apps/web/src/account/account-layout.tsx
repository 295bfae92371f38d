import { Outlet } from '@tanstack/react-router'
import { Database, House, MonitorSmartphone, ShieldCheck, UserRound } from 'lucide-react'
import { SignedInOnly } from '../auth/signed-in-only.tsx'
import { type NavItem, SideNav } from '../ui/side-nav.tsx'

const pages: readonly NavItem[] = [
  { to: '/account', label: 'Profile', icon: UserRound },
  { to: '/account/addresses', label: 'Addresses', icon: House },
  { to: '/account/security', label: 'Security', icon: ShieldCheck },
  { to: '/account/sessions', label: 'Sessions', icon: MonitorSmartphone },
  { to: '/account/data', label: 'Your data', icon: Database },
]

export const AccountLayout = () => (
  <SignedInOnly>
    {() => (
      <div className="page grid gap-x-12 gap-y-6 pt-8 sm:pt-12 lg:grid-cols-[13rem_minmax(0,1fr)]">
        <div className="min-w-0">
          <p className="mb-4 px-0 text-sm text-muted lg:px-4">My account</p>
          <SideNav label="My account" items={pages} />
        </div>
        <div className="max-w-3xl min-w-0">
          <Outlet />
        </div>
      </div>
    )}
  </SignedInOnly>
)
