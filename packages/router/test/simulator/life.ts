import type { Deps } from '@tradepost/commerce'
import type { Dice } from './dice.ts'

/** How often things go wrong; all of it is 0 once a world is to settle. */
export interface Faults {
  crash: number
  /** The provider does nothing and does not answer. */
  down: number
  /** The provider does what it is asked, and its answer is lost. */
  lost: number
  mail: number
}

/** One run of the server's process: what is called in it dies with it. */
export interface Life {
  readonly isOver: () => boolean
  /** Comes once the process has crashed. */
  readonly over: Promise<void>
  /** A point at which the process may crash; the caller of a process that has crashed never goes on. */
  readonly point: () => Promise<void>
}

/** Never answers: who awaits it was in a process that is gone. */
const never = <T>(): Promise<T> => new Promise<T>(() => {})

/** Begins a process that crashes as the dice have it. */
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

/** The database as one process sees it, which may crash before a commit, after it, or while it waits for its turn. */
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
    // Whatever came of it, nobody of a process that is gone hears of it.
    const value = await written.catch((error: unknown) => (life.isOver() ? never<never>() : Promise.reject(error)))
    await life.point()
    return value
  },
})

/** Waits some turns of the event loop: who waits for less goes first. */
export const turns = async (count: number): Promise<void> => {
  for (let n = 0; n < count; n += 1) await new Promise<void>((resolve) => setImmediate(resolve))
}
