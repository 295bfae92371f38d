import Sqlite from 'libsql'
import type { BenchShop } from './shop.ts'

/** A statement as the driver was given it. */
export interface Recorded {
  readonly sql: string
  readonly args: readonly unknown[]
}

const ofTransactions = /^\s*(?:begin|commit|rollback|savepoint|release)\b/i

/** What the driver's prepared statements do, without the types of each statement. */
type Act = (...given: readonly unknown[]) => unknown

/** Notes every statement that is run through the driver until `stop`. The connections must be opened while it notes. */
export const recordDriver = () => {
  const driver: { prepare: (sql: string) => object } = Sqlite.prototype
  const { prepare } = driver
  const noted: Recorded[] = []
  const noting = (sql: string, act: Act): Act => {
    return (...given) => {
      noted.push({ sql, args: given.flat() })
      return act(...given)
    }
  }
  driver.prepare = function (this: object, sql: string) {
    const statement = prepare.call(this, sql)
    if (ofTransactions.test(sql)) return statement
    for (const name of ['all', 'run'] as const) {
      const act: unknown = Reflect.get(statement, name)
      if (isAct(act)) Object.assign(statement, { [name]: noting(sql, act.bind(statement)) })
    }
    return statement
  }
  return {
    take: () => noted.splice(0),
    stop: () => {
      driver.prepare = prepare
    },
  }
}

const isAct = (value: unknown): value is Act => typeof value === 'function'

/** Places the buyers' orders one after another and gives the statements of each. */
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
