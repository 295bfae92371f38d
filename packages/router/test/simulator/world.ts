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

/** Who calls the shop: a guest by a cookie, an account, or somebody of the staff. */
export interface Person {
  readonly name: string
  user: User | null
  readonly guest: string
  readonly account: User | null
}

/** A call that came with a key: it may be made again, and is then answered as it was. */
export interface KeyedCall {
  readonly name: string
  readonly person: Person
  /** Whose key it is: a guest who signs in is somebody else. */
  readonly owner: string
  readonly call: (api: ApiCaller) => Promise<unknown>
  answer: string | null
}

/** What a seed has made so far. */
export interface World {
  readonly dice: Dice
  readonly faults: Faults
  readonly clock: { now: number }
  readonly ledger: ProviderLedger
  readonly db: Deps['db']
  /** Who looks at what is committed, past the rules of the shop. */
  readonly judge: Judge
  /** How often a wish with a key is sent twice at once, and which cards are used. */
  readonly twins: number
  readonly cards: readonly string[]
  server: Server
  readonly customers: readonly Person[]
  readonly owner: Person
  readonly keyed: KeyedCall[]
  /** What should not have happened. */
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

// Mostly cards that pay, all alike, or those whose answer comes late: the ones of which an order may run out meanwhile.
const decks: [string[], ...string[][]] = [[...good, ...good, ...all], all, ['4242424242424242', ...slow]]

/** Opens the world of a seed: a fresh shop, its clock, its people, and how often things go wrong in it. */
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

/** Notes what was done and what came of it; all of it is part of the hash of a seed. */
export const note = (world: World, text: string): void => {
  world.log.update(text)
  world.trace.push(text.length > 300 ? `${text.slice(0, 300)}…` : text)
}

// What the acts ask for is well formed and allowed: none of these can be an answer to it.
const neverTold = [
  'internal',
  'input.invalid',
  'request.invalid',
  'auth.required',
  'auth.forbidden',
  'not_found',
  'busy',
]

// An edit without a line and a part that is all there is are told so by the fields they came with.
const leavesNothing = ['admin.orders.edit', 'admin.orders.transition']

/** Judges what a call has failed with, and gives its code. */
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

/** Calls the shop as a person; what was answered is noted, and null is what comes of a failure. */
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

/** Makes a call with a key for the first time, or again: what was answered once is answered again, byte for byte. */
export const callKeyed = async (world: World, keyed: KeyedCall): Promise<void> => {
  const { name, person, owner, answer: before } = keyed
  if (ownerOf(person) !== owner) return
  const answer = await call(world, { name, person, act: keyed.call })
  const text = answer === null ? null : JSON.stringify(answer)
  // One that failed beside another that was answered meanwhile was sent before the answer was there.
  const isOther = text === null ? before !== null : keyed.answer !== null && text !== keyed.answer
  if (isOther) world.wrongs.push(`${name} was answered ${keyed.answer ?? ''} and then ${text ?? 'an error'}`)
  if (text !== null) keyed.answer = text
}

interface Wish {
  readonly name: string
  readonly person: Person
  readonly act: (api: ApiCaller, key: string) => Promise<unknown>
}

/** Calls once a key, and remembers the call; sometimes two do so at once, with two keys or with the same. */
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

/** Reads rows past the rules of the shop, as somebody who looks over its shoulder. */
export const look = ({ judge }: Pick<World, 'judge'>, query: string, ...args: readonly string[]): unknown[][] =>
  judge.rows(query, ...args)
