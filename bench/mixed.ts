// Measures how many orders buyers place while readers list products, compared with how many they place alone:
// npm run bench -- mixed --server ../before,. --readers 2,8,24 --rounds 3
import { parseArgs } from 'node:util'
import { machineLine, positive, positives, serverOptions, withContenders } from './load/bench-options.ts'
import { startGenerator } from './load/start-generator.ts'
import { printMixed } from './mixed/report.ts'
import type { Side } from './mixed/side.ts'
import { startSides } from './mixed/side.ts'

const { values } = parseArgs({
  options: {
    ...serverOptions,
    buyers: { type: 'string', default: '16' },
    readers: { type: 'string', default: '2,8,24' },
    rounds: { type: 'string', default: '3' },
    seconds: { type: 'string', default: '3' },
    'warm-up': { type: 'string', default: '4' },
    /** Gives each call its own client address, reported by a proxy that the servers trust. */
    forwarded: { type: 'boolean', default: false },
  },
})
const readers = positives('readers', values.readers)
const rounds = positive('rounds', values.rounds)
const setting = {
  buyers: positive('buyers', values.buyers),
  seconds: positive('seconds', values.seconds),
  warmUpSeconds: positive('warm-up', values['warm-up']),
  windows: 2 * rounds * readers.length + 1,
  isForwarded: values.forwarded,
}
const env = values.forwarded ? ['TRUSTED_PROXIES=127.0.0.0/8', ...values.env] : values.env

/** Measures all servers with readers and then alone again, so that other load on the machine affects all equally. */
const takeTurns = async (sides: readonly Side[], count: number): Promise<void> => {
  for (const side of sides) await side.measureBeside(count)
  for (const side of sides) await side.measureAlone()
}

await withContenders({ server: values.server, env }, async (contenders, folder) => {
  const generator = await startGenerator()
  const sides = await startSides(contenders, { ...setting, folder, generator })
  try {
    process.stdout.write(`${machineLine()}\n`)
    for (const side of sides) await side.warmUp()
    for (const side of sides) await side.measureAlone()
    for (let round = 0; round < rounds; round++) for (const count of readers) await takeTurns(sides, count)
    for (const side of sides) await side.stop()
    printMixed(setting, sides)
    process.stdout.write(`\n${machineLine()}\n`)
  } finally {
    for (const side of sides) await side.stop()
    await generator.stop()
  }
})
