import { Link } from '@tanstack/react-router'
import type { User } from '@tradepost/contract'
import { type ReactNode, useId } from 'react'
import { SelectField, TextField } from '../ui/field.tsx'
import type { CheckoutForm } from './checkout-form.ts'
import { countries } from './countries.ts'

interface SectionProps {
  title: string
  aside?: ReactNode
  children: ReactNode
}

const Section = ({ title, aside, children }: SectionProps) => {
  const id = useId()
  return (
    <section aria-labelledby={id}>
      <div className="mb-5 flex items-baseline justify-between gap-4">
        <h2 id={id} className="display text-2xl">
          {title}
        </h2>
        {aside}
      </div>
      {children}
    </section>
  )
}

interface ContactProps {
  form: CheckoutForm
  user: User | null
}

/** Where the confirmation goes. */
export const ContactSection = ({ form, user }: ContactProps) => (
  <Section
    title="Contact"
    aside={
      user ? null : (
        <p className="text-sm text-muted">
          Have an account?{' '}
          <Link to="/sign-in" search={{ next: '/checkout' }} className="text-ink underline underline-offset-4">
            Sign in
          </Link>
        </p>
      )
    }
  >
    <TextField
      label="E-mail address"
      type="email"
      autoComplete="email"
      autoCapitalize="none"
      hint="So that we can reach you about this order."
      error={form.formState.errors.email?.message}
      {...form.register('email')}
    />
  </Section>
)

const emptyToNull = (value: unknown): unknown => (typeof value === 'string' && value.trim() === '' ? null : value)

const CountryField = ({ form }: { form: CheckoutForm }) => (
  <SelectField
    className="col-span-6"
    label="Country"
    autoComplete="shipping country"
    error={form.formState.errors.shippingAddress?.countryCode?.message}
    {...form.register('shippingAddress.countryCode')}
  >
    <option value="">Choose a country</option>
    {countries.map(({ code, name }) => (
      <option key={code} value={code}>
        {name}
      </option>
    ))}
  </SelectField>
)

/** Where the parcel goes. */
export const AddressSection = ({ form }: { form: CheckoutForm }) => {
  const { register, formState } = form
  const errors = formState.errors.shippingAddress
  return (
    <Section title="Delivery address">
      <div className="grid grid-cols-6 gap-x-4 gap-y-5">
        <TextField
          className="col-span-6"
          label="Name"
          autoComplete="shipping name"
          error={errors?.name?.message}
          {...register('shippingAddress.name')}
        />
        <TextField
          className="col-span-6"
          label="Street and number"
          autoComplete="shipping address-line1"
          error={errors?.line1?.message}
          {...register('shippingAddress.line1')}
        />
        <TextField
          className="col-span-6"
          label="Flat, floor, company (optional)"
          autoComplete="shipping address-line2"
          error={errors?.line2?.message}
          {...register('shippingAddress.line2', { setValueAs: emptyToNull })}
        />
        <TextField
          className="col-span-2"
          label="Postal code"
          autoComplete="shipping postal-code"
          error={errors?.postalCode?.message}
          {...register('shippingAddress.postalCode')}
        />
        <TextField
          className="col-span-4"
          label="City"
          autoComplete="shipping address-level2"
          error={errors?.city?.message}
          {...register('shippingAddress.city')}
        />
        <CountryField form={form} />
      </div>
    </Section>
  )
}

const cardHints = [
  { number: '4242 4242 4242 4242', effect: 'succeeds' },
  { number: '4000 0000 0000 0002', effect: 'is declined' },
  { number: '4000 0000 0000 9995', effect: 'has too little money' },
]

/** How the order is paid: with a test card, since no money moves here. */
export const PaymentSection = ({ form }: { form: CheckoutForm }) => {
  const use = (number: string) =>
    form.setValue('payment.cardNumber', number, { shouldDirty: true, shouldValidate: form.formState.isSubmitted })
  return (
    <Section title="Payment">
      <TextField
        label="Card number"
        inputMode="numeric"
        autoComplete="off"
        maxLength={30}
        error={form.formState.errors.payment?.cardNumber?.message}
        {...form.register('payment.cardNumber')}
      />
      <div className="mt-4 rounded-2xl bg-sunken px-4 py-3.5 text-sm">
        <p className="font-medium">This shop takes test cards only. No money moves.</p>
        <ul className="mt-2 flex flex-col">
          {cardHints.map(({ number, effect }) => (
            <li key={number}>
              <button
                type="button"
                onClick={() => use(number)}
                className="inline-flex min-h-9 flex-wrap items-center gap-x-2 text-left text-muted hover:text-ink"
              >
                <span className="tabular-nums underline underline-offset-4">{number}</span>
                <span>{effect}</span>
              </button>
            </li>
          ))}
        </ul>
      </div>
    </Section>
  )
}
