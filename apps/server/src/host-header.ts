import type { MiddlewareHandler } from 'hono'
import { incomingOf } from './incoming.ts'
import { refuse } from './refuse.ts'

/** Refuses a request that does not name its host exactly once: what is in front of the shop could take it for another's. */
export const requireHost: MiddlewareHandler = async (c, next) => {
  const incoming = incomingOf(c)
  return incoming && !namesOneHost(incoming.rawHeaders) ? refuse(c, 'request.invalid', null) : next()
}

/** Names and values alternate; Node's parsed headers keep the first host alone. */
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
