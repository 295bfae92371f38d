// Compares lists, searches, suggestions and related products of the running server with the same jobs written by hand
// on better-sqlite3, at several catalog sizes. Runs all jobs, or those whose names match a pattern:
// npm run bench -- catalogue --sizes 10000,100000,1000000 --calls 200 --jobs 'first page|filters' --json
import { parseArgs } from 'node:util'
import { compiledBinding } from './catalogue/better-sqlite3.ts'
import { builtShop } from './catalogue/build-shop.ts'
import type { Measured } from './catalogue/measure.ts'
import { measureSize } from './catalogue/measure.ts'
import { printGrowth, printSize } from './catalogue/report.ts'

const { values } = parseArgs({
  options: {
    sizes: { type: 'string', default: '10000,100000' },
    calls: { type: 'string', default: '200' },
    jobs: { type: 'string', default: '' },
    json: { type: 'boolean', default: false },
  },
})
const sizes = values.sizes.split(',').map(Number)
const calls = Number(values.calls)
if (sizes.some((size) => !(size >= 1000)) || !(calls >= 20)) {
  throw new Error('Give --sizes of 1000 and more, separated by commas, and --calls of 20 and more.')
}

const binding = compiledBinding()
const bySize = new Map<number, Measured[]>()
for (const size of sizes) {
  const folder = await builtShop(size)
  const measured = await measureSize({ size, folder, binding, calls, jobs: new RegExp(values.jobs) })
  bySize.set(size, measured)
  if (!values.json) printSize(size, measured)
}
if (values.json) process.stdout.write(`${JSON.stringify(Object.fromEntries(bySize), null, 2)}\n`)
else printGrowth(bySize)
