import { formatMoney, type Promotion, type PromotionOffer } from '@tradepost/contract'
import { instantText } from '../../ui/dates.ts'
import { percentText } from '../read-number.ts'

type Target = Extract<PromotionOffer, { kind: 'percent' }>['on']

/** What a promotion does now. */
export type PromotionState = 'on' | 'off' | 'scheduled' | 'ended' | 'used_up'

/** Names the states of a promotion. */
export const stateNames: Record<PromotionState, string> = {
  on: 'On',
  off: 'Off',
  scheduled: 'Scheduled',
  ended: 'Ended',
  used_up: 'Used up',
}

/** Tells what a promotion does at an instant, in milliseconds since 1970. */
export const stateOf = (promotion: Promotion, now: number): PromotionState => {
  const { isActive, startsAt, endsAt, usageLimit, usedCount } = promotion
  if (!isActive) return 'off'
  if (endsAt !== null && Date.parse(endsAt) <= now) return 'ended'
  if (usageLimit !== null && usedCount >= usageLimit) return 'used_up'
  return startsAt !== null && Date.parse(startsAt) > now ? 'scheduled' : 'on'
}

const counted = (count: number, what: string): string => (count === 1 ? `one ${what}` : `${count} ${what}s`)

const targetText = (target: Target): string =>
  target.kind === 'everything'
    ? 'everything'
    : counted(target.ids.length, target.kind === 'products' ? 'product' : 'collection')

const ALL = 10_000

/** Says in a line what a promotion gives. */
export const rewardText = (reward: PromotionOffer): string => {
  switch (reward.kind) {
    case 'percent':
      return `${percentText(reward.basisPoints)} % off ${targetText(reward.on)}`
    case 'amount':
      return `${reward.amounts.map((money) => formatMoney(money)).join(' or ')} off ${targetText(reward.on)}`
    case 'free_shipping':
      return 'Free shipping'
    case 'buy_get': {
      const off = reward.basisPoints === ALL ? 'free' : `at ${percentText(reward.basisPoints)} % off`
      return `Buy ${reward.buyQuantity}, get ${reward.getQuantity} ${off}`
    }
  }
}

/** Says how often a promotion is used, and how often it may be. */
export const usesText = ({ usedCount, usageLimit }: Promotion): string => {
  const used = usedCount.toLocaleString('en')
  if (usageLimit !== null) return `${used} of ${usageLimit.toLocaleString('en')} uses`
  return usedCount === 1 ? '1 use' : `${used} uses`
}

/** Says when a promotion holds; nothing where it always does. */
export const datesText = ({ startsAt, endsAt }: Promotion): string => {
  if (startsAt === null) return endsAt === null ? '' : `Until ${instantText(endsAt)}`
  return endsAt === null ? `From ${instantText(startsAt)}` : `${instantText(startsAt)} – ${instantText(endsAt)}`
}
