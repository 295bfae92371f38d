import { Link, Outlet } from '@tanstack/react-router'
import type { SessionOutput } from '@tradepost/contract'
import { LayoutGrid, ShieldAlert, Store } from 'lucide-react'
import { AccountMenu } from '../auth/account-menu.tsx'
import { canEnterBackOffice } from '../auth/can.ts'
import { SignedInOnly } from '../auth/signed-in-only.tsx'
import { useDocumentTitle } from '../shop/document-title.ts'
import { useFocusOnNewPage } from '../shop/new-page-focus.ts'
import { NotFoundPage } from '../shop/not-found-page.tsx'
import { useShop } from '../shop/shop-queries.ts'
import { SkipLink } from '../shop/skip-link.tsx'
import { buttonClass } from '../ui/button.tsx'
import { SideNav } from '../ui/side-nav.tsx'
import { EmptyState } from '../ui/states.tsx'
import { Toasts } from '../ui/toasts.tsx'
import { adminPagesFor } from './admin-pages.ts'

const AdminHeader = () => {
  const shop = useShop()
  return (
    <header className="sticky top-0 z-30 border-b border-line bg-surface">
      <div className="page flex items-center gap-3 py-2.5">
        <Link to="/admin" className="flex min-h-11 min-w-0 items-baseline gap-2.5">
          <span className="display self-center truncate text-[1.625rem] tracking-tight">
            {shop?.name ?? 'Tradepost'}
          </span>
          <span className="self-center rounded-full bg-sunken px-2.5 py-0.5 text-sm font-medium whitespace-nowrap">
            Back office
          </span>
        </Link>
        <Link
          to="/"
          aria-label="To the shop"
          className="ml-auto inline-flex min-h-11 min-w-11 items-center justify-center gap-2 rounded-full px-3 text-[0.9375rem] hover:bg-sunken"
        >
          <Store aria-hidden strokeWidth={1.6} className="size-5" />
          <span aria-hidden className="hidden sm:inline">
            To the shop
          </span>
        </Link>
        <AccountMenu />
      </div>
    </header>
  )
}

const SetUpFirst = () => {
  useDocumentTitle('Back office')
  return (
    <EmptyState
      as="h1"
      title="Turn on your second factor"
      icon={<ShieldAlert aria-hidden strokeWidth={1.4} className="size-7" />}
      action={
        <Link to="/account/security" className={buttonClass()}>
          Go to security
        </Link>
      }
    >
      The shop asks its staff for one. The back office opens once yours is on.
    </EmptyState>
  )
}

const Desk = ({ session }: { session: SessionOutput }) => {
  const main = useFocusOnNewPage()
  return (
    <div className="flex min-h-dvh flex-col">
      <SkipLink />
      <AdminHeader />
      <div className="page grid flex-1 content-start gap-x-12 gap-y-6 pt-6 pb-24 lg:grid-cols-[13rem_minmax(0,1fr)] lg:pt-10">
        <div className="min-w-0">
          <SideNav
            label="Back office"
            items={[
              { to: '/admin', label: 'Overview', icon: LayoutGrid },
              ...(session.mfaSetupRequired ? [] : adminPagesFor(session)),
            ]}
          />
        </div>
        <main id="main" ref={main} tabIndex={-1} className="min-w-0">
          {session.mfaSetupRequired ? <SetUpFirst /> : <Outlet />}
        </main>
      </div>
      <div className="page-toasts">
        <Toasts />
      </div>
    </div>
  )
}

/** The layout of the back office. Users without any permission get the not-found page. */
export const AdminLayout = () => (
  <SignedInOnly>
    {(_user, session) => (canEnterBackOffice(session) ? <Desk session={session} /> : <NotFoundPage />)}
  </SignedInOnly>
)
