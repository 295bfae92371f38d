import { Link, type LinkProps } from '@tanstack/react-router'
import { formatMoney } from '@tradepost/contract'
import { useShop } from './shop-queries.ts'

const linkClass = 'inline-flex min-h-9 items-center text-muted underline-offset-4 hover:text-ink hover:underline'

const ways: readonly { label: string; link: LinkProps }[] = [
  { label: 'All products', link: { to: '/products' } },
  { label: 'New arrivals', link: { to: '/products', search: { sort: 'newest' } } },
  { label: 'Collections', link: { to: '/collections' } },
]

const own: readonly { label: string; link: LinkProps }[] = [
  { label: 'Your cart', link: { to: '/cart' } },
  { label: 'Your orders', link: { to: '/orders' } },
  { label: 'Track an order', link: { to: '/track' } },
]

const Links = ({ links }: { links: typeof ways }) =>
  links.map(({ label, link }) => (
    <li key={label}>
      <Link {...link} className={linkClass}>
        {label}
      </Link>
    </li>
  ))

export const Footer = () => {
  const shop = useShop()
  return (
    <footer className="mt-24 border-t border-line bg-sunken/60">
      <div className="page flex flex-col gap-10 py-12 text-sm sm:flex-row sm:justify-between">
        <div className="max-w-xs">
          <p className="display text-xl">{shop?.name ?? 'Tradepost'}</p>
          <p className="mt-3 leading-relaxed text-muted">
            A general store for everyday things that are made to last.
            {shop?.freeShippingFrom ? ` Free delivery from ${formatMoney(shop.freeShippingFrom)}.` : ''}
          </p>
        </div>
        <nav aria-label="Footer" className="grid grid-cols-2 gap-x-16">
          <ul>
            <Links links={ways} />
          </ul>
          <ul>
            <Links links={own} />
            {shop ? (
              <li className="flex min-h-9 items-center text-muted">
                Prices {shop.pricesIncludeTax ? 'include' : 'exclude'} tax
              </li>
            ) : null}
          </ul>
        </nav>
      </div>
    </footer>
  )
}
