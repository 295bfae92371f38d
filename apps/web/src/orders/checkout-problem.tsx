import { Link } from '@tanstack/react-router'
import { type Cart, type ErrorDetails, formatMoney } from '@tradepost/contract'
import { errorOf, messageOf } from '../api.ts'
import { isUnsettled } from '../ui/attempt-key.ts'
import { Callout } from '../ui/states.tsx'

type Shortage = ErrorDetails<'order.out_of_stock'>['items'][number]

const shortageText = ({ title, requested, available }: Shortage): string =>
  available > 0 ? `${title}: only ${available} left, you wanted ${requested}.` : `${title}: sold out.`

const CartLink = () => (
  <Link to="/cart" className="mt-1.5 inline-block font-semibold underline underline-offset-4">
    Change the cart
  </Link>
)

/**
 * Warns before checkout that something in the cart cannot be bought as it is; otherwise only the button would say so.
 */
export const UnsoldNote = () => (
  <Callout tone="caution" title="Not everything in your cart can be bought">
    <p>Your cart says why, beside each item.</p>
    <CartLink />
  </Callout>
)

/** Returns whether the cart contains something that is no longer sold, or has no price in its currency. */
export const hasUnsold = ({ problems }: Pick<Cart, 'problems'>): boolean =>
  problems.some(({ code }) => code === 'unavailable' || code === 'no_price')

// These errors are shown at the part of the page that they are about.
const elsewhere: readonly string[] = [
  'order.email_required',
  'order.coupon_refused',
  'shipping.unavailable',
  'payment.method_unavailable',
  'checkout.in_progress',
]

/** Returns whether an error is shown above the button instead of at a part of the page. */
export const isToldAtButton = (error: unknown): boolean =>
  error !== null && !elsewhere.includes(errorOf(error)?.code ?? '')

const NoAnswer = ({ error }: { error: unknown }) => (
  <Callout title="No answer yet">
    {errorOf(error)?.code === 'payment.provider_unavailable'
      ? 'Who takes the payments does not answer at the moment.'
      : messageOf(error)}{' '}
    Press the button again: an order that got through is not placed or paid twice.
  </Callout>
)

const UnpaidLimit = ({ items }: Pick<ErrorDetails<'order.unpaid_limit'>, 'items'>) => (
  <Callout title="This is more than you can reserve before paying. You have not been charged.">
    {items.length > 0 ? (
      <ul className="list-disc pl-4">
        {items.map(({ sku, title, available }) => (
          <li key={sku}>
            {title}: you can order {available} at once.
          </li>
        ))}
      </ul>
    ) : (
      <p>Pay or cancel your open orders first, or order fewer items.</p>
    )}
    <CartLink />
  </Callout>
)

/** Says why the order was not placed, unless a part of the page already says so. */
export const CheckoutProblem = ({ error }: { error: unknown }) => {
  const known = errorOf(error)
  if (known?.code === 'order.out_of_stock') {
    return (
      <Callout title="Not everything is left. You have not been charged.">
        <ul className="list-disc pl-4">
          {known.details.items.map((item) => (
            <li key={item.sku}>{shortageText(item)}</li>
          ))}
        </ul>
        <CartLink />
      </Callout>
    )
  }
  if (known?.code === 'order.unpaid_limit') return <UnpaidLimit items={known.details.items} />
  if (known?.code === 'order.unavailable') {
    return (
      <Callout title="Some items are no longer sold. You have not been charged.">
        <p>{known.details.skus.join(', ')}</p>
        <CartLink />
      </Callout>
    )
  }
  if (known?.code === 'order.total_changed') {
    return (
      <Callout tone="caution" title="The total has changed">
        <p role="alert">
          It is now {formatMoney(known.details.total)}. Look at it again; you pay only when you press the button once
          more.
        </p>
      </Callout>
    )
  }
  if (isUnsettled(error)) return <NoAnswer error={error} />
  return <Callout title="The order was not placed">{messageOf(error)}</Callout>
}
