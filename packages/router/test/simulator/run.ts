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

const TELL_EVERY_MS = 10_000
const from = Number(values.from)
const perSeed = Number(values['per-seed'])
const seeds = values.seeds === undefined ? Math.ceil(Number(values.steps) / perSeed) : Number(values.seeds)
const endAt = performance.now() + Number(values.minutes) * 60_000
const say = (text: string): void => void process.stdout.write(`${text}\n`)

let playing: number | null = null

// Names the seed however the run ends, including an uncaught error or a world that waits forever.
process.on('exit', () => {
  if (playing !== null) say(`Seed ${playing} did not come to its end: ${commandOf(playing, perSeed)}`)
})

const main = async (): Promise<number> => {
  const template = await makeTemplate()
  const begun = performance.now()
  const busy = process.cpuUsage()
  const sums = { seeds: 0, steps: 0, crashes: 0, orders: 0 }
  const counts = new Map<string, number>()
  let said = begun
  const tell = () => {
    const seconds = (performance.now() - begun) / 1000
    // Processor time does not depend on other work on the same machine.
    const { user, system } = process.cpuUsage(busy)
    const perSecond = Math.round(sums.steps / ((user + system) / 1e6))
    const { seeds, steps, crashes, orders } = sums
    const pace = `${Math.round(seconds)} s, ${perSecond} steps a second of the processor`
    say(`${seeds} seeds from ${from}: ${steps} steps, ${orders} orders, ${crashes} crashes, ${pace}`)
  }
  try {
    for (let seed = from; seed < from + seeds && performance.now() < endAt; seed += 1) {
      playing = seed
      const played = await play(template, seed, perSeed)
      playing = null
      if (values.trace) say(played.trace.join('\n'))
      for (const [name, count] of played.counts) counts.set(name, (counts.get(name) ?? 0) + count)
      sums.seeds += 1
      sums.steps += played.steps
      sums.crashes += played.crashes
      sums.orders += played.orders
      if (played.failedAt !== null) {
        say(`Seed ${seed} fails at step ${played.failedAt}:\n${played.wrongs.slice(0, 10).join('\n')}`)
        say(`It is played again by: ${commandOf(seed, perSeed)}`)
        return 1
      }
      if (performance.now() - said < TELL_EVERY_MS) continue
      tell()
      said = performance.now()
    }
    tell()
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
