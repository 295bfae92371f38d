import type { ProductStatus } from '@tradepost/contract'
import { Badge } from '../../ui/badge.tsx'

/** Names the states of a product. */
export const statusNames: Record<ProductStatus, string> = { draft: 'Draft', active: 'Active', archived: 'Archived' }

/** Says what each state means. */
export const statusHints: Record<ProductStatus, string> = {
  draft: 'Only staff see it.',
  active: 'For sale in the shop.',
  archived: 'No longer sold, kept for the records.',
}

const tones = { draft: 'caution', active: 'good', archived: 'plain' } as const

/** The state of a product, in a word. */
export const StatusBadge = ({ status }: { status: ProductStatus }) => (
  <Badge tone={tones[status]}>{statusNames[status]}</Badge>
)
