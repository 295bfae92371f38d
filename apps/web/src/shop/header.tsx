import { Link } from '@tanstack/react-router'
import { ShoppingBag } from 'lucide-react'
import { AccountMenu } from '../auth/account-menu.tsx'
import { openCartDrawer } from '../cart/cart-drawer-state.ts'
import { useCart } from '../cart/cart-queries.ts'
import { SearchBox } from '../products/search-box.tsx'
import { ShopMenu } from './shop-menu.tsx'
import { ShopNav } from './shop-nav.tsx'
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

/** The header of every page: the shop's name, navigation, search, account and cart. */
export const Header = () => {
  const shop = useShop()
  return (
    <>
      <header className="sticky top-0 z-30 border-b border-line bg-paper/95 backdrop-blur-sm lg:border-transparent">
        <div className="page flex flex-wrap items-center gap-x-4 gap-y-2 py-2.5 md:grid md:grid-cols-[1fr_minmax(0,34rem)_1fr] md:gap-x-8">
          <div className="flex items-center gap-x-2">
            <ShopMenu />
            <Link
              to="/"
              className="display text-[1.625rem] tracking-tight"
              aria-label={`${shop?.name ?? 'Tradepost'}, home`}
            >
              {shop?.name ?? 'Tradepost'}
            </Link>
          </div>
          <div className="order-last w-full md:order-none">
            <SearchBox />
          </div>
          <div className="ml-auto flex shrink-0 items-center gap-1">
            <AccountMenu />
            <CartButton />
          </div>
        </div>
      </header>
      <div className="border-b border-line bg-paper max-lg:hidden">
        <ShopNav />
      </div>
    </>
  )
}
