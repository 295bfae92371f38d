import { setImmediate as nextTurn } from 'node:timers/promises'

const MAX_SLICE_MS = 8

/** Creates a pause that lets the event loop run once the current slice of work has lasted 8 ms. */
export const makeTurns = (): (() => Promise<void>) => {
  let begunAt = performance.now()
  return async () => {
    if (performance.now() - begunAt < MAX_SLICE_MS) return
    await nextTurn()
    begunAt = performance.now()
  }
}
