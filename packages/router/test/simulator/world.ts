import { createHash } from 'node:crypto'
import type { Deps } from '@tradepost/commerce'
import { hashSecret } from '@tradepost/commerce'
import type { Role, User } from '@tradepost/contract'
import { permissionsOf, testCards } from '@tradepost/contract'
import type { Judge } from '../invariants.ts'
import type { ApiCaller } from '../test-shop.ts'
import { wireErrorOf } from '../test-shop.ts'
import type { Dice } from './dice.ts'
import { makeDice } from './dice.ts'
import type { Faults } from './life.ts'
import { turns } from './life.ts'
import type { ProviderLedger } from './provider-ledger.ts'
import { openLedger } from './provider-ledger.ts'
import type { Server } from './server.ts'
import { startServer } from './server.ts'
import type { Template } from './template.ts'
import { BEGIN } from './template.ts'

/** A caller of the shop: a guest with a cookie, a customer with an account, or staff. */
export interface Person {
  readonly name: string
  user: User | null
  readonly guest: string
  readonly account: User | null
}

/** A call with an idempotency key: repeating it must return the same answer. */
export interface KeyedCall {
  readonly name: string
  readonly person: Person
  /** The user or guest who owns the key: a guest who signs in is a different owner. */
  readonly owner: string
  readonly call: (api: ApiCaller) => Promise<unknown>
  answer: string | null
}

/** The state of one seed's simulation. */
export interface World {
  readonly dice: Dice
  readonly faults: Faults
  readonly clock: { now: number }
  readonly ledger: ProviderLedger
  readonly db: Deps['db']
  /** Reads committed rows directly from the database file, without the shop's code. */
  readonly judge: Judge
  /** The probability that a keyed call is sent twice at once, and the cards that customers use. */
  readonly twins: number
  readonly cards: readonly string[]
  server: Server
  readonly customers: readonly Person[]
  readonly owner: Person
  readonly keyed: KeyedCall[]
  /** Faults found so far. */
  readonly wrongs: string[]
  readonly counts: Map<string, number>
  keys: number
  steps: number
  crashes: number
  readonly log: ReturnType<typeof createHash>
  readonly trace: string[]
  readonly remove: () => Promise<void>
}

const asUser = (user: Template['users'][number], role: Role): User => ({
  id: user.id,
  email: user.email,
  name: user.name,
  role,
  permissions: [...permissionsOf(role)],
  mfaEnabled: false,
  createdAt: new Date(BEGIN).toISOString(),
})

const all = Object.keys(testCards)
const good = ['4242424242424242', '4242424242424242', '4242424242424242']
const slow = ['4000000000000077', '4000000000000259']

// Mostly cards that succeed; every card equally; or cards whose result comes late, so that orders may expire first.
const decks: [string[], ...string[][]] = [[...good, ...good, ...all], all, ['4242424242424242', ...slow]]

/** Opens the world of a seed: a new shop, its clock, its people and its fault rates. */
export const openWorld = async (template: Template, seed: number): Promise<World> => {
  const { db, judge, remove } = await template.world()
  const dice = makeDice(seed)
  const clock = { now: BEGIN }
  const faults: Faults = {
    crash: dice.pick([0, 0.01, 0.03]),
    down: dice.pick([0, 0.05, 0.2]),
    lost: dice.pick([0, 0.05, 0.2]),
    mail: dice.pick([0, 0.1]),
  }
  const ledger = openLedger(dice, () => clock.now)
  const people = template.users.map((user) => asUser(user, user.role))
  const customers = Array.from({ length: 4 }, (_, n): Person => {
    const account = people[n - 2] ?? null
    return { name: `customer${n}`, user: account, account, guest: hashSecret(`guest ${seed} ${n}`) }
  })
  const staff = people[2] ?? null
  const owner: Person = { name: 'owner', user: staff, account: staff, guest: hashSecret('the staff buys nothing') }
  const parts = { db, clock, dice, faults, ledger }
  const kept = { keyed: [], wrongs: [], counts: new Map<string, number>(), keys: 0, steps: 0, crashes: 0, trace: [] }
  const mood = { twins: dice.pick([0, 0.1, 0.4]), cards: dice.pick(decks) }
  const log = createHash('sha256')
  return { ...parts, ...kept, ...mood, log, judge, customers, owner, server: startServer(parts), remove }
}

