import { zodResolver } from '@hookform/resolvers/zod'
import { type Address, type PaymentChoice, type PaymentMethod, StartCheckoutInput } from '@tradepost/contract'
import { useForm } from 'react-hook-form'

/**
 * The fields of the form: the input of `checkout.start` without what the page adds, and with a required email address.
 */
export const CheckoutFields = StartCheckoutInput.pick({
  email: true,
  shippingAddress: true,
  billingAddress: true,
  payment: true,
}).required({ email: true })

export const blankAddress: Address = { name: '', line1: '', line2: null, city: '', postalCode: '', countryCode: '' }

/** Returns a payment method with nothing filled in. */
export const blankPayment = (method: PaymentMethod): PaymentChoice =>
  method === 'test_card' ? { method, cardNumber: '' } : { method }

/** The initial values of the form. */
export interface KnownFields {
  readonly email: string
  readonly shippingAddress: Address
  readonly billingAddress?: Address | undefined
  readonly payment: PaymentChoice
}

/** Creates the checkout form with the known data of the buyer filled in. */
export const useCheckoutForm = (known: KnownFields) =>
  useForm({ resolver: zodResolver(CheckoutFields), defaultValues: known })

/** The checkout form that its sections receive. */
export type CheckoutForm = ReturnType<typeof useCheckoutForm>

const addressParts = ['name', 'line1', 'line2', 'city', 'postalCode', 'countryCode'] as const

const fieldNames = [
  'email',
  ...addressParts.map((part) => `shippingAddress.${part}` as const),
  ...addressParts.map((part) => `billingAddress.${part}` as const),
  'payment.cardNumber',
] as const

/** Returns the field that an issue from the server is about, or null if the page has no such field. */
export const fieldAt = (path: string) => fieldNames.find((name) => name === path) ?? null
