import { Link } from '@tanstack/react-router'
import { type CartLine, type CartProblem, formatMoney, MAX_LINE_QUANTITY } from '@tradepost/contract'
import { Trash2 } from 'lucide-react'
import { IconButton } from '../ui/button.tsx'
import { variantKey } from '../products/variant-choice.ts'
import { Picture } from '../ui/picture.tsx'
import { QuantityStepper } from '../ui/quantity-stepper.tsx'
import { closeCartDrawer } from './cart-drawer-state.ts'
import { useRemoveLine, useSetQuantity } from './cart-queries.ts'
import { isPendingLine } from './foreseen-cart.ts'

interface CartLineItemProps {
  line: CartLine
  problems: readonly CartProblem[]
}

const problemText = (problem: CartProblem): string => {
  if (problem.code === 'unavailable') return 'No longer sold. Remove it to check out.'
  if (problem.code === 'no_price') return 'Not sold in this currency. Pay in another one, or remove it.'
  if (problem.code === 'price_changed') {
    return problem.previousPrice
      ? `The price was ${formatMoney(problem.previousPrice)} before.`
      : 'The price has changed.'
  }
  return problem.available ? `Only ${problem.available} left.` : 'Sold out. Remove it to check out.'
}

const LineProblem = ({ line, problem }: { line: CartLine; problem: CartProblem }) => {
  const setQuantity = useSetQuantity()
  const { available } = problem
  return (
    <p className={problem.code === 'price_changed' ? 'text-sm text-amber' : 'text-sm font-medium text-rust'}>
      {problemText(problem)}{' '}
      {problem.code === 'out_of_stock' && available ? (
        <button
          type="button"
          className="underline underline-offset-4"
          onClick={() => setQuantity({ lineId: line.id, quantity: available })}
        >
          Take {available}
        </button>
      ) : null}
    </p>
  )
}

const hasVariantTitle = (line: CartLine): boolean => line.variantTitle !== '' && line.variantTitle !== 'Default Title'

const nameOf = (line: CartLine): string =>
  hasVariantTitle(line) ? `${line.productTitle}, ${line.variantTitle}` : line.productTitle

const LineControls = ({ line }: { line: CartLine }) => {
  const setQuantity = useSetQuantity()
  const removeLine = useRemoveLine()
  const isPending = isPendingLine(line)
  // The cart may contain more than is available; then the stepper can only decrease.
  const max = Math.min(line.available ?? MAX_LINE_QUANTITY, MAX_LINE_QUANTITY)
  return (
    <div className="mt-3 flex items-center justify-between gap-2">
      <QuantityStepper
        label={`Quantity of ${nameOf(line)}`}
        value={line.quantity}
        max={max}
        disabled={isPending}
        onChange={(quantity) => setQuantity({ lineId: line.id, quantity })}
      />
      <IconButton
        label={`Remove ${nameOf(line)}`}
        disabled={isPending}
        onClick={() => removeLine({ lineId: line.id })}
        className="-mr-3 text-muted hover:text-ink"
      >
        <Trash2 aria-hidden strokeWidth={1.6} className="size-4.5" />
      </IconButton>
    </div>
  )
}

/** A line of the cart with its picture, quantity and problems. */
export const CartLineItem = ({ line, problems }: CartLineItemProps) => (
  <li className="flex gap-4 py-5 first:pt-0 sm:gap-5">
    <Link
      to="/products/$slug"
      params={{ slug: line.productSlug }}
      search={{ variant: variantKey({ sku: line.sku, id: line.variantId }) }}
      onClick={closeCartDrawer}
      tabIndex={-1}
      aria-hidden
      className="h-fit w-20 shrink-0 overflow-hidden rounded-xl sm:w-24"
    >
      <Picture image={line.image} alt="" size={96} />
    </Link>
    <div className="min-w-0 flex-1">
      <div className="flex items-start justify-between gap-4">
        <div className="min-w-0">
          <Link
            to="/products/$slug"
            params={{ slug: line.productSlug }}
            search={{ variant: variantKey({ sku: line.sku, id: line.variantId }) }}
            onClick={closeCartDrawer}
            className="leading-snug font-medium underline-offset-4 hover:underline"
          >
            {line.productTitle}
          </Link>
          {hasVariantTitle(line) ? <p className="text-sm text-muted">{line.variantTitle}</p> : null}
          {line.quantity > 1 ? (
            <p className="text-sm text-muted tabular-nums">{formatMoney(line.unitPrice)} each</p>
          ) : null}
        </div>
        <p className="shrink-0 font-medium tabular-nums">{formatMoney(line.total)}</p>
      </div>
      <LineControls line={line} />
      <div aria-live="polite" className="mt-1.5 empty:hidden">
        {problems.map((problem) => (
          <LineProblem key={problem.code} line={line} problem={problem} />
        ))}
      </div>
    </div>
  </li>
)
