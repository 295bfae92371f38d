import { formatMoney, type Shop } from '@tradepost/contract'
import { HandHeart, PackageCheck, Truck } from 'lucide-react'
import { countryName } from '../orders/countries.ts'
import { useShop } from './shop-queries.ts'

const iconProps = { 'aria-hidden': true, strokeWidth: 1.4, className: 'size-7 text-leaf' } as const

// Only the shop's general delivery price; the checkout shows the price of each method and country.
const deliveryText = (shop: Shop | undefined): string => {
  const known = 'You see what it costs before you pay.'
  if (!shop?.shippingFee) return known
  const { shippingFee: fee, freeShippingFrom: from } = shop
  if (fee.amount === 0) return `Free within ${countryName(shop.countryCode)}. ${known}`
  const price = `From ${formatMoney(fee)}`
  return from ? `${price}, free from ${formatMoney(from)}. ${known}` : `${price}. ${known}`
}

/** Three reasons to buy from this shop. */
export const WhyStrip = () => {
  const delivery = deliveryText(useShop())
  const reasons = [
    {
      icon: <HandHeart {...iconProps} />,
      title: 'Chosen with care',
      text: 'A small range. We use what we sell, and keep what lasts.',
    },
    { icon: <Truck {...iconProps} />, title: 'Simple delivery', text: delivery },
    {
      icon: <PackageCheck {...iconProps} />,
      title: 'Honest stock',
      text: 'What you see can be bought now. No back orders, no surprises.',
    },
  ]
  return (
    <section aria-label="Why shop here" className="page mt-20 sm:mt-28">
      <ul className="grid gap-10 rounded-3xl bg-sunken px-6 py-10 sm:grid-cols-3 sm:px-10 sm:py-12">
        {reasons.map((reason) => (
          <li key={reason.title}>
            {reason.icon}
            <h2 className="mt-4 font-semibold">{reason.title}</h2>
            <p className="mt-1.5 text-[0.9375rem] leading-relaxed text-muted">{reason.text}</p>
          </li>
        ))}
      </ul>
    </section>
  )
}
