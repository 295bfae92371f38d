import { isIP } from 'node:net'

/**
 * Returns the networks that a client is counted by, the narrowest first: an IPv4 address alone, or the /64 and the /48
 * of an IPv6 address. One subscriber usually owns a whole /64 and can change address at will; many providers assign a
 * /48 per site.
 */
export const clientNetworks = (address: string): readonly [narrowest: string, ...wider: string[]] => {
  const plain = address.replace(/%.*$/, '').toLowerCase()
  const mapped = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/.exec(plain)?.[1]
  if (mapped !== undefined) return [mapped]
  if (isIP(plain) !== 6) return [plain]
  const groups = expand(plain)
  return [`${groups.slice(0, 4).join(':')}::/64`, `${groups.slice(0, 3).join(':')}::/48`]
}

/** Expands the `::` of an IPv6 address into groups without leading zeros. */
const expand = (address: string): string[] => {
  const [head = '', tail] = address.split('::')
  const before = groupsOf(head)
  if (tail === undefined) return before
  const after = groupsOf(tail)
  return [...before, ...Array<string>(Math.max(0, 8 - before.length - after.length)).fill('0'), ...after]
}

const groupsOf = (text: string): string[] =>
  text === '' ? [] : text.split(':').map((group) => group.replace(/^0+(?=.)/, ''))
