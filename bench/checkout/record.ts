import Sqlite from 'libsql'
import type { BenchShop } from './shop.ts'

/** A statement as the driver was given it. */
export interface Recorded {
  readonly sql: string
  readonly args: readonly unknown[]
}

const ofTransactions = /^\s*(?:begin|commit|rollback|savepoint|release)\b/i

/** Notes every statement that is run through the driver until `stop`. The connections must be opened while it notes. */
export const recordDriver = () => {
  const prepare = Sqlite.prototype.prepare
  let noted: Recorded[] = []
  Sqlite.prototype.prepare = function (this: Sqlite.Database, sql: string) {
    const statement = prepare.call(this, sql)
    if (ofTransactions.test(sql)) return statement
    for (const name of ['all', 'run'] as const) {
      const act = statement[name].bind(statement)
      const noting = (...given: readonly unknown[]) => {
        noted.push({ sql, args: given.flat() })
        return act(...given)
      }
      Object.assign(statement, { [name]: noting })
    }
    return statement
  }
  return {
    take: () => {
      const taken = noted
      noted = []
      return taken
    },
    stop: () => {
      Sqlite.prototype.prepare = prepare
    },
  }
}

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
