import { parseArgs } from 'node:util'
import { commandOf, play } from './play.ts'
import { makeTemplate } from './template.ts'

const { values } = parseArgs({
  options: {
    from: { type: 'string', default: '1' },
    seeds: { type: 'string' },
    steps: { type: 'string', default: '10000' },
    'per-seed': { type: 'string', default: '40' },
    minutes: { type: 'string', default: '1000000' },
    trace: { type: 'boolean', default: false },
  },
})

const from = Number(values.from)
const perSeed = Number(values['per-seed'])
const seeds = values.seeds === undefined ? Math.ceil(Number(values.steps) / perSeed) : Number(values.seeds)
const endAt = performance.now() + Number(values.minutes) * 60_000
const say = (text: string): void => void process.stdout.write(`${text}\n`)

const main = async (): Promise<number> => {
  const template = await makeTemplate()
  const begun = performance.now()
  const sums = { steps: 0, crashes: 0, orders: 0 }
  const counts = new Map<string, number>()
  let said = begun
  const tell = (seed: number) => {
    const seconds = (performance.now() - begun) / 1000
    const { steps, crashes, orders } = sums
    say(`Seed ${seed}: ${steps} steps, ${orders} orders, ${crashes} crashes, ${Math.round(steps / seconds)} steps/s`)
  }
  try {
    for (let seed = from; seed < from + seeds && performance.now() < endAt; seed += 1) {
      const played = await play(template, seed, perSeed)
      if (values.trace) say(played.trace.join('\n'))
      for (const [name, count] of played.counts) counts.set(name, (counts.get(name) ?? 0) + count)
      sums.steps += played.steps
      sums.crashes += played.crashes
      sums.orders += played.orders
      if (played.failedAt !== null) {
        say(`Seed ${seed} fails at step ${played.failedAt}:\n${played.wrongs.slice(0, 10).join('\n')}`)
        say(`It is played again by: ${commandOf(seed, perSeed)}`)
        return 1
      }
      if (performance.now() - said > 5000) tell(seed)
      if (performance.now() - said > 5000) said = performance.now()
    }
    tell(from + seeds - 1)
    say(
      [...counts]
        .toSorted(([, a], [, b]) => b - a)
        .map(([name, count]) => `${name} ${count}`)
        .join(', ')
    )
    return 0
  } finally {
    template.remove()
  }
}

process.exitCode = await main()
