import { mkdirSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

/** Returns the folder that caches slow-to-build files between runs: `BENCH_CACHE`, or one in the temporary folder. */
export const cacheFolder = (): string => {
  const folder = process.env['BENCH_CACHE'] ?? join(tmpdir(), 'tradepost-bench-cache')
  mkdirSync(folder, { recursive: true })
  return folder
}
