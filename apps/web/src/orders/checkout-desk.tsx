import type { Shop, User } from '@tradepost/contract'
import { useWatch } from 'react-hook-form'
import { errorOf } from '../api.ts'
import { EmptyCart } from '../cart/empty-cart.tsx'
import { Attention } from '../ui/attention.tsx'
import { BillingSection } from './billing-section.tsx'
import { type CheckoutDeskProps, useDesk } from './checkout-desk-state.ts'
import { CheckoutProblem, hasUnsold, isToldAtButton, UnsoldNote } from './checkout-problem.tsx'
import { ContactSection } from './checkout-sections.tsx'
import { CheckoutSummary } from './checkout-summary.tsx'
import { DeliverySection } from './delivery-section.tsx'
import { OpenCheckoutNote } from './open-checkout-note.tsx'
import { PaymentSection } from './payment-section.tsx'
import { ShippingSection } from './shipping-section.tsx'

const causeOf = (error: unknown, code: string): unknown => (errorOf(error)?.code === code ? error : null)

interface PartProps {
  desk: ReturnType<typeof useDesk>
}

const Sections = ({ desk, shop, user }: PartProps & { shop: Shop; user: User | null }) => {
  const { form, delivery, shipping, starting, payable } = desk
  const isUnsold = hasUnsold(desk.shown)
  return (
    <div className="flex min-w-0 flex-col gap-12">
      {isUnsold ? <UnsoldNote /> : null}
      <ContactSection form={form} user={user} />
      <DeliverySection
        form={form}
        shipsTo={desk.shown.pricing.shipping === null ? null : shop.shipsTo}
        {...delivery.section}
      />
      <ShippingSection shipping={shipping} refusal={causeOf(starting.error, 'shipping.unavailable') ?? desk.unsent} />
      <BillingSection form={form} name={user?.name ?? ''} />
      <PaymentSection
        form={form}
        methods={desk.methods}
        isFree={payable.amount === 0 && !isUnsold}
        refusal={desk.refusal}
      />
    </div>
  )
}

const Summary = ({ desk }: PartProps) => {
  const { form, shipping, starting, shown, payable, methods } = desk
  const method = useWatch({ control: form.control, name: 'payment.method' })
  const told = isToldAtButton(starting.error) ? starting.error : null
  return (
    <CheckoutSummary
      cart={shown}
      shipping={shipping}
      method={method}
      payable={payable}
      canPay={methods.length > 0 || payable.amount === 0}
      isBusy={starting.isBusy}
      error={starting.error}
      problem={<Attention cause={told}>{told === null ? null : <CheckoutProblem error={told} />}</Attention>}
    />
  )
}

export const CheckoutDesk = (props: CheckoutDeskProps) => {
  const desk = useDesk(props)
  const { starting, shown } = desk
  if (shown.lines.length === 0) return <EmptyCart as="h1" />
  return (
    <form
      noValidate
      aria-label="Checkout"
      onSubmit={(event) => {
        event.preventDefault()
        desk.submit()
      }}
    >
      <h1 className="display mb-10 text-4xl sm:text-5xl">Checkout</h1>
      <Attention cause={causeOf(starting.error, 'checkout.in_progress')}>
        {starting.isBusy ? null : <OpenCheckoutNote className="mb-10" />}
      </Attention>
      <div className="grid items-start gap-12 lg:grid-cols-[1fr_26rem] lg:gap-16 xl:gap-24">
        <Sections desk={desk} shop={props.shop} user={props.user} />
        <Summary desk={desk} />
      </div>
    </form>
  )
}
