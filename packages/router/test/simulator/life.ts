import type { Deps } from '@tradepost/commerce'
import type { Dice } from './dice.ts'

/** The probabilities of faults. All are 0 while a world settles. */
export interface Faults {
  crash: number
  /** The provider does not act and does not answer. */
  down: number
  /** The provider acts, but its answer is lost. */
  lost: number
  mail: number
}

/** One run of the server's process. Calls in it never continue after it crashes. */
export interface Life {
  readonly isOver: () => boolean
  /** Resolves when the process has crashed. */
  readonly over: Promise<void>
  /** A point at which the process may crash. It never resolves in a crashed process. */
  readonly point: () => Promise<void>
}

/** Returns a promise that never settles, for callers in a crashed process. */
const never = <T>(): Promise<T> => new Promise<T>(() => {})

/** Starts a process that crashes at random, decided by the dice. */
export const beginLife = (dice: Dice, faults: Faults): Life => {
  let isOver = false
  const ends: (() => void)[] = []
  const over = new Promise<void>((resolve) => void ends.push(resolve))
  return {
    isOver: () => isOver,
    over,
    point: async () => {
      if (!isOver && faults.crash > 0 && dice.chance(faults.crash)) {
        isOver = true
        for (const end of ends) end()
      }
      if (isOver) await never()
    },
  }
}

class Crashed extends Error {
  override readonly name = 'Crashed'
}

/** Wraps the database for one process, which may crash before a commit, after it, or while it waits in the queue. */
export const databaseOf = (db: Deps['db'], life: Life): Deps['db'] => ({
  ...db,
  write: async (work, maxMs) => {
    await life.point()
    const written = db.write(async (tx) => {
      if (life.isOver()) throw new Crashed()
      const value = await work(tx)
      await Promise.race([life.point(), life.over])
      if (life.isOver()) throw new Crashed()
      return value
    }, maxMs)
    // A crashed process never learns the result of its write.
    const value = await written.catch((error: unknown) => (life.isOver() ? never<never>() : Promise.reject(error)))
    await life.point()
    return value
  },
})

/** Waits for `count` turns of the event loop: a shorter wait ends first. */
export const turns = async (count: number): Promise<void> => {
  for (let n = 0; n < count; n += 1) await new Promise<void>((resolve) => setImmediate(resolve))
}
