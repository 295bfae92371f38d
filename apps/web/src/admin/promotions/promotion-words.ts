import { formatMoney, type Promotion, type PromotionOffer } from '@tradepost/contract'
import { instantText } from '../../ui/dates.ts'
import { percentText } from '../read-number.ts'

type Target = Extract<PromotionOffer, { kind: 'percent' }>['on']

/** The current state of a promotion. */
export type PromotionState = 'on' | 'off' | 'scheduled' | 'ended' | 'used_up'

/** Labels of the states of a promotion. */
export const stateNames: Record<PromotionState, string> = {
  on: 'On',
  off: 'Off',
  scheduled: 'Scheduled',
  ended: 'Ended',
  used_up: 'Used up',
}

/** Returns the state of a promotion at an instant, in milliseconds since 1970. */
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

/** Describes a promotion's discount in one line. */
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

/** Describes how often a promotion is used, and its limit if it has one. */
export const usesText = ({ usedCount, usageLimit }: Promotion): string => {
  const used = usedCount.toLocaleString('en')
  if (usageLimit !== null) return `${used} of ${usageLimit.toLocaleString('en')} uses`
  return usedCount === 1 ? '1 use' : `${used} uses`
}

/** Describes when a promotion applies. Empty if it always does. */
export const datesText = ({ startsAt, endsAt }: Promotion): string => {
  if (startsAt === null) return endsAt === null ? '' : `Until ${instantText(endsAt)}`
  return endsAt === null ? `From ${instantText(startsAt)}` : `${instantText(startsAt)} – ${instantText(endsAt)}`
}
