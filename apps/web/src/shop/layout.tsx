import { Link, Outlet, useLocation } from '@tanstack/react-router'
import { ShieldAlert } from 'lucide-react'
import { canEnterBackOffice } from '../auth/can.ts'
import { useSession } from '../auth/session-queries.ts'
import { CartDrawer } from '../cart/cart-drawer.tsx'
import { Toasts } from '../ui/toasts.tsx'
import { Footer } from './footer.tsx'
import { Header } from './header.tsx'
import { useFocusOnNewPage } from './new-page-focus.ts'
import { SkipLink } from './skip-link.tsx'

const SetUpBanner = () => (
  <aside aria-label="Second factor" className="bg-amber-soft text-amber">
    <p className="page flex flex-wrap items-center gap-x-3 gap-y-1 py-3 text-sm">
      <ShieldAlert aria-hidden className="size-4.5 shrink-0" />
      The shop asks its staff for a second factor.
      <Link to="/account/security" className="font-semibold underline underline-offset-4">
        Turn it on
      </Link>
    </p>
  </aside>
)

const ShopLayout = () => {
  const main = useFocusOnNewPage()
  const session = useSession().data
  return (
    <div className="flex min-h-dvh flex-col">
      <SkipLink />
      <Header />
      {session?.mfaSetupRequired ? <SetUpBanner /> : null}
      <main id="main" ref={main} tabIndex={-1} className="flex-1">
        <Outlet />
      </main>
      <Footer />
      <CartDrawer />
      <div className="page-toasts">
        <Toasts />
      </div>
    </div>
  )
}

/**
 * The layout of every page: skip link, header, page, footer, cart drawer and notices. The back office has its own
 * layout. Visitors who may not enter it see the shop's layout, as at any unknown URL.
 */
export const Layout = () => {
  const { pathname } = useLocation()
  const session = useSession().data
  const isBackOffice = pathname === '/admin' || pathname.startsWith('/admin/')
  return isBackOffice && canEnterBackOffice(session) ? <Outlet /> : <ShopLayout />
}
