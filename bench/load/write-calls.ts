import type { Work } from './jobs.ts'
import { listRequest, orderRequest } from './requests.ts'

interface Calls {
  readonly work: Work
  readonly isForwarded: boolean
}

/** Returns a function that writes the nth call of some work. It throws when all guests are used. */
export const makeCallWriter = ({ work, isForwarded }: Calls): ((n: number) => string) => {
  const forwardedFor = (n: number) => (isForwarded ? { forwardedFor: clientAddress(n) } : {})
  if (work.kind === 'lists') {
    const request = listRequest()
    return isForwarded ? (n) => listRequest(forwardedFor(n)) : () => request
  }
  return (n) => {
    const guest = work.guests[n]
    if (guest === undefined) throw new Error(`All ${work.guests.length} carts have been ordered; give more of them.`)
    return orderRequest(guest, forwardedFor(n))
  }
}

/** Returns an address in the private network 10.0.0.0/8 for each call. */
const clientAddress = (n: number): string => `10.${(n >> 16) & 255}.${(n >> 8) & 255}.${n & 255}`
