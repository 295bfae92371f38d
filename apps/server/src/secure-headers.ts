import type { MiddlewareHandler } from 'hono'
import { secureHeaders as honoSecureHeaders } from 'hono/secure-headers'

/** What the headers depend on: whether the shop is reached by HTTPS, and who else serves its pictures. */
export interface HeaderOptions {
  readonly secure: boolean
  readonly pictureOrigin: string | null
}

/** Sets the security headers of every answer; a shop reached by HTTPS also asks for nothing else ever after. */
export const secureHeaders = ({ secure, pictureOrigin }: HeaderOptions): MiddlewareHandler =>
  honoSecureHeaders({
    contentSecurityPolicy: {
      defaultSrc: ["'self'"],
      // A bucket of this machine or network may be without HTTPS.
      imgSrc: ["'self'", 'data:', 'https:', ...(pictureOrigin?.startsWith('http:') ? [pictureOrigin] : [])],
      objectSrc: ["'none'"],
      baseUri: ["'none'"],
      formAction: ["'self'"],
      frameAncestors: ["'none'"],
    },
    strictTransportSecurity: secure ? 'max-age=31536000; includeSubDomains' : false,
    referrerPolicy: 'strict-origin-when-cross-origin',
    xFrameOptions: 'DENY',
  })
