import type { MiddlewareHandler } from 'hono'
import { refuse } from './refuse.ts'

/**
 * Refuses calls that a browser makes from another site's page. A browser says where a page is from, in Sec-Fetch-Site or
 * in Origin; whoever sends cookies and says neither is refused, whoever sends none has nothing that could be abused.
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
