import { Link } from '@tanstack/react-router'
import type { ProductSummary } from '@tradepost/contract'
import { clsx } from 'clsx'
import { buttonClass } from '../ui/button.tsx'
import { Picture } from '../ui/picture.tsx'
import { Skeleton } from '../ui/states.tsx'

/** The number of products in the hero section. */
export const HERO_PRODUCTS = 3

const places = ['col-span-2 row-span-2', '', '']

interface HeroProps {
  /** Null while the products are loading. */
  products: readonly ProductSummary[] | null
}

const frameClass = (at: number): string => clsx('overflow-hidden rounded-2xl sm:rounded-3xl', places[at])

const Still = ({ product, at }: { product: ProductSummary; at: number }) => (
  <Link to="/products/$slug" params={{ slug: product.slug }} aria-label={product.title} className={frameClass(at)}>
    <Picture
      image={product.image}
      alt=""
      size={at === 0 ? 640 : 320}
      sizes={at === 0 ? '(min-width: 64rem) 30rem, 62vw' : '(min-width: 64rem) 15rem, 31vw'}
      isEager
      className="h-full transition-transform duration-500 hover:scale-[1.03]"
    />
  </Link>
)

const StillLife = ({ products }: HeroProps) => (
  <div className="grid grid-cols-3 gap-3 sm:gap-4">
    {products === null
      ? places.map((place, at) => <Skeleton key={`${place}${at}`} className={clsx(frameClass(at), 'aspect-square')} />)
      : products.map((product, at) => <Still key={product.id} product={product} at={at} />)}
  </div>
)

/** The hero section of the home page: a welcome text and three products. */
export const Hero = ({ products }: HeroProps) => (
  <section className="page grid items-center gap-10 pt-10 sm:pt-14 lg:grid-cols-[1fr_1.25fr] lg:gap-16 lg:pt-16">
    <div>
      <h1 className="display text-[2.75rem] sm:text-6xl xl:text-7xl">Good things for every day</h1>
      <p className="mt-6 max-w-md text-lg leading-relaxed text-muted">
        Useful, well-made objects for the kitchen, the desk and the way out of the door. Chosen to be kept.
      </p>
      <div className="mt-9 flex flex-wrap items-center gap-x-6 gap-y-3">
        <Link to="/products" className={buttonClass('primary', 'px-8')}>
          Shop all products
        </Link>
        <Link to="/products" search={{ sort: 'newest' }} className={buttonClass('quiet')}>
          What’s new
        </Link>
      </div>
    </div>
    <StillLife products={products} />
  </section>
)
