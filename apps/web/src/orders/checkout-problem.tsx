import { Link } from '@tanstack/react-router'
import { type ErrorDetails, formatMoney } from '@tradepost/contract'
import { errorOf, messageOf } from '../api.ts'
import { Callout } from '../ui/states.tsx'

type Shortage = ErrorDetails<'order.out_of_stock'>['items'][number]

const shortageText = ({ title, requested, available }: Shortage): string =>
  available > 0 ? `${title}: only ${available} left, you wanted ${requested}.` : `${title}: sold out.`

const CartLink = () => (
  <Link to="/cart" className="mt-1.5 inline-block font-semibold underline underline-offset-4">
    Change the cart
  </Link>
)

// Those are shown at the field they are about.
const fieldCodes: readonly string[] = ['payment.declined', 'order.email_required']

/** Says why the order was not placed, where that is no matter of one field. */
export const CheckoutProblem = ({ error }: { error: unknown }) => {
  const known = errorOf(error)
  if (known !== null && fieldCodes.includes(known.code)) return null
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
  if (known === null || known.code === 'busy' || known.code === 'internal') {
    return (
      <Callout title="No answer yet">
        {messageOf(error)} Press the button again: an order that got through is not placed or paid twice.
      </Callout>
    )
  }
  return <Callout title="The order was not placed">{messageOf(error)}</Callout>
}
