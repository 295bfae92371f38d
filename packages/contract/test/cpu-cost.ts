type Act = () => unknown

/** Tells how many milliseconds of processor time the process takes for an act, all its threads together. */
export const cpuOf = async (act: Act): Promise<number> => {
  const before = process.cpuUsage()
  await act()
  const { user, system } = process.cpuUsage(before)
  return (user + system) / 1000
}

/** The cost of an act in milliseconds, and what is wrong with it, if anything. */
export interface Cost {
  readonly ms: number
  readonly fault: string | null
}

const MAX_RATIO = 3
const TRIES = 3

/**
 * Compares what an act costs with what it costs with plain text of the same length: at most three times as much, tried once
 * more before it is a fault. Below `floorMs` nothing is compared, for the collector of garbage alone takes so long.
 */
export const compareCost = async (act: Act, plain: Act, floorMs: number): Promise<Cost> => {
  const first = await cpuOf(act)
  if (first <= floorMs * MAX_RATIO) return { ms: first, fault: null }
  const allowed = MAX_RATIO * Math.max(floorMs, await leastOf(plain))
  const again = await leastOf(act)
  const ms = Math.min(first, again)
  return { ms, fault: ms <= allowed ? null : `takes ${ms.toFixed(1)} ms, where ${allowed.toFixed(1)} ms are allowed` }
}

const leastOf = async (act: Act): Promise<number> => {
  let least = Number.POSITIVE_INFINITY
  for (let tries = 0; tries < TRIES; tries++) least = Math.min(least, await cpuOf(act))
  return least
}
