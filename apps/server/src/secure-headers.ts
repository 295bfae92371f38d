import type { MiddlewareHandler } from 'hono'
import { secureHeaders as honoSecureHeaders } from 'hono/secure-headers'

/** What the headers depend on: whether the shop is reached by HTTPS, and who else serves its pictures. */
export interface HeaderOptions {
  readonly secure: boolean
  readonly pictureOrigin: string | null
  /** Whether cards are paid by Stripe, whose own script and frames then take them. */
  readonly takesStripe: boolean
}

// What Stripe asks for: https://docs.stripe.com/security/guide#content-security-policy
const stripeSources = {
  scriptSrc: ["'self'", 'https://js.stripe.com', 'https://*.js.stripe.com'],
  frameSrc: ['https://js.stripe.com', 'https://*.js.stripe.com', 'https://hooks.stripe.com'],
  connectSrc: ["'self'", 'https://api.stripe.com'],
}

/** Sets the security headers of every answer; a shop reached by HTTPS also asks for nothing else ever after. */
export const secureHeaders = ({ secure, pictureOrigin, takesStripe }: HeaderOptions): MiddlewareHandler =>
  honoSecureHeaders({
    contentSecurityPolicy: {
      defaultSrc: ["'self'"],
      // A bucket of this machine or network may be without HTTPS.
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
