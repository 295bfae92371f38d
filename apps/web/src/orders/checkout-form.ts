import { zodResolver } from '@hookform/resolvers/zod'
import { type Address, type PaymentChoice, type PaymentMethod, StartCheckoutInput } from '@tradepost/contract'
import { useForm } from 'react-hook-form'

/** What the buyer fills in: the input of `checkout.start` without what the page adds itself, and with an e-mail address. */
export const CheckoutFields = StartCheckoutInput.pick({
  email: true,
  shippingAddress: true,
  billingAddress: true,
  payment: true,
}).required({ email: true })

/** An address with nothing in it. */
export const blankAddress: Address = { name: '', line1: '', line2: null, city: '', postalCode: '', countryCode: '' }

/** A way of paying with nothing filled in. */
export const blankPayment = (method: PaymentMethod): PaymentChoice =>
  method === 'test_card' ? { method, cardNumber: '' } : { method }

/** What the form begins with. */
export interface KnownFields {
  readonly email: string
  readonly shippingAddress: Address
  readonly billingAddress?: Address | undefined
  readonly payment: PaymentChoice
}

/** Makes the checkout's form, with what is known of the buyer filled in. */
export const useCheckoutForm = (known: KnownFields) =>
  useForm({ resolver: zodResolver(CheckoutFields), defaultValues: known })

/** The checkout's form as its parts take it. */
export type CheckoutForm = ReturnType<typeof useCheckoutForm>

const addressParts = ['name', 'line1', 'line2', 'city', 'postalCode', 'countryCode'] as const

const fieldNames = [
  'email',
  ...addressParts.map((part) => `shippingAddress.${part}` as const),
  ...addressParts.map((part) => `billingAddress.${part}` as const),
  'payment.cardNumber',
] as const

/** Finds the field that the server's issue is about, or null where it is about none on the page. */
export const fieldAt = (path: string) => fieldNames.find((name) => name === path) ?? null
