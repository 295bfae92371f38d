// Measures what honest clients get while a client does as much as it can on 250 connections, one attack after another:
// npm run bench -- hostile --server ../before,. --attacks carts,orders,uploads,signIns,streams
import { parseArgs } from 'node:util'
import { measureAttack } from './hostile/measure.ts'
import type { Attacked } from './hostile/report.ts'
import { printAttack } from './hostile/report.ts'
import { machineLine, positive, serverOptions, withContenders } from './load/bench-options.ts'
import { attacks } from './load/jobs.ts'
import type { Contender } from './load/shops.ts'
import { startGenerator } from './load/start-generator.ts'
import type { Generator } from './load/start-generator.ts'

const { values } = parseArgs({
  options: {
    ...serverOptions,
    attacks: { type: 'string', default: attacks.join(',') },
    seconds: { type: 'string', default: '12' },
    'warm-up': { type: 'string', default: '3' },
    /** Connections of the hostile client. */
    connections: { type: 'string', default: '250' },
    /** Number of honest clients; `pace` is the calls per second of each. */
    clients: { type: 'string', default: '8' },
    pace: { type: 'string', default: '3' },
  },
})
const wanted = values.attacks.split(',')
const chosen = attacks.filter((attack) => wanted.includes(attack))
if (chosen.length === 0) throw new Error(`Choose --attacks among ${attacks.join(', ')}.`)
const common = {
  seconds: positive('seconds', values.seconds),
  warmUpSeconds: positive('warm-up', values['warm-up']),
  connections: positive('connections', values.connections),
  clients: positive('clients', values.clients),
  callsPerSecond: positive('pace', values.pace),
}

interface Place {
  readonly folder: string
  readonly generator: Generator
}

const measureAll = async (contenders: readonly Contender[], place: Place): Promise<void> => {
  for (const attack of chosen) {
    const columns: Attacked[] = []
    for (const contender of contenders) columns.push(await measureAttack(contender, { ...common, ...place, attack }))
    printAttack(attack, columns)
  }
}

await withContenders(values, async (contenders, folder) => {
  const generator = await startGenerator()
  try {
    process.stdout.write(`${machineLine()}\n`)
    await measureAll(contenders, { folder, generator })
    process.stdout.write(`\n${machineLine()}\n`)
  } finally {
    await generator.stop()
  }
})
