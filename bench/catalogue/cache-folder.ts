import { mkdirSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

/** Gives the folder where what takes long to make is kept between runs: `BENCH_CACHE`, or one in the system's own for such. */
export const cacheFolder = (): string => {
  const folder = process.env['BENCH_CACHE'] ?? join(tmpdir(), 'tradepost-bench-cache')
  mkdirSync(folder, { recursive: true })
  return folder
}
