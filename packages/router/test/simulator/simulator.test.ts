import { afterAll, beforeAll, expect, test } from 'vitest'
import { commandOf, play } from './play.ts'
import type { Template } from './template.ts'
import { makeTemplate } from './template.ts'

// The default seeds are fixed, so that a commit is judged by its changes and not by chance. These variables run more.
const from = Number(process.env['SIM_FROM'] ?? 1)
const seeds = Number(process.env['SIM_SEEDS'] ?? 140)
const steps = Number(process.env['SIM_STEPS'] ?? 40)
const MINUTES_MS = 60_000
const GROUP = 20

let template: Template

beforeAll(async () => {
  template = await makeTemplate()
})

afterAll(() => template.remove())

const groups = Array.from({ length: Math.ceil(seeds / GROUP) }, (_, n) => from + n * GROUP)

test.each(groups)(
  'simulator: whatever customers, staff, time, provider and crashes do from seed %i on, money, stock and answers are right',
  async (first) => {
    for (let seed = first; seed < Math.min(first + GROUP, from + seeds); seed += 1) {
      const { wrongs } = await play(template, seed, steps)
      expect(wrongs, `Play it again: ${commandOf(seed, steps)}`).toEqual([])
    }
  },
  20 * MINUTES_MS
)

test(
  'simulator: a seed gives the same steps, answers and rows again',
  async () => {
    for (const seed of [from, from + 7]) {
      const [first, again] = [await play(template, seed, steps), await play(template, seed, steps)]
      expect(again.trace).toEqual(first.trace)
      expect(again.hash).toBe(first.hash)
      expect(first.crashes + first.orders).toBeGreaterThan(0)
    }
  },
  MINUTES_MS
)
