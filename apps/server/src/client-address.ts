import { BlockList, isIP } from 'node:net'

/** Returns the network address of a request's client, from its socket and its X-Forwarded-For. */
export type ClientAddress = (socketAddress: string, forwardedFor: string | undefined) => string

/**
 * Returns the function that finds client addresses. Without trusted proxies, it ignores X-Forwarded-For, which anyone
 * can forge. With them, the address is the last one in the chain that is not a trusted proxy's, which a client cannot
 * forge.
 */
export const makeClientAddress = (trustedProxies: readonly string[]): ClientAddress => {
  // Without proxies no header is trusted, and checking an empty list costs as much as checking a full one.
  if (trustedProxies.length === 0) return plain
  const isTrusted = makeIsTrustedProxy(trustedProxies)
  return (socketAddress, forwardedFor) => {
    const chain = [...(forwardedFor ?? '').split(',').map((part) => part.trim()), plain(socketAddress)]
    let client = plain(socketAddress)
    for (const address of chain.toReversed()) {
      if (isIP(plain(address)) === 0) break
      client = plain(address)
      if (!isTrusted(client)) break
    }
    return client
  }
}

/** Returns the function that checks whether an address belongs to a trusted proxy. */
export const makeIsTrustedProxy = (trustedProxies: readonly string[]): ((address: string) => boolean) => {
  const trusted = new BlockList()
  for (const proxy of trustedProxies) addTo(trusted, proxy)
  return (address) => {
    const family = isIP(plain(address))
    return family !== 0 && trusted.check(plain(address), family === 6 ? 'ipv6' : 'ipv4')
  }
}

/** Returns whether a text names a proxy: an address, or a network such as 10.0.0.0/8. */
export const isProxy = (text: string): boolean => {
  const [address = '', bits] = text.split('/')
  const family = isIP(address)
  return family !== 0 && (bits === undefined || (/^\d{1,3}$/.test(bits) && Number(bits) <= (family === 6 ? 128 : 32)))
}

const addTo = (list: BlockList, proxy: string): void => {
  const [address = '', bits] = proxy.split('/')
  const family = isIP(address) === 6 ? 'ipv6' : 'ipv4'
  if (bits === undefined) list.addAddress(address, family)
  else list.addSubnet(address, Number(bits), family)
}

// A dual-stack socket reports an IPv4 client as an IPv6 address.
const plain = (address: string): string => address.replace(/^::ffff:(?=\d+\.)/i, '')
