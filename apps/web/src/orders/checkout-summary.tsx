import { type Cart, formatMoney, type Money, type PaymentMethod } from '@tradepost/contract'
import { clsx } from 'clsx'
import { Lock } from 'lucide-react'
import type { ReactNode } from 'react'
import { errorOf } from '../api.ts'
import { CouponField } from '../cart/coupon-field.tsx'
import { refusalTexts } from '../cart/coupon-texts.ts'
import { TotalsList } from '../cart/totals-list.tsx'
import { useShop } from '../shop/shop-queries.ts'
import { Attention } from '../ui/attention.tsx'
import { Button } from '../ui/button.tsx'
import { Callout } from '../ui/states.tsx'
import { countryName } from './countries.ts'
import { OrderedItems } from './ordered-items.tsx'
import type { ShippingChoice } from './shipping-choice.ts'

const actText = (method: PaymentMethod, total: Money): string => {
  if (total.amount === 0) return 'Place order'
  if (method === 'card') return `Go on to pay ${formatMoney(total)}`
  return method === 'invoice' ? `Order for ${formatMoney(total)}` : `Pay ${formatMoney(total)}`
}

const CouponRefusal = ({ error }: { error: unknown }) => {
  const known = errorOf(error)
  if (known?.code !== 'order.coupon_refused') return null
  return (
    <Callout className="mb-4" title={`The code ${known.details.code} no longer counts`}>
      {refusalTexts[known.details.reason]} Take it out to go on. You have not been charged.
    </Callout>
  )
}

const HomeNote = () => {
  const shop = useShop()
  if (!shop) return null
  return (
    <p className="mt-3 text-sm text-muted">
      For a delivery to {countryName(shop.countryCode)}, until you choose a country.
    </p>
  )
}

interface CheckoutSummaryProps {
  cart: Cart
  shipping: ShippingChoice
  method: PaymentMethod
  /** The amount that the button pays. */
  payable: Money
  /** False if the total is not zero and the shop accepts no payment method. */
  canPay: boolean
  isBusy: boolean
  error: unknown
  /** Why the last attempt failed; shown above the button. */
  problem: ReactNode
}

/** The lines and the totals, and the button that pays exactly that total. */
export const CheckoutSummary = (props: CheckoutSummaryProps) => {
  const { cart, shipping, method, payable, canPay, isBusy, error, problem } = props
  const isCouponRefused = errorOf(error)?.code === 'order.coupon_refused'
  return (
    <section aria-labelledby="summary" className="rounded-3xl bg-sunken p-6 sm:p-8 lg:sticky lg:top-24">
      <h2 id="summary" className="display mb-5 text-2xl">
        Summary
      </h2>
      <OrderedItems
        items={cart.lines.map((line) => ({ ...line, imageSrc: line.image?.src ?? null }))}
        className="mb-5 max-h-80 overflow-y-auto border-b border-line pb-2"
      />
      <Attention cause={isCouponRefused ? error : null} className="mb-5 border-b border-line pb-5">
        <CouponRefusal error={error} />
        <CouponField cart={cart} />
      </Attention>
      <div aria-busy={shipping.isLoading} className={clsx(shipping.isLoading && 'opacity-60')}>
        <TotalsList
          totals={shipping.totals}
          {...(shipping.countryCode === '' ? { discounts: cart.discounts, taxes: cart.taxes } : {})}
          hasDelivery={shipping.chosen !== null || (shipping.options === null && cart.pricing.shipping !== null)}
        />
        {shipping.countryCode === '' ? <HomeNote /> : null}
      </div>
      <div className="mt-6 flex flex-col gap-4">
        {problem}
        <Button type="submit" isBusy={isBusy} disabled={!canPay} className="min-h-14 w-full text-base">
          {isBusy ? null : <Lock aria-hidden className="size-4" />}
          {actText(method, payable)}
        </Button>
      </div>
    </section>
  )
}
