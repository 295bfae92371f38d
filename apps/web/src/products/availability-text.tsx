import type { Availability } from '@tradepost/contract'
import { clsx } from 'clsx'

const textOf = ({ level, quantity }: Availability): string => {
  if (level === 'out_of_stock') return 'Sold out'
  if (level === 'in_stock' || quantity === null) return 'In stock, ready to ship'
  return quantity === 1 ? 'Only 1 left' : `Only ${quantity} left`
}

const tones = { in_stock: 'text-leaf', low_stock: 'text-amber', out_of_stock: 'text-muted' } as const

/** Says whether a variant can be bought now, and how few are left. */
export const AvailabilityText = ({ availability }: { availability: Availability }) => (
  <p role="status" className={clsx('flex items-center gap-2 text-[0.9375rem] font-medium', tones[availability.level])}>
    <span aria-hidden className="size-2 rounded-full bg-current" />
    {textOf(availability)}
  </p>
)
