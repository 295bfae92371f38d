import Sqlite from 'libsql'
import type { BenchShop } from './shop.ts'

const acts = ['all', 'get', 'run'] as const

/** A statement that was passed to the driver, and the method that ran it; `exec` begins or ends a transaction. */
export interface Recorded {
  readonly act: (typeof acts)[number] | 'exec'
  readonly sql: string
  readonly args: readonly unknown[]
}

const ofTransactions = /^\s*(?:begin|commit|rollback|savepoint|release)\b/i

/** A method of the driver's prepared statements, without the types of each statement. */
type Act = (...given: readonly unknown[]) => unknown

const bounds = /^(?:BEGIN IMMEDIATE|COMMIT)$/

/**
 * Records every statement that runs through the driver until `stop`. The connections must be opened while it records.
 */
export const recordDriver = () => {
  const driver: { prepare: (sql: string) => object; exec: (sql: string) => void } = Sqlite.prototype
  const { prepare, exec } = driver
  const noted: Recorded[] = []
  const noting = (statement: Omit<Recorded, 'args'>, act: Act): Act => {
    return (...given) => {
      noted.push({ ...statement, args: given.flat() })
      return act(...given)
    }
  }
  driver.prepare = function (this: object, sql: string) {
    const statement = prepare.call(this, sql)
    if (ofTransactions.test(sql)) return statement
    for (const act of acts) {
      const own: unknown = Reflect.get(statement, act)
      if (isAct(own)) Object.assign(statement, { [act]: noting({ act, sql }, own.bind(statement)) })
    }
    return statement
  }
  driver.exec = function (this: object, sql: string) {
    if (bounds.test(sql)) noted.push({ act: 'exec', sql, args: [] })
    return exec.call(this, sql)
  }
  return {
    take: () => noted.splice(0),
    stop: () => {
      Object.assign(driver, { prepare, exec })
    },
  }
}

/** Counts the commits made through the driver from now on. */
export const countCommits = () => {
  const driver: { exec: (sql: string) => void } = Sqlite.prototype
  const { exec } = driver
  let commits = 0
  driver.exec = function (this: object, sql: string) {
    if (sql === 'COMMIT') commits++
    return exec.call(this, sql)
  }
  return {
    stop: () => {
      driver.exec = exec
      return commits
    },
  }
}

const isAct = (value: unknown): value is Act => typeof value === 'function'

/** Places the buyers' orders one after another, and returns the statements of each. */
export const recordOrders = async (
  open: () => Promise<BenchShop>,
  buyers: readonly string[]
): Promise<(readonly Recorded[])[]> => {
  const recorder = recordDriver()
  try {
    const shop = await open()
    recorder.take()
    const orders: (readonly Recorded[])[] = []
    for (const buyer of buyers) {
      await shop.place(buyer)
      orders.push(recorder.take())
    }
    await shop.db.close()
    return orders
  } finally {
    recorder.stop()
  }
}
