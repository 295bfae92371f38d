import { zodResolver } from '@hookform/resolvers/zod'
import { type Address, PlaceOrderInput } from '@tradepost/contract'
import { useForm } from 'react-hook-form'

/** What the buyer fills in: the input of `orders.place` without what the page adds itself, and with an e-mail address. */
export const CheckoutFields = PlaceOrderInput.pick({ email: true, shippingAddress: true, payment: true }).required({
  email: true,
})

/** An address with nothing in it. */
export const blankAddress: Address = { name: '', line1: '', line2: null, city: '', postalCode: '', countryCode: '' }

/** Makes the checkout's form, with what is known of the buyer filled in. */
export const useCheckoutForm = (known: { email: string; address: Address }) =>
  useForm({
    resolver: zodResolver(CheckoutFields),
    defaultValues: {
      email: known.email,
      shippingAddress: known.address,
      payment: { method: 'test_card', cardNumber: '' },
    },
  })

/** The checkout's form as its parts take it. */
export type CheckoutForm = ReturnType<typeof useCheckoutForm>

const fieldNames = [
  'email',
  'shippingAddress.name',
  'shippingAddress.line1',
  'shippingAddress.line2',
  'shippingAddress.city',
  'shippingAddress.postalCode',
  'shippingAddress.countryCode',
  'payment.cardNumber',
] as const

/** Finds the field that the server's issue is about, or null where it is about none on the page. */
export const fieldAt = (path: string) => fieldNames.find((name) => name === path) ?? null
