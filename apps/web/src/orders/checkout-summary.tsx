import { type Cart, formatMoney } from '@tradepost/contract'
import { Lock } from 'lucide-react'
import type { ReactNode } from 'react'
import { TotalsList } from '../cart/totals-list.tsx'
import { Button } from '../ui/button.tsx'
import { OrderedItems } from './ordered-items.tsx'

interface CheckoutSummaryProps {
  cart: Cart
  isPlacing: boolean
  /** Why the last try failed, above the button. */
  problem: ReactNode
}

/** What is bought, what it costs, and the button that pays exactly that. */
export const CheckoutSummary = ({ cart, isPlacing, problem }: CheckoutSummaryProps) => (
  <section aria-labelledby="summary" className="rounded-3xl bg-sunken p-6 sm:p-8 lg:sticky lg:top-24">
    <h2 id="summary" className="display mb-5 text-2xl">
      Summary
    </h2>
    <OrderedItems
      items={cart.lines.map((line) => ({ ...line, imageSrc: line.image?.src ?? null }))}
      className="mb-5 max-h-80 overflow-y-auto border-b border-line pb-2"
    />
    <TotalsList totals={cart.totals} />
    <div className="mt-6 flex flex-col gap-4">
      {problem}
      <Button type="submit" isBusy={isPlacing} className="min-h-14 w-full text-base">
        {isPlacing ? null : <Lock aria-hidden className="size-4" />}
        Pay {formatMoney(cart.totals.total)}
      </Button>
    </div>
  </section>
)
