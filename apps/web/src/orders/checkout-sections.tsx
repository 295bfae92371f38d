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

/** A section of the checkout with its heading. */
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

/** The email address for the confirmation. */
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
