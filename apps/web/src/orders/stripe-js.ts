/** An error from Stripe, in Stripe's words for the buyer. */
interface StripeFault {
  readonly message?: string
}

interface StripeElement {
  readonly mount: (place: HTMLElement) => void
  readonly destroy: () => void
  readonly on: (event: 'ready' | 'loaderror', listener: () => void) => void
}

/** The part of Stripe Elements that is used here. */
export interface StripeElements {
  readonly create: (kind: 'payment') => StripeElement
}

interface Confirmation {
  readonly elements: StripeElements
  readonly confirmParams: { readonly return_url: string }
  readonly redirect: 'if_required'
}

interface Outcome {
  readonly error?: StripeFault
}

/** The part of Stripe.js that is used here. */
export interface StripeJs {
  readonly elements: (options: { clientSecret: string; appearance: { theme: 'stripe' | 'night' } }) => StripeElements
  readonly confirmPayment: (confirmation: Confirmation) => Promise<Outcome>
  readonly handleNextAction: (payment: { clientSecret: string }) => Promise<Outcome>
}

declare global {
  interface Window {
    Stripe?: (publishableKey: string) => StripeJs
  }
}

const ADDRESS = 'https://js.stripe.com/v3/'

// Stripe requires its script to be loaded from its own domain, and only once.
const loadScript = () =>
  new Promise<void>((resolve, reject) => {
    const script = document.createElement('script')
    script.src = ADDRESS
    script.addEventListener('load', () => resolve())
    script.addEventListener('error', () => {
      script.remove()
      reject(new Error('Stripe.js did not load.'))
    })
    document.head.append(script)
  })

/** Loads Stripe.js when a card payment needs it. Throws if loading fails; a later call tries again. */
export const loadStripe = async (publishableKey: string): Promise<StripeJs> => {
  if (!window.Stripe) await loadScript()
  if (!window.Stripe) throw new Error('Stripe.js did not load.')
  return window.Stripe(publishableKey)
}

/** Returns the theme of Stripe's fields that matches the page. */
export const stripeTheme = (): 'stripe' | 'night' =>
  window.matchMedia('(prefers-color-scheme: dark)').matches ? 'night' : 'stripe'
