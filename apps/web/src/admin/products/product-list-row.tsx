import { Link } from '@tanstack/react-router'
import { type AdminProductSummary, formatMoney } from '@tradepost/contract'
import { clsx } from 'clsx'
import { dayText } from '../../ui/dates.ts'
import { Thumbnail } from '../../ui/thumbnail.tsx'
import { StatusBadge } from './product-status.tsx'

/** The column widths of the rows and of the headings above them. */
export const listColumns = 'lg:grid-cols-[minmax(0,1fr)_6rem_9rem_7rem_9rem]'

const priceText = ({ priceFrom, priceTo }: AdminProductSummary): string =>
  priceFrom.amount === priceTo.amount ? formatMoney(priceFrom) : `${formatMoney(priceFrom)} – ${formatMoney(priceTo)}`

const StockText = ({ available }: Pick<AdminProductSummary, 'available'>) => {
  if (available === null) return <span className="text-muted">Not bounded</span>
  return <span className={clsx(available <= 0 && 'text-rust')}>{available.toLocaleString('en')} in stock</span>
}

interface ProductListRowProps {
  product: AdminProductSummary
  isChosen: boolean
  /** Null if products cannot be selected. */
  onChoose: ((isChosen: boolean) => void) | null
}

/** One product of the list. */
export const ProductListRow = ({ product, isChosen, onChoose }: ProductListRowProps) => (
  <li className={clsx('flex items-start gap-3 px-4 py-3 sm:px-5', isChosen && 'bg-sunken')}>
    {onChoose ? (
      <label className="-m-2 inline-flex size-11 shrink-0 items-center justify-center lg:self-center">
        <input
          type="checkbox"
          aria-label={`Choose ${product.title}`}
          checked={isChosen}
          onChange={({ target }) => onChoose(target.checked)}
          className="size-5 accent-brand"
        />
      </label>
    ) : null}
    <Thumbnail image={product.image} className="size-12" />
    <div
      className={clsx(
        'grid min-w-0 flex-1 grid-cols-[minmax(0,1fr)_auto] items-center gap-x-4 gap-y-1.5 text-[0.9375rem]',
        listColumns
      )}
    >
      <div className="col-span-full min-w-0 lg:col-span-1">
        <Link
          to="/admin/products/$id"
          params={{ id: product.id }}
          className="inline-flex min-h-6 max-w-full font-medium underline-offset-4 hover:underline"
        >
          <span className="line-clamp-2">{product.title}</span>
        </Link>
        <p className="truncate text-sm text-muted">
          {[product.vendor, product.variantCount > 1 ? `${product.variantCount} variants` : '']
            .filter(Boolean)
            .join(' · ')}
        </p>
      </div>
      <span className="col-start-2 row-start-2 lg:col-start-auto lg:row-start-auto">
        <StatusBadge status={product.status} />
      </span>
      <span className="tabular-nums">{priceText(product)}</span>
      <span className="col-span-full text-sm tabular-nums lg:col-span-1 lg:text-[0.9375rem]">
        <StockText available={product.available} />
      </span>
      <time dateTime={product.updatedAt} className="hidden text-sm text-muted lg:block">
        {dayText(product.updatedAt)}
      </time>
    </div>
  </li>
)
