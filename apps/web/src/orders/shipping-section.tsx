import { formatMoney } from '@tradepost/contract'
import { clsx } from 'clsx'
import { messageOf } from '../api.ts'
import { Attention } from '../ui/attention.tsx'
import { Button } from '../ui/button.tsx'
import { CheckField } from '../ui/check-field.tsx'
import { Callout, Loading, Skeleton } from '../ui/states.tsx'
import { Section } from './checkout-sections.tsx'
import { countryName } from './countries.ts'
import type { ShippingChoice } from './shipping-choice.ts'

const Ways = ({ shipping }: { shipping: ShippingChoice }) => (
  <fieldset aria-busy={shipping.isLoading} className={clsx(shipping.isLoading && 'opacity-60')}>
    <legend className="sr-only">How to deliver</legend>
    <div className="divide-y divide-line rounded-2xl border border-line bg-surface px-4">
      {shipping.options?.shippingOptions.map(({ id, name, description, price }) => {
        const cost = price.amount === 0 ? 'Free' : formatMoney(price)
        return (
          <div key={id} className="flex items-start gap-3">
            <CheckField
              kind="radio"
              name="shipping-method"
              className="min-w-0 flex-1"
              label={name}
              aria-label={`${name}, ${cost}`}
              hint={description || undefined}
              checked={shipping.chosen?.id === id}
              onChange={() => shipping.choose(id)}
            />
            <span aria-hidden className="py-2.5 text-[0.9375rem] tabular-nums">
              {cost}
            </span>
          </div>
        )
      })}
    </div>
  </fieldset>
)

interface ShippingSectionProps {
  shipping: ShippingChoice
  /** Set if the server refused the shipping method or country, or if the buyer submitted without any. */
  refusal: unknown
}

const Body = ({ shipping, refusal }: ShippingSectionProps) => {
  if (shipping.countryCode === '') return <p className="text-muted">Choose a country to see how we can deliver.</p>
  if (shipping.error) {
    return (
      <Callout title="The ways of delivery did not load">
        <p>{messageOf(shipping.error)}</p>
        <Button look="quiet" onClick={shipping.refetch}>
          Try again
        </Button>
      </Callout>
    )
  }
  if (shipping.options === null) {
    return (
      <Loading what="the ways of delivery">
        <Skeleton className="h-14 rounded-2xl" />
      </Loading>
    )
  }
  if (shipping.options.shippingOptions.length > 0) return <Ways shipping={shipping} />
  const country = countryName(shipping.countryCode)
  if (!shipping.isUnreachable && !refusal)
    return <p className="text-muted">Only what need not be sent can be ordered to {country}.</p>
  return (
    <Callout tone="caution" title={`We cannot send this cart to ${country}`}>
      Choose another address. Some ways of delivery also end at a weight: fewer items may go.
    </Callout>
  )
}

/** The shipping methods and their prices. */
export const ShippingSection = ({ shipping, refusal }: ShippingSectionProps) => (
  <Section title="Delivery">
    <Attention cause={refusal}>
      {refusal && shipping.chosen ? (
        <Callout className="mb-4" title="This way of delivery is not offered any more">
          Choose another one. Nothing has been charged.
        </Callout>
      ) : null}
      <Body shipping={shipping} refusal={refusal} />
    </Attention>
  </Section>
)
