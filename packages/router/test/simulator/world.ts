import { createHash } from 'node:crypto'
import type { Deps } from '@tradepost/commerce'
import { hashSecret, makePlaceOrder } from '@tradepost/commerce'
import type { Role, User } from '@tradepost/contract'
import { permissionsOf } from '@tradepost/contract'
import type { Caller } from '@tradepost/router'
import { appRouter } from '@tradepost/router'
import { makeManualPayments } from '@tradepost/integrations'
import { sql } from 'drizzle-orm'
import type { ApiCaller } from '../test-shop.ts'
import { wireErrorOf } from '../test-shop.ts'
import type { Dice } from './dice.ts'
import { makeDice } from './dice.ts'
import type { Faults, Life } from './life.ts'
import { beginLife, databaseOf, turns } from './life.ts'
import type { ProviderLedger } from './provider-ledger.ts'
import { openLedger } from './provider-ledger.ts'
import { makeSimProvider } from './sim-provider.ts'
import type { Template } from './template.ts'
import { BEGIN, outsideOf } from './template.ts'

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

/** A process of the shop. */
export interface Server {
  readonly life: Life
  readonly deps: Deps
  readonly as: (person: Person) => ApiCaller
}

/** What a seed has made so far. */
export interface World {
  readonly dice: Dice
  readonly faults: Faults
  readonly clock: { now: number }
  readonly ledger: ProviderLedger
  readonly db: Deps['db']
  readonly path: string
  server: Server
  readonly customers: readonly Person[]
  readonly owner: Person
  readonly keyed: KeyedCall[]
  /** What should not have happened. */
  readonly wrongs: string[]
  readonly counts: Map<string, number>
  keys: number
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

/** Opens the world of a seed: a fresh shop, its clock, its people, and how often things go wrong in it. */
export const openWorld = async (template: Template, seed: number): Promise<World> => {
  const { db, path, remove } = await template.world()
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
  const kept = { keyed: [], wrongs: [], counts: new Map<string, number>(), keys: 0, crashes: 0, trace: [] }
  const log = createHash('sha256')
  return { ...parts, ...kept, log, path, customers, owner, server: startServer(parts), remove }
}

/** Starts a process over the database that the last one has left. */
export const startServer = ({
  db: file,
  clock,
  dice,
  faults,
  ledger,
}: Pick<World, 'db' | 'clock' | 'dice' | 'faults' | 'ledger'>): Server => {
  const life = beginLife(dice, faults)
  const db = databaseOf(file, life)
  const line = { dice, faults, life, ledger }
  const deps: Deps = {
    ...outsideOf(db, () => clock.now, dice),
    payments: [makeSimProvider('test', line), makeSimProvider('stripe', line), makeManualPayments()],
    reached: life.point,
    mailer: {
      send: async () => {
        await life.point()
        if (dice.chance(faults.mail)) throw new Error('The mail server is not there.')
      },
    },
  }
  const services = { deps, placeOrder: makePlaceOrder(deps) }
  const as = (person: Person): ApiCaller =>
    appRouter.createCaller({
      ...services,
      requestId: 'req-of-a-simulation',
      address: '192.0.2.1',
      caller: callerOf(person),
      state: {
        keepSession: () => {},
        forgetSession: () => {},
        ensureGuest: () => person.guest,
        ensureDevice: () => 'device',
      },
    })
  return { life, deps, as }
}

const callerOf = ({ user, guest }: Person): Caller => ({
  user,
  apiKey: null,
  permissions: user?.permissions ?? [],
  mfaSetupRequired: false,
  session: null,
  guestHash: guest,
  deviceHash: null,
  isOperator: false,
  userAgent: 'a browser of a simulation',
})

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
const leavesNothing = ['orders.edit', 'orders.transition']

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
  const { name, person, owner } = keyed
  if (ownerOf(person) !== owner) return
  const answer = await call(world, { name, person, act: keyed.call })
  const text = answer === null ? null : JSON.stringify(answer)
  if (keyed.answer !== null && text !== keyed.answer)
    world.wrongs.push(`${name} was answered ${keyed.answer} and then ${text ?? 'an error'}`)
  if (text !== null) keyed.answer = text
}

/** Calls once a key, and remembers the call. */
export const once = (
  world: World,
  { name, person, act }: { name: string; person: Person; act: (api: ApiCaller, key: string) => Promise<unknown> }
): Promise<void> => {
  const key = `key-${++world.keys}-of-a-world`
  const keyed: KeyedCall = { name, person, owner: ownerOf(person), call: (api) => act(api, key), answer: null }
  world.keyed.push(keyed)
  return callKeyed(world, keyed)
}

const ownerOf = ({ user, guest }: Person): string => user?.id ?? guest

/** Reads rows past the rules of the shop, as somebody who looks over its shoulder. */
export const look = (world: Pick<World, 'db'>, query: string): Promise<unknown[][]> =>
  world.db.read.values(sql.raw(query))
