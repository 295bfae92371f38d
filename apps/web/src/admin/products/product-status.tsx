import type { ProductStatus } from '@tradepost/contract'
import { Badge } from '../../ui/badge.tsx'

/** Labels of the statuses of a product. */
export const statusNames: Record<ProductStatus, string> = { draft: 'Draft', active: 'Active', archived: 'Archived' }

/** Explains each status. */
export const statusHints: Record<ProductStatus, string> = {
  draft: 'Only staff see it.',
  active: 'For sale in the shop.',
  archived: 'No longer sold, kept for the records.',
}

const tones = { draft: 'caution', active: 'good', archived: 'plain' } as const

/** The status of a product. */
export const StatusBadge = ({ status }: { status: ProductStatus }) => (
  <Badge tone={tones[status]}>{statusNames[status]}</Badge>
)
