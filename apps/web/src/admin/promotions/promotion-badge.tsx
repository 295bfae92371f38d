import type { Promotion } from '@tradepost/contract'
import { Badge } from '../../ui/badge.tsx'
import { type PromotionState, stateNames, stateOf } from './promotion-words.ts'

const tones: Record<PromotionState, 'plain' | 'good' | 'caution'> = {
  on: 'good',
  scheduled: 'caution',
  used_up: 'caution',
  ended: 'plain',
  off: 'plain',
}

/** The current state of a promotion. */
export const PromotionBadge = ({ promotion }: { promotion: Promotion }) => {
  const state = stateOf(promotion, Date.now())
  return <Badge tone={tones[state]}>{stateNames[state]}</Badge>
}
