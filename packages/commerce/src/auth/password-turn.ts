import { clientNetworks } from '../client-networks.ts'
import type { PasswordTurn } from '../deps.ts'

/** Gives a client’s place in the queue for hashing: one for all of its networks, the widest. */
export const turnOf = (address: string, isKnown: boolean): PasswordTurn => ({
  client: clientNetworks(address).at(-1) ?? address,
  isKnown,
})

/** Gives the place of a user who has signed in. */
export const turnOfUser = (userId: string): PasswordTurn => ({ client: userId, isKnown: true })

/** The place of the operator of the server's machine. */
export const operatorTurn: PasswordTurn = { client: 'operator', isKnown: true }
