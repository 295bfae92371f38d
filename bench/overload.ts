// Measures servers at multiples of their capacity, for lists and for orders, with an open-loop generator:
// npm run bench -- overload --server ../before,. --times 2,5,10 --seconds 6
import { parseArgs } from 'node:util'
import { machineLine, positive, positives, serverOptions, withContenders } from './load/bench-options.ts'
import type { Contender } from './load/shops.ts'
import { startGenerator } from './load/start-generator.ts'
import type { Kind, Setting } from './overload/measure.ts'
import { measureCapacity, measureLoad } from './overload/measure.ts'
import type { Column } from './overload/report.ts'
import { printLevel } from './overload/report.ts'

const { values } = parseArgs({
  options: {
    ...serverOptions,
    kinds: { type: 'string', default: 'lists,orders' },
    times: { type: 'string', default: '2,5,10' },
    seconds: { type: 'string', default: '6' },
    'warm-up': { type: 'string', default: '3' },
    /** Concurrent clients for measuring the capacity. */
    clients: { type: 'string', default: '32' },
    /** Calls per second; the capacity is measured first if missing. */
    capacity: { type: 'string' },
    /** Number of client addresses that the load comes from. */
    sources: { type: 'string', default: '200' },
    /** The maximum number of concurrent connections of all clients. */
    connections: { type: 'string', default: '8000' },
    timeout: { type: 'string', default: '10' },
    /** Gives each call its own client address, reported by a proxy that the servers trust. */
    forwarded: { type: 'boolean', default: false },
  },
})

const isKind = (text: string): text is Kind => text === 'lists' || text === 'orders'
const kinds = values.kinds.split(',').filter(isKind)
if (kinds.length === 0) throw new Error('Give --kinds lists, orders or both.')
const times = positives('times', values.times)
const common = {
  seconds: positive('seconds', values.seconds),
  warmUpSeconds: positive('warm-up', values['warm-up']),
  recoverySeconds: 60,
  clients: positive('clients', values.clients),
  sources: positive('sources', values.sources),
  connections: positive('connections', values.connections),
  timeoutMs: positive('timeout', values.timeout) * 1000,
  isForwarded: values.forwarded,
}
const env = values.forwarded ? ['TRUSTED_PROXIES=127.0.0.0/8', ...values.env] : values.env

const measureKind = async (contenders: readonly Contender[], setting: Setting): Promise<void> => {
  const [first] = contenders
  if (!first) throw new Error('There is no server to measure.')
  const capacity = values.capacity ? positive('capacity', values.capacity) : await measureCapacity(first, setting)
  for (const factor of times) {
    const columns: Column[] = []
    for (const contender of contenders)
      columns.push({ name: contender.name, measured: await measureLoad(contender, setting, capacity * factor) })
    printLevel({ kind: setting.kind, times: factor, seconds: common.seconds, capacity, columns })
  }
}

await withContenders({ server: values.server, env }, async (contenders, folder) => {
  const generator = await startGenerator()
  try {
    process.stdout.write(`${machineLine()}\n`)
    for (const kind of kinds) await measureKind(contenders, { ...common, folder, generator, kind })
    process.stdout.write(`\n${machineLine()}\n`)
  } finally {
    await generator.stop()
  }
})
