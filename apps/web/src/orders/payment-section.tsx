import { type PaymentMethod, type TestCardBehaviour, testCards } from '@tradepost/contract'
import type { ReactNode } from 'react'
import { useWatch } from 'react-hook-form'
import { Attention } from '../ui/attention.tsx'
import { CheckField } from '../ui/check-field.tsx'
import { TextField } from '../ui/field.tsx'
import { Callout } from '../ui/states.tsx'
import { blankPayment, type CheckoutForm } from './checkout-form.ts'
import { Section } from './checkout-sections.tsx'

const effects: Record<TestCardBehaviour, string> = {
  succeeds: 'succeeds',
  declined: 'is declined',
  insufficient_funds: 'has too little money',
  challenge: 'asks whether it is you',
  answers_late: 'answers late',
  answers_twice: 'answers twice',
}

const cardHints = Object.entries(testCards).map(([number, behaviour]) => ({
  number: number.replaceAll(/(\d{4})(?=\d)/g, '$1 '),
  effect: effects[behaviour],
}))

const TestCard = ({ form }: { form: CheckoutForm }) => {
  const use = (number: string) =>
    form.setValue('payment.cardNumber', number, { shouldDirty: true, shouldValidate: form.formState.isSubmitted })
  return (
    <>
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
    </>
  )
}

/** The display names of the payment methods. */
export const methodNames: Record<PaymentMethod, string> = {
  test_card: 'Test card',
  card: 'Card',
  invoice: 'Invoice',
}

const methodHints: Record<PaymentMethod, string> = {
  test_card: 'For trying the shop out: no money moves.',
  card: 'You enter it in the next step. It goes straight to Stripe, never through us.',
  invoice: 'Pay by bank transfer once it has come.',
}

interface MethodsProps {
  form: CheckoutForm
  methods: readonly PaymentMethod[]
  chosen: PaymentMethod
}

const Methods = ({ form, methods, chosen }: MethodsProps) => {
  const choose = (method: PaymentMethod) => {
    form.clearErrors('payment')
    form.unregister('payment.cardNumber')
    form.setValue('payment', blankPayment(method))
  }
  return (
    <fieldset>
      <legend className="sr-only">How to pay</legend>
      <div className="divide-y divide-line rounded-2xl border border-line bg-surface px-4">
        {methods.map((method) => (
          <CheckField
            key={method}
            kind="radio"
            name="payment-method"
            label={methodNames[method]}
            hint={methodHints[method]}
            checked={chosen === method}
            onChange={() => choose(method)}
          />
        ))}
      </div>
    </fieldset>
  )
}

const NoWayToPay = () => (
  <Callout tone="caution" title="This shop cannot take payments right now">
    Your cart is saved. Try again later, or contact the shop.
  </Callout>
)

interface PaymentSectionProps {
  form: CheckoutForm
  methods: readonly PaymentMethod[]
  /** True if discounts reduce the total to zero. */
  isFree: boolean
  /** Why the chosen payment method failed: the error, and the text for it. */
  refusal: { cause: unknown; text: ReactNode } | null
}

export const PaymentSection = ({ form, methods, isFree, refusal }: PaymentSectionProps) => {
  const chosen = useWatch({ control: form.control, name: 'payment.method' })
  if (isFree) {
    return (
      <Section title="Payment">
        <p className="text-muted">There is nothing to pay.</p>
      </Section>
    )
  }
  return (
    <Section title="Payment">
      <Attention cause={refusal?.cause} className="flex flex-col gap-5">
        {refusal ? <Callout>{refusal.text}</Callout> : null}
        {methods.length === 0 ? <NoWayToPay /> : null}
        {methods.length > 1 || (methods[0] ?? 'test_card') !== 'test_card' ? (
          <Methods form={form} methods={methods} chosen={chosen} />
        ) : null}
        {chosen === 'test_card' && methods.includes('test_card') ? (
          <div>
            <TestCard form={form} />
          </div>
        ) : null}
      </Attention>
    </Section>
  )
}
