import type { MiddlewareHandler } from 'hono'
import { refuse } from './refuse.ts'

/**
 * Refuses calls that a browser makes from a page of another site. A browser names the page's origin in Sec-Fetch-Site
 * or Origin. A caller that sends cookies without either is refused; a caller without cookies has nothing to abuse.
 * hono/csrf lets a cross-site `application/json` POST through, so the check is ours.
 */
export const sameOrigin =
  (isOwnOrigin: (origin: string) => boolean): MiddlewareHandler =>
  async (c, next) => {
    if (c.req.method === 'GET' || c.req.method === 'HEAD') return next()
    const site = c.req.header('sec-fetch-site')
    const origin = c.req.header('origin')
    const isOwn = site === 'same-origin' || (origin !== undefined && isOwnOrigin(origin))
    const isNoBrowser = site === undefined && origin === undefined && c.req.header('cookie') === undefined
    return isOwn || isNoBrowser ? next() : refuse(c, 'request.forbidden_origin', null)
  }
