import { clientNetworks } from '../client-networks.ts'
import type { PasswordTurn } from '../deps.ts'

/** Returns a client’s turn in the queue for hashing. All of its networks share one turn, by the widest network. */
export const turnOf = (address: string, isKnown: boolean): PasswordTurn => ({
  client: clientNetworks(address).at(-1) ?? address,
  isKnown,
})

/** Returns the turn of a signed-in user. */
export const turnOfUser = (userId: string): PasswordTurn => ({ client: userId, isKnown: true })

/** The turn of the operator. */
export const operatorTurn: PasswordTurn = { client: 'operator', isKnown: true }
