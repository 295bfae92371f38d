import { formatMoney, type Money } from '@tradepost/contract'
import { clsx } from 'clsx'
import { Picture } from '../ui/picture.tsx'

interface OrderedItem {
  id: string
  productTitle: string
  variantTitle: string
  imageSrc: string | null
  quantity: number
  unitPrice: Money
  total: Money
  /** A note about the item, such as how many units were shipped or returned. */
  note?: string
}

const Item = ({ item }: { item: OrderedItem }) => (
  <li className="flex items-center gap-4 py-3">
    <span className="w-16 shrink-0 overflow-hidden rounded-xl">
      <Picture src={item.imageSrc} alt="" size={64} />
    </span>
    <div className="min-w-0 flex-1 text-[0.9375rem] leading-snug">
      <p className="font-medium">{item.productTitle}</p>
      <p className="text-sm text-muted">
        {item.variantTitle && item.variantTitle !== 'Default Title' ? `${item.variantTitle} · ` : ''}
        <span className="tabular-nums">
          {item.quantity} × {formatMoney(item.unitPrice)}
        </span>
      </p>
      {item.note ? <p className="text-sm text-leaf">{item.note}</p> : null}
    </div>
    <p className="shrink-0 text-[0.9375rem] tabular-nums">{formatMoney(item.total)}</p>
  </li>
)

/** The lines of an order or a cart, without controls. */
export const OrderedItems = ({ items, className = '' }: { items: readonly OrderedItem[]; className?: string }) => (
  <ul aria-label="Items" className={clsx('-mt-2', className)}>
    {items.map((item) => (
      <Item key={item.id} item={item} />
    ))}
  </ul>
)
