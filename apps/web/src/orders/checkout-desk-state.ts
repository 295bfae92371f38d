import {
  type Cart,
  MAX_ADDRESSES,
  type Money,
  type PaymentChoice,
  type PaymentMethod,
  type SavedAddress,
  type Shop,
  type User,
} from '@tradepost/contract'
import { useState } from 'react'
import { useKeepAddress } from '../account/account-queries.ts'
import { errorOf } from '../api.ts'
import { type CheckoutDraft, draftOf, keepDraft } from './checkout-draft.ts'
import { blankAddress, blankPayment, type KnownFields, useCheckoutForm } from './checkout-form.ts'
import type { ChosenAddress } from './delivery-section.tsx'
import { failureTexts } from './order-status.tsx'
import { type ShippingChoice, useShippingChoice } from './shipping-choice.ts'
import { type Attempt, useStartCheckout } from './start-checkout.ts'

export interface CheckoutDeskProps {
  cart: Cart
  shop: Shop
  user: User | null
  saved: readonly SavedAddress[]
}

// Initial values: what was typed before a payment failed, or what the account stores.
const useKnown = ({ shop, user, saved }: CheckoutDeskProps) => {
  const [known] = useState((): Omit<CheckoutDraft, 'userId'> => {
    const draft = draftOf(user)
    if (draft) return draft
    const usual = saved.find(({ isDefault }) => isDefault) ?? saved[0] ?? null
    const fields: KnownFields = {
      email: user?.email ?? '',
      shippingAddress: usual?.address ?? { ...blankAddress, name: user?.name ?? '' },
      payment: blankPayment(shop.paymentMethods[0] ?? 'invoice'),
    }
    return { fields, chosenAddress: usual?.id ?? null, shippingMethodId: null }
  })
  return known
}

// The buyer's choice of address: a saved one or a new one, and whether to store it.
const useDelivery = ({ user, saved }: CheckoutDeskProps, before: ChosenAddress) => {
  const keep = useKeepAddress()
  const [chosen, setChosen] = useState(before)
  const [isKept, setIsKept] = useState(false)
  return {
    chosen,
    keepOf: (address: SavedAddress['address']) => {
      if (chosen === null && isKept && user) keep(address)
    },
    section: {
      saved,
      name: user?.name ?? '',
      chosen,
      onChoose: setChosen,
      canKeep: user !== null && saved.length < MAX_ADDRESSES,
      isKept,
      onKeep: setIsKept,
    },
  }
}

// A free order needs no payment, but the server still requires a payment method that the shop accepts.
const freePayment = (methods: readonly PaymentMethod[]): PaymentChoice => {
  const method = methods.find((one) => one !== 'test_card') ?? 'test_card'
  return method === 'test_card' ? { method, cardNumber: '4242424242424242' } : { method }
}

type Starting = ReturnType<typeof useStartCheckout>

const paymentRefusal = ({ error, failure }: Starting) => {
  if (errorOf(error)?.code === 'payment.method_unavailable') {
    return { cause: error, text: 'The shop does not take this way of paying any more. Choose another one.' }
  }
  // The failure of a test card is shown at its number.
  if (failure === null || failure.payment.method === 'test_card') return null
  return { cause: failure, text: failureTexts[failure.payment.failure ?? 'processing_error'] }
}

// After the server named a new total, that one applies for as long as the page still shows the refused total.
const payableOf = ({ totals: { total } }: ShippingChoice, { error, refusedTotal }: Starting): Money => {
  const known = errorOf(error)
  return known?.code === 'order.total_changed' && total.amount === refusedTotal?.amount ? known.details.total : total
}

/** Manages the state of the checkout: the form, the delivery, the shipping method, and the current attempt. */
export const useDesk = (props: CheckoutDeskProps) => {
  const { cart, shop, user } = props
  const known = useKnown(props)
  const delivery = useDelivery(props, known.chosenAddress)
  const form = useCheckoutForm(known.fields)
  const starting = useStartCheckout(form, delivery.keepOf)
  const [tried, setTried] = useState(cart)
  // Placing an order empties the cart. Until the response arrives, show the cart that was submitted.
  const shown = starting.isOpen ? tried : cart
  const shipping = useShippingChoice(form, shown, known.shippingMethodId)
  const [unsent, setUnsent] = useState<object | null>(null)
  const payable = payableOf(shipping, starting)
  const methods = shipping.options?.paymentMethods ?? shop.paymentMethods

  const send = form.handleSubmit((values) => {
    if (shipping.isUnreachable) return setUnsent({})
    setTried(shown)
    const shippingMethodId = shipping.chosen?.id ?? null
    const payment = payable.amount === 0 ? freePayment(methods) : values.payment
    const fields = { ...values, payment: blankPayment(values.payment.method) }
    keepDraft({ userId: user?.id ?? null, fields, chosenAddress: delivery.chosen, shippingMethodId })
    const way: Pick<Attempt, 'shippingMethodId'> = shippingMethodId === null ? {} : { shippingMethodId }
    starting.start({ ...values, ...way, payment, expectedTotal: payable })
  })
  const submit = () => {
    // A free order has no card fields, so their validation must not fail.
    if (payable.amount === 0) form.setValue('payment', freePayment(methods))
    void send()
  }
  return {
    form,
    delivery,
    shipping,
    starting,
    shown,
    payable,
    methods,
    unsent,
    submit,
    refusal: paymentRefusal(starting),
  }
}
