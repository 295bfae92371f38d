import type { StockItem } from '@tradepost/contract'
import { clsx } from 'clsx'
import { Badge } from '../../ui/badge.tsx'

/** The column widths of the rows and of the headings above them. */
export const stockColumns = 'lg:grid-cols-[minmax(0,1fr)_5.5rem_5.5rem_5.5rem_7.5rem]'

const Figure = ({ name, value, isWarned = false }: { name: string; value: number; isWarned?: boolean }) => (
  <span className="tabular-nums lg:text-right">
    <span className="text-sm text-muted lg:sr-only">{name} </span>
    <span className={clsx(isWarned && 'font-medium text-rust')}>{value.toLocaleString('en')}</span>
  </span>
)

const State = ({ tracked, isLow, available }: StockItem) => {
  if (!tracked) return <Badge>Not counted</Badge>
  if (!isLow) return null
  return available <= 0 ? <Badge tone="problem">None free</Badge> : <Badge tone="caution">Low</Badge>
}

/** The stock of one variant in the list. Clicking it shows the possible actions. */
export const StockRow = ({ item, onOpen }: { item: StockItem; onOpen: () => void }) => (
  <li className="relative px-4 py-3 hover:bg-sunken sm:px-5">
    <div
      className={clsx(
        'grid grid-cols-3 items-baseline gap-x-4 gap-y-1.5 text-[0.9375rem] lg:items-center',
        stockColumns
      )}
    >
      <div className="col-span-full min-w-0 lg:col-span-1">
        <div className="flex items-start justify-between gap-3">
          <button
            type="button"
            aria-haspopup="dialog"
            onClick={onOpen}
            className="min-h-6 min-w-0 text-left font-medium break-words after:absolute after:inset-0 focus-visible:after:outline-2 focus-visible:after:-outline-offset-2"
          >
            {item.sku}
          </button>
          <span className="lg:hidden">
            <State {...item} />
          </span>
        </div>
        <p className="truncate text-sm text-muted">
          {item.productTitle} · {item.variantTitle}
        </p>
        {item.levels.length > 1 ? (
          <ul aria-label="By location" className="mt-1 text-sm text-muted tabular-nums">
            {item.levels.map(({ locationId, locationName, onHand, allocated, available }) => (
              <li key={locationId} className="break-words">
                {locationName}: {onHand} on hand, {allocated} promised, {available} free
              </li>
            ))}
          </ul>
        ) : null}
      </div>
      <Figure name="On hand" value={item.onHand} />
      <Figure name="Promised" value={item.allocated} />
      <Figure name="Free" value={item.available} isWarned={item.tracked && item.available <= 0} />
      <span className="hidden lg:block">
        <State {...item} />
      </span>
    </div>
  </li>
)
