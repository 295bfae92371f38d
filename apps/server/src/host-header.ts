import type { MiddlewareHandler } from 'hono'
import { incomingOf } from './incoming.ts'
import { refuse } from './refuse.ts'

/**
 * Refuses a request that does not name its host exactly once: a proxy in front of the shop could take it for a request
 * to another host.
 */
export const requireHost: MiddlewareHandler = async (c, next) => {
  const incoming = incomingOf(c)
  return incoming && !namesOneHost(incoming.rawHeaders) ? refuse(c, 'request.invalid', null) : next()
}

/**
 * Returns whether exactly one Host header is present. Names and values alternate in `rawHeaders`; Node's parsed headers
 * keep only the first host.
 */
const namesOneHost = (rawHeaders: readonly string[]): boolean => {
  let hosts = 0
  for (let at = 0; at < rawHeaders.length; at += 2) {
    const name = rawHeaders[at]
    if (name?.length !== 4 || name.toLowerCase() !== 'host') continue
    if (rawHeaders[at + 1]?.trim() === '') return false
    hosts++
  }
  return hosts === 1
}
