import * as z from 'zod'

const Text = z.string().min(1).optional()

/**
 * The variables of Stripe: if the secret key, the webhook's secret or the publishable key is set, all three are
 * required.
 */
export const stripeVariables = {
  STRIPE_SECRET_KEY: Text,
  STRIPE_WEBHOOK_SECRET: Text,
  STRIPE_PUBLISHABLE_KEY: Text,
  STRIPE_API_BASE: z.url({ protocol: /^https?$/ }).optional(),
}

/** The expected form of each variable, for the error message. */
export const stripeShapes: Record<string, string> = {
  STRIPE_SECRET_KEY: 'the secret key (sk_…) of the account, as cards are paid by Stripe',
  STRIPE_WEBHOOK_SECRET: 'the signing secret (whsec_…) of the webhook, as cards are paid by Stripe',
  STRIPE_PUBLISHABLE_KEY: 'the publishable key (pk_…) of the account, as cards are paid by Stripe',
  STRIPE_API_BASE: 'the address of a server that stands in for Stripe’s own, or unset',
}

const needed = ['STRIPE_SECRET_KEY', 'STRIPE_WEBHOOK_SECRET', 'STRIPE_PUBLISHABLE_KEY']

/** Returns the names of the missing variables if any is set. */
export const missingStripe = (environment: Readonly<Record<string, unknown>>): string[] =>
  needed.some((name) => environment[name] !== undefined) ? needed.filter((name) => environment[name] === undefined) : []

export interface StripeKeys {
  readonly secretKey: string
  readonly webhookSecret: string
  readonly publishableKey: string
  readonly apiBase: string | undefined
}

/** Returns the keys, or null if Stripe does not process card payments. */
export const readStripe = (data: z.infer<z.ZodObject<typeof stripeVariables>>): StripeKeys | null => {
  const { STRIPE_SECRET_KEY, STRIPE_WEBHOOK_SECRET, STRIPE_PUBLISHABLE_KEY, STRIPE_API_BASE } = data
  if (!STRIPE_SECRET_KEY || !STRIPE_WEBHOOK_SECRET || !STRIPE_PUBLISHABLE_KEY) return null
  return {
    secretKey: STRIPE_SECRET_KEY,
    webhookSecret: STRIPE_WEBHOOK_SECRET,
    publishableKey: STRIPE_PUBLISHABLE_KEY,
    apiBase: STRIPE_API_BASE,
  }
}
