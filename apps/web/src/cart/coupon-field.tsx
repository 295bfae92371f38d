import { type Cart, type CartCoupon, CouponCode, MAX_CART_COUPONS } from '@tradepost/contract'
import { Check, CircleAlert, X } from 'lucide-react'
import { type KeyboardEvent, useId, useRef, useState } from 'react'
import { errorOf, messageOf } from '../api.ts'
import { Button, IconButton } from '../ui/button.tsx'
import { controlClass } from '../ui/field.tsx'
import { refusalText, refusalTexts } from './coupon-texts.ts'
import { useApplyCoupon, useRemoveCoupon } from './coupon-queries.ts'

const problemOf = (error: unknown): string | null => {
  if (error === null) return null
  const known = errorOf(error)
  if (known?.code === 'coupon.refused') return refusalTexts[known.details.reason]
  return messageOf(error)
}

interface CodeProps {
  cart: Cart
  coupon: CartCoupon
  onRemoved: () => void
}

const Code = ({ cart, coupon, onRemoved }: CodeProps) => {
  const remove = useRemoveCoupon()
  const why = refusalText(coupon, cart)
  const Icon = why === null ? Check : CircleAlert
  return (
    <li className="flex items-start gap-2.5 py-1">
      <Icon aria-hidden className={why === null ? 'mt-3 size-4 text-leaf' : 'mt-3 size-4 text-amber'} />
      <div className="min-w-0 flex-1 py-2 text-sm leading-relaxed">
        <p className="font-semibold break-words">{coupon.code}</p>
        <p className={why === null ? 'text-muted' : 'text-amber'}>{why ?? coupon.title ?? 'It counts.'}</p>
        {remove.error ? <p className="text-rust">{messageOf(remove.error)}</p> : null}
      </div>
      <IconButton
        label={`Remove code ${coupon.code}`}
        disabled={remove.isPending}
        onClick={() => remove.mutate(coupon.code, { onSuccess: onRemoved })}
        className="-mr-3 text-muted hover:text-ink"
      >
        <X aria-hidden className="size-4" />
      </IconButton>
    </li>
  )
}

const useCodeEntry = () => {
  const [typed, setTyped] = useState('')
  const [fault, setFault] = useState<string | null>(null)
  const apply = useApplyCoupon()
  const input = useRef<HTMLInputElement>(null)
  const refuse = (text: string | null) => {
    setFault(text)
    input.current?.focus()
  }
  const submit = () => {
    if (apply.isPending) return
    const { data: code, error } = CouponCode.safeParse(typed)
    if (!code) return refuse(error?.issues[0]?.message ?? null)
    const onSuccess = () => {
      // Keep the input if the user is already typing the next code.
      setTyped((now) => (now === typed ? '' : now))
      refuse(null)
    }
    apply.mutate(code, { onSuccess, onError: (refusal) => refuse(problemOf(refusal)) })
  }
  const type = (text: string) => {
    setTyped(text)
    setFault(null)
  }
  return { input, typed, type, fault, submit, isBusy: apply.isPending }
}

const CodeEntry = ({ entry }: { entry: ReturnType<typeof useCodeEntry> }) => {
  const { input, typed, type, fault, submit, isBusy } = entry
  const id = useId()
  // The field is also used inside the checkout form, which Enter must not submit.
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key !== 'Enter') return
    event.preventDefault()
    submit()
  }
  return (
    <>
      <label htmlFor={id} className="mb-1.5 block text-sm font-medium">
        Discount code
      </label>
      <div className="flex gap-2">
        <input
          ref={input}
          id={id}
          value={typed}
          autoComplete="off"
          autoCapitalize="characters"
          spellCheck={false}
          maxLength={40}
          aria-invalid={fault !== null}
          aria-describedby={fault === null ? undefined : `${id}-fault`}
          onChange={(event) => type(event.target.value)}
          onKeyDown={onKeyDown}
          className={controlClass(fault !== null, 'min-w-0 flex-1')}
        />
        <Button look="secondary" className="min-h-12 shrink-0" isBusy={isBusy} onClick={submit}>
          Apply
        </Button>
      </div>
      {fault === null ? null : (
        <p id={`${id}-fault`} role="alert" className="mt-1.5 text-sm font-medium text-rust">
          {fault}
        </p>
      )}
    </>
  )
}

/** A field for a discount code, and the list of entered codes with their effect or the reason why they do not apply. */
export const CouponField = ({ cart }: { cart: Cart }) => {
  const entry = useCodeEntry()
  const isFull = cart.coupons.length >= MAX_CART_COUPONS
  return (
    <div role="group" aria-label="Discount codes">
      {isFull ? (
        <p className="text-sm text-muted">A cart takes {MAX_CART_COUPONS} codes.</p>
      ) : (
        <CodeEntry entry={entry} />
      )}
      {cart.coupons.length > 0 ? (
        <ul aria-label="Codes in the cart" className="mt-2">
          {cart.coupons.map((coupon) => (
            <Code key={coupon.code} cart={cart} coupon={coupon} onRemoved={() => entry.input.current?.focus()} />
          ))}
        </ul>
      ) : null}
    </div>
  )
}
