import type { CustomerAct } from './customer-acts.ts'
import { actAsCustomer, customerActs } from './customer-acts.ts'
import type { Weighed } from './dice.ts'
import { mixed, weighed } from './dice.ts'
import { turns } from './life.ts'
import { compareBooks, countActs, jobNames, judgeJob, runJob, settle } from './settled.ts'
import { startServer } from './server.ts'
import type { StaffAct } from './shop-acts.ts'
import { promoteAll } from './shop-acts.ts'
import { staffActs } from './staff-acts.ts'
import type { Template } from './template.ts'
import type { World } from './world.ts'
import { judge, look, note, openWorld } from './world.ts'

/** The result of playing a seed. */
export interface Played {
  readonly seed: number
  readonly steps: number
  readonly crashes: number
  readonly orders: number
  /** A hash of all steps, answers and rows: the same seed always has the same hash. */
  readonly hash: string
  /** Faults that were found; empty if the seed passed. */
  readonly wrongs: readonly string[]
  /** The number of steps taken when the first fault was found. */
  readonly failedAt: number | null
  readonly trace: readonly string[]
  /** How often each act succeeded, and how often each error code was returned. */
  readonly counts: ReadonlyMap<string, number>
}

const JUDGE_EVERY = 10
const ENOUGH_ORDERS = 4
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

/** The acts of a world and their weights. */
interface Mix {
  readonly customer: Weighed<CustomerAct>
  readonly staff: Weighed<StaffAct>
}

/** Performs one step: an act of a customer or of staff, or a job of the shop. */
const step = async (world: World, mix: Mix): Promise<void> => {
  const { dice } = world
  const [orders] = look(world, 'select count(*) from orders')[0] ?? []
  const who = dice.int(10)
  // Customers act more often at first: without orders, staff and jobs have nothing to do.
  if (who < (Number(orders) < ENOUGH_ORDERS ? 7 : 3)) {
    const person = dice.some(world.customers)
    if (person) await actAsCustomer(world, person, mix.customer)
  } else if (who < 8) await weighed(dice, mix.staff)(world)
  else await runJob(world, dice.pick(jobNames))
}

/** Performs steps concurrently until they end or the process crashes. After a crash, starts a new process. */
const stepTogether = async (world: World, mix: Mix, count: number): Promise<void> => {
  const { life } = world.server
  const steps = Array.from({ length: count }, async (_, n) => {
    await turns(n * world.dice.int(3))
    await step(world, mix).catch((error: unknown) => judge(world, 'a step', error))
  })
  await Promise.race([Promise.all(steps), life.over])
  if (!life.isOver()) return
  // Lets running database writes finish: each is either committed or rolled back.
  await turns(30)
  world.crashes += 1
  note(world, 'crashed')
  world.server = startServer(world)
  if (world.dice.chance(0.5)) await runJobAfterCrash(world)
}

/** Recovers payments as a starting server does. The process may crash again while it does so. */
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

const live = async (world: World, steps: number): Promise<void> => {
  const { crash } = world.faults
  world.faults.crash = 0
  await promoteAll(world)
  const mix = { customer: mixed(world.dice, customerActs), staff: mixed(world.dice, staffActs) }
  world.faults.crash = crash
  let judgedAt = 0
  while (world.steps < steps && world.wrongs.length === 0) {
    const together = Math.min(world.dice.pick([1, 1, 2, 3, 4]), steps - world.steps)
    await stepTogether(world, mix, together)
    passTime(world)
    world.steps += together
    if (world.steps - judgedAt < JUDGE_EVERY) continue
    judgedAt = world.steps
    world.wrongs.push(...world.judge.findBrokenRules())
  }
}

const judgeAtTheEnd = async (world: World): Promise<void> => {
  await settle(world)
  world.wrongs.push(...world.judge.findBroken())
  compareBooks(world)
  countActs(world)
}

/** Plays one seed until everything has settled. Checks the shop's rules on the way and at the end. */
export const play = async (template: Template, seed: number, steps: number): Promise<Played> => {
  const world = await openWorld(template, seed)
  try {
    await live(world, steps)
    if (world.wrongs.length === 0) await judgeAtTheEnd(world)
  } catch (error) {
    world.wrongs.push(
      `the world fell apart: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`
    )
  }
  try {
    return sumUp(world, seed)
  } finally {
    await world.remove()
  }
}

const sumUp = (world: World, seed: number): Played => {
  for (const table of TABLES)
    for (const row of look(world, `select * from ${table}`)) world.log.update(JSON.stringify(row))
  const [orders] = look(world, 'select count(*) from orders')[0] ?? []
  const { steps, crashes, counts, trace, wrongs } = world
  const failedAt = wrongs.length > 0 ? steps : null
  const hash = world.log.digest('hex')
  return { seed, steps, crashes, counts, trace, wrongs, hash, failedAt, orders: Number(orders) }
}

/** Returns the command that replays a seed. */
export const commandOf = (seed: number, steps: number): string =>
  `npm run simulate -- --from ${seed} --seeds 1 --per-seed ${steps} --trace`
