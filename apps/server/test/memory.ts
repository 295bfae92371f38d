import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import type { RunningServer } from './run-server.ts'

/**
 * Runs work and returns by how many bytes the server's memory grew at its peak, compared with before.
 * Returns 0 if the system does not report it.
 */
export const growthOf = async (server: RunningServer, work: () => Promise<unknown>): Promise<number> => {
  const proc = `/proc/${server.process.pid}`
  const bytesOf = (field: string): number =>
    Number(new RegExp(`${field}:\\s+(\\d+)`).exec(readFileSync(`${proc}/status`, 'utf8'))?.[1]) * 1024
  if (!existsSync(`${proc}/clear_refs`)) return work().then(() => 0)
  const before = bytesOf('VmRSS')
  // Writing 5 resets the peak.
  writeFileSync(`${proc}/clear_refs`, '5')
  await work()
  return bytesOf('VmHWM') - before
}
