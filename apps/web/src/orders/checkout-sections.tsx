import { Link } from '@tanstack/react-router'
import type { User } from '@tradepost/contract'
import { type ReactNode, useId } from 'react'
import { TextField } from '../ui/field.tsx'
import type { CheckoutForm } from './checkout-form.ts'

interface SectionProps {
  title: string
  aside?: ReactNode
  children: ReactNode
}

/** One part of the checkout under its heading. */
export const Section = ({ title, aside, children }: SectionProps) => {
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
        error={form.getFieldState('payment.cardNumber', form.formState).error?.message}
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
