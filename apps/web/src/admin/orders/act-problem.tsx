import { errorOf } from '../../api.ts'
import { Problem } from '../../ui/problem.tsx'
import { Callout } from '../../ui/states.tsx'

/** Explains why an action on an order was refused, with the items that are short if that is the reason. */
export const ActProblem = ({ error }: { error: unknown }) => {
  const known = errorOf(error)
  if (known?.code === 'stock.insufficient') {
    return (
      <Callout title="There are not that many left">
        {known.details.sku}: {known.details.available} free.
      </Callout>
    )
  }
  if (known?.code === 'auth.forbidden') {
    return (
      <Callout title="Your role does not allow this">
        Nothing was changed. If it gives money back, ask somebody who may refund.
      </Callout>
    )
  }
  if (known?.code !== 'order.out_of_stock') return <Problem error={error} />
  return (
    <Callout title="There are not that many left">
      <ul>
        {known.details.items.map(({ sku, title, requested, available }) => (
          <li key={sku}>
            {title} ({sku}): {requested} wanted, {available} free.
          </li>
        ))}
      </ul>
    </Callout>
  )
}
