import { Link } from '@tanstack/react-router'
import { ShoppingBag } from 'lucide-react'
import { AccountMenu } from '../auth/account-menu.tsx'
import { openCartDrawer } from '../cart/cart-drawer-state.ts'
import { useCart } from '../cart/cart-queries.ts'
import { SearchBox } from '../products/search-box.tsx'
import { useShop } from './shop-queries.ts'

const CartButton = () => {
  const count = useCart().data?.itemCount ?? 0
  const items = count === 1 ? '1 item' : `${count} items`
  return (
    <button
      type="button"
      aria-label={`Cart, ${items}`}
      aria-haspopup="dialog"
      onClick={openCartDrawer}
      className="relative inline-flex size-11 items-center justify-center rounded-full transition-colors hover:bg-sunken"
    >
      <ShoppingBag aria-hidden strokeWidth={1.6} className="size-5.5" />
      {count > 0 ? (
        <span
          aria-hidden
          className="absolute top-0.5 right-0 min-w-5 rounded-full bg-brand px-1 text-center text-xs leading-5 font-semibold text-on-brand tabular-nums"
        >
          {count > 99 ? '99+' : count}
        </span>
      ) : null}
    </button>
  )
}

/** The head of every page: the shop's name, search, account and cart. */
export const Header = () => {
  const shop = useShop()
  return (
    <header className="sticky top-0 z-30 border-b border-line bg-paper/95 backdrop-blur-sm">
      <div className="page flex flex-wrap items-center gap-x-4 gap-y-2 py-2.5 sm:gap-x-8 md:flex-nowrap">
        <Link
          to="/"
          className="display text-[1.625rem] tracking-tight"
          aria-label={`${shop?.name ?? 'Tradepost'}, home`}
        >
          {shop?.name ?? 'Tradepost'}
        </Link>
        <nav aria-label="Shop" className="shrink-0">
          <Link
            to="/products"
            className="inline-flex min-h-11 items-center text-[0.9375rem] underline-offset-8 hover:underline"
            activeProps={{ className: 'underline' }}
          >
            <span className="sm:hidden">Shop</span>
            <span className="hidden sm:inline">All products</span>
          </Link>
        </nav>
        <div className="order-last w-full md:order-none md:ml-auto md:w-auto md:max-w-sm md:flex-1">
          <SearchBox />
        </div>
        <div className="ml-auto flex shrink-0 items-center gap-1 md:ml-0">
          <AccountMenu />
          <CartButton />
        </div>
      </div>
    </header>
  )
}
