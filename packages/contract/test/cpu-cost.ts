type Act = () => unknown

/** Returns the processor time of an act in milliseconds, for all threads of the process together. */
export const cpuOf = async (act: Act): Promise<number> => {
  const before = process.cpuUsage()
  await act()
  const { user, system } = process.cpuUsage(before)
  return (user + system) / 1000
}

/** The cost of an act in milliseconds, and an error message if that is too much. */
export interface Cost {
  readonly ms: number
  readonly fault: string | null
}

const MAX_RATIO = 3
const TRIES = 3

/**
 * Compares the cost of an act with its cost for plain text of the same length. It may be at most three times as high,
 * and is measured again before it counts as a fault. A plain cost below `floorMs` counts as `floorMs`, because garbage
 * collection alone takes that long.
 */
export const compareCost = async (act: Act, plain: Act, floorMs: number): Promise<Cost> => {
  const first = await cpuOf(act)
  if (first <= floorMs * MAX_RATIO) return { ms: first, fault: null }
  const allowed = MAX_RATIO * Math.max(floorMs, await leastOf(plain))
  // A cost far above the limit is measured only once more, so that a failing test fails soon.
  const again = first > 10 * allowed ? await cpuOf(act) : await leastOf(act)
  const ms = Math.min(first, again)
  return { ms, fault: ms <= allowed ? null : `takes ${ms.toFixed(1)} ms, where ${allowed.toFixed(1)} ms are allowed` }
}

const leastOf = async (act: Act): Promise<number> => {
  let least = Number.POSITIVE_INFINITY
  for (let tries = 0; tries < TRIES; tries++) least = Math.min(least, await cpuOf(act))
  return least
}
