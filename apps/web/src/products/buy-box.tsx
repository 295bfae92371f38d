import { formatMoney, MAX_LINE_QUANTITY, multiplyMoney, type Product, type Variant } from '@tradepost/contract'
import { useState } from 'react'
import { openCartDrawer } from '../cart/cart-drawer-state.ts'
import { useAddToCart, useCart } from '../cart/cart-queries.ts'
import { Button } from '../ui/button.tsx'
import { QuantityStepper } from '../ui/quantity-stepper.tsx'
import { isBuyable } from './variant-choice.ts'

// Units in the cart already count against the available quantity.
const useLeftToAdd = (variant: Variant): number => {
  const inCart = useCart().data?.lines.find((line) => line.variantId === variant.id)?.quantity ?? 0
  return Math.max(0, Math.min(variant.availability.quantity ?? MAX_LINE_QUANTITY, MAX_LINE_QUANTITY) - inCart)
}

/** The quantity of a variant and the button that adds it to the cart, with its price. */
export const BuyBox = ({ product, variant }: { product: Product; variant: Variant }) => {
  const [wanted, setWanted] = useState(1)
  const left = useLeftToAdd(variant)
  const addToCart = useAddToCart()
  const quantity = Math.max(1, Math.min(wanted, left))
  if (!isBuyable(variant))
    return (
      <Button disabled className="min-h-13 w-full">
        Sold out
      </Button>
    )
  const add = () => {
    addToCart({ product, variant, quantity })
    setWanted(1)
    openCartDrawer()
  }
  return (
    <div>
      <div className="flex flex-wrap gap-3">
        <QuantityStepper label="Quantity" value={quantity} max={left} disabled={left === 0} onChange={setWanted} />
        <Button className="min-h-13 flex-1 whitespace-nowrap" disabled={left === 0} onClick={add}>
          Add to cart
          <span aria-hidden className="opacity-60">
            ·
          </span>
          <span className="tabular-nums">{formatMoney(multiplyMoney(variant.price, quantity))}</span>
        </Button>
      </div>
      {left === 0 ? <p className="mt-3 text-sm text-muted">All that are left are in your cart.</p> : null}
    </div>
  )
}
