import type { MiddlewareHandler } from 'hono'
import { secureHeaders as honoSecureHeaders } from 'hono/secure-headers'

export interface HeaderOptions {
  readonly secure: boolean
  readonly pictureOrigin: string | null
  /** Whether Stripe processes card payments; its script and frames are then allowed. */
  readonly takesStripe: boolean
}

// Required by Stripe: https://docs.stripe.com/security/guide#content-security-policy
const stripeSources = {
  scriptSrc: ["'self'", 'https://js.stripe.com', 'https://*.js.stripe.com'],
  frameSrc: ['https://js.stripe.com', 'https://*.js.stripe.com', 'https://hooks.stripe.com'],
  connectSrc: ["'self'", 'https://api.stripe.com'],
}

/** Sets the security headers of every response. A shop on HTTPS also requires HTTPS for all later requests. */
export const secureHeaders = ({ secure, pictureOrigin, takesStripe }: HeaderOptions): MiddlewareHandler =>
  honoSecureHeaders({
    contentSecurityPolicy: {
      defaultSrc: ["'self'"],
      // A bucket on this machine or network may not use HTTPS.
      imgSrc: ["'self'", 'data:', 'https:', ...(pictureOrigin?.startsWith('http:') ? [pictureOrigin] : [])],
      ...(takesStripe ? stripeSources : {}),
      objectSrc: ["'none'"],
      baseUri: ["'none'"],
      formAction: ["'self'"],
      frameAncestors: ["'none'"],
    },
    strictTransportSecurity: secure ? 'max-age=31536000; includeSubDomains' : false,
    referrerPolicy: 'strict-origin-when-cross-origin',
    xFrameOptions: 'DENY',
  })
