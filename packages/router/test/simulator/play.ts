import { findBrokenInvariants } from '../invariants.ts'
import { customerActs } from './customer-acts.ts'
import type { Dice } from './dice.ts'
import { turns } from './life.ts'
import { compareBooks, jobNames, judgeJob, runJob, settle } from './settled.ts'
import { promote, staffActs } from './staff-acts.ts'
import type { Template } from './template.ts'
import type { World } from './world.ts'
import { judge, look, note, openWorld, startServer } from './world.ts'

/** What a seed came to. */
export interface Played {
  readonly seed: number
  readonly steps: number
  readonly crashes: number
  readonly orders: number
  /** Of all steps, answers and rows: the same seed has the same one. */
  readonly hash: string
  /** What should not have happened; empty is what is wanted. */
  readonly wrongs: readonly string[]
  /** The step at which the first of it was seen. */
  readonly failedAt: number | null
  readonly trace: readonly string[]
  /** How often each act was answered, and each error told. */
  readonly counts: ReadonlyMap<string, number>
}

const CHECK_EVERY = 10
const TABLES = [
  'orders',
  'order_lines',
  'order_history',
  'payments',
  'payment_entries',
  'refunds',
  'stock_levels',
  'stock_movements',
  'promotion_uses',
  'idempotency_keys',
  'carts',
  'outbox',
]

const weighed = <T>(dice: Dice, acts: readonly (readonly [number, T])[]): T => {
  let at = dice.int(acts.reduce((sum, [weight]) => sum + weight, 0))
  const found = acts.find(([weight]) => (at -= weight) < 0)
  if (!found) throw new Error('There is no act to choose.')
  return found[1]
}

/** Does one step: a customer, the staff, or a job of the shop. */
const step = async (world: World): Promise<void> => {
  const { dice } = world
  const who = dice.int(10)
  if (who < 6) {
    const person = dice.some(world.customers)
    const act = weighed(dice, customerActs)
    if (person) await act(world, person)
  } else if (who < 8) await weighed(dice, staffActs)(world)
  else await runJob(world, dice.pick(jobNames))
}

/** Does some steps at once, to their end or until the process dies under them; then a new one goes on. */
const stepTogether = async (world: World, count: number): Promise<void> => {
  const { life } = world.server
  const steps = Array.from({ length: count }, async (_, n) => {
    await turns(n * world.dice.int(3))
    await step(world).catch((error: unknown) => judge(world, 'a step', error))
  })
  await Promise.race([Promise.all(steps), life.over])
  if (!life.isOver()) return
  // What is under way in the database comes to its end: committed, or as if it had never been.
  await turns(30)
  world.crashes += 1
  note(world, 'crashed')
  world.server = startServer(world)
  if (world.dice.chance(0.5)) await runJobAfterCrash(world)
}

/** A server that starts looks first for what the last one has left; it may crash at that too. */
const runJobAfterCrash = async (world: World): Promise<void> => {
  const { life } = world.server
  const job = runJob(world, 'recoverAtStart').catch((error: unknown) => judgeJob(world, 'recoverPayments', error))
  await Promise.race([job, life.over])
  if (!life.isOver()) return
  await turns(30)
  world.server = startServer(world)
}

const passTime = ({ clock, dice }: World): void => {
  clock.now += 1 + dice.int(3000)
  if (dice.chance(0.15)) clock.now += dice.pick([60_000, 600_000, 2_000_000, 7_200_000])
}

const check = (world: World): void => {
  world.wrongs.push(...findBrokenInvariants(world.path))
}

/** Plays one seed from its beginning until all has settled, and checks it on the way and at the end. */
export const play = async (template: Template, seed: number, steps: number): Promise<Played> => {
  const world = await openWorld(template, seed)
  const { crash } = world.faults
  world.faults.crash = 0
  try {
    for (let n = 0; n < 4; n += 1) await promote(world)
    world.faults.crash = crash
    let done = 0
    let checked = 0
    while (done < steps && world.wrongs.length === 0) {
      const together = Math.min(world.dice.pick([1, 1, 1, 2, 3, 4]), steps - done)
      await stepTogether(world, together)
      passTime(world)
      done += together
      if (done - checked < CHECK_EVERY) continue
      checked = done
      check(world)
    }
    if (world.wrongs.length === 0) {
      await settle(world)
      check(world)
      await compareBooks(world)
    }
    for (const table of TABLES)
      for (const row of await look(world, `select * from ${table}`)) world.log.update(JSON.stringify(row))
    const [orders] = (await look(world, 'select count(*) from orders'))[0] ?? []
    const { crashes, counts, trace, wrongs } = world
    const failedAt = wrongs.length > 0 ? done : null
    const hash = world.log.digest('hex')
    return { seed, steps: done, crashes, counts, trace, wrongs, hash, failedAt, orders: Number(orders) }
  } finally {
    await world.remove()
  }
}

/** The command that plays a seed again. */
export const commandOf = (seed: number, steps: number): string =>
  `npm run simulate -- --from ${seed} --seeds 1 --per-seed ${steps} --trace`
