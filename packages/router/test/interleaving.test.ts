import type { ActPoint } from '@tradepost/commerce'
import { actPoints } from '@tradepost/commerce'
import type { ErrorCode } from '@tradepost/contract'
import { CodedError } from '@tradepost/contract'
import { TRPCError } from '@trpc/server'
import { expect, test } from 'vitest'
import type { Act } from './interleaved-acts.ts'
import { acts, rivals } from './interleaved-acts.ts'
import type { InterleavedShop } from './interleaved-shop.ts'
import { findFaults, makeScene, openInterleavedShop, settleAll } from './interleaved-shop.ts'
import { wireErrorOf } from './test-shop.ts'

// Errors that a caller may get for an order that another caller is working on. Any other error is a fault.
const expected: ReadonlySet<ErrorCode> = new Set<ErrorCode>([
  'cart.insufficient_stock',
  'checkout.in_progress',
  'coupon.refused',
  'idempotency.conflict',
  'order.cart_changed',
  'order.coupon_refused',
  'order.empty_cart',
  'order.illegal_transition',
  'order.not_found',
  'order.out_of_stock',
  'payment.action_required',
  'payment.declined',
  'payment.exceeds_capturable',
  'payment.pending',
  'payment.provider_unavailable',
  'refund.exceeds_captured',
])

const outcomeOf = async (call: Promise<unknown>): Promise<string | null> => {
  try {
    await call
    return null
  } catch (error) {
    const code = error instanceof TRPCError ? wireErrorOf(error).code : codeOf(error)
    return code !== null && expected.has(code) ? null : `told ${code ?? String(error)}`
  }
}

const codeOf = (error: unknown): ErrorCode | null => (error instanceof CodedError ? error.code : null)

// The whole matrix takes minutes: by default each act meets each rival at a third of its points, and each point meets a
// third of the rivals.
const STRIDE = process.env['INTERLEAVINGS'] === 'all' ? 1 : 3

let scenes = 0
const reachedPoints = new Set<ActPoint>()
interface Stop {
  readonly point: ActPoint
  readonly meanwhile: (
    deps: InterleavedShop['shop']['deps'],
    scene: Awaited<ReturnType<typeof makeScene>>
  ) => Promise<unknown>
}

/** Runs an act, stopped at a point while others act. Returns the faults at the end, and the points that it passed. */
const play = async (world: InterleavedShop, act: Act, stop: Stop | null) => {
  const { deps } = world.shop
  const scene = await makeScene(world, ++scenes)
  await act.prepare?.({ world, scene, deps })
  const points: ActPoint[] = []
  const faults: (string | null)[] = []
  const reached = async (point: ActPoint): Promise<void> => {
    if (stop?.point === point && !points.includes(point)) {
      points.push(point)
      faults.push(await outcomeOf(stop.meanwhile(deps, scene)))
    } else points.push(point)
  }
  faults.push(await outcomeOf(act.run({ world, scene, deps: { ...deps, reached } })))
  faults.push(await outcomeOf(settleAll(world)))
  const told = faults.filter((fault) => fault !== null)
  return { points: new Set(points), faults: [...told, ...findFaults(world, scene)] }
}

test.each(acts.map((act) => [act.name, act] as const))(
  'interleaving: %s, and others act at each of its points: no money without goods, none twice, none kept',
  async (_, act) => {
    let world = await openInterleavedShop(act.captureMode ?? 'automatic')
    const found: string[] = []
    const judge = async (name: string, stop: Stop | null) => {
      const { points, faults } = await play(world, act, stop)
      found.push(...faults.map((fault) => `${name}: ${fault}`))
      if (faults.length === 0) return points
      // A broken shop stays broken: the next scene gets a new one.
      await world.shop.close()
      world = await openInterleavedShop(act.captureMode ?? 'automatic')
      return points
    }
    try {
      const points = [...(await judge('alone', null))]
      for (const [index, point] of points.entries()) {
        reachedPoints.add(point)
        for (const { name, run } of rivals.filter((_, rival) => (index + rival) % STRIDE === 0)) {
          const meanwhile: Stop['meanwhile'] = (deps, scene) => run({ world, scene, deps })
          await judge(`at ${point}, ${name}`, { point, meanwhile })
        }
      }
    } finally {
      await world.shop.close()
    }
    expect(found).toEqual([])
  }
)

test('interleaving: every named point between two steps is one at which acts were stopped', () => {
  // outbox.test.ts proves what the outbox sends again after it was stopped at this point.
  expect(actPoints.filter((point) => !reachedPoints.has(point))).toEqual(['outbox.told'])
})