/** Records an act and its result in the trace and in the seed's hash. */
export const note = (world: World, text: string): void => {
  world.log.update(text)
  world.trace.push(text.length > 300 ? `${text.slice(0, 300)}…` : text)
}

// The simulated calls are well formed and allowed, so they must never fail with any of these codes.
const neverTold = [
  'internal',
  'input.invalid',
  'request.invalid',
  'auth.required',
  'auth.forbidden',
  'not_found',
  'busy',
]

// These may fail with `input.invalid`: an edit that leaves no lines, and a partial fulfillment of all remaining units.
const leavesNothing = ['admin.orders.edit', 'admin.orders.transition']

/** Returns the code of a failed call, and records a fault if the call must not fail with it. */
export const judge = (world: World, name: string, error: unknown): string => {
  const { code, details } = wireErrorOf(error)
  const isAllowed = code === 'input.invalid' && leavesNothing.includes(name)
  if (neverTold.includes(code) && !isAllowed) {
    const cause = error instanceof Error ? (error.cause ?? error) : error
    const told = cause instanceof Error ? (cause.stack ?? cause.message).slice(0, 1500) : JSON.stringify(cause)
    world.wrongs.push(`${name} was told ${code} ${JSON.stringify(details)}: ${told}`)
  }
  return code
}

/** Calls the shop as a person and records the result. Returns null if the call fails. */
export const call = async <T>(
  world: World,
  { name, person, act }: { name: string; person: Person; act: (api: ApiCaller) => Promise<T> }
): Promise<T | null> => {
  const api = world.server.as(person)
  await turns(world.dice.int(4))
  try {
    const answer = await act(api)
    world.counts.set(name, (world.counts.get(name) ?? 0) + 1)
    note(world, `${name} ${JSON.stringify(answer)}`)
    return answer
  } catch (error) {
    const code = judge(world, name, error)
    world.counts.set(code, (world.counts.get(code) ?? 0) + 1)
    note(world, `${name} -> ${code}`)
    return null
  }
}

/** Makes a keyed call, for the first time or again. A repeated call must return the same answer, byte for byte. */
export const callKeyed = async (world: World, keyed: KeyedCall): Promise<void> => {
  const { name, person, owner, answer: before } = keyed
  if (ownerOf(person) !== owner) return
  const answer = await call(world, { name, person, act: keyed.call })
  const text = answer === null ? null : JSON.stringify(answer)
  // A failure is a fault only if the answer was known before this call: its twin may have been answered since.
  const isOther = text === null ? before !== null : keyed.answer !== null && text !== keyed.answer
  if (isOther) world.wrongs.push(`${name} was answered ${keyed.answer ?? ''} and then ${text ?? 'an error'}`)
  if (text !== null) keyed.answer = text
}

interface Wish {
  readonly name: string
  readonly person: Person
  readonly act: (api: ApiCaller, key: string) => Promise<unknown>
}

/** Makes a call with a new key and records it. Sometimes makes it twice at once, with the same key or with two. */
export const once = async (world: World, wish: Wish): Promise<void> => {
  const keyed = keyWish(world, wish)
  const twin = world.dice.chance(world.twins) ? [world.dice.chance(0.7) ? keyWish(world, wish) : keyed] : []
  await Promise.all([keyed, ...twin].map((one) => callKeyed(world, one)))
}

const keyWish = (world: World, { name, person, act }: Wish): KeyedCall => {
  const key = `key-${++world.keys}-of-a-world`
  const keyed: KeyedCall = { name, person, owner: ownerOf(person), call: (api) => act(api, key), answer: null }
  world.keyed.push(keyed)
  return keyed
}

const ownerOf = ({ user, guest }: Person): string => user?.id ?? guest

/** Reads rows directly from the database file, without the shop's code. */
export const look = ({ judge }: Pick<World, 'judge'>, query: string, ...args: readonly string[]): unknown[][] =>
  judge.rows(query, ...args)
