import { accessSync, constants, copyFileSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Deps } from '@tradepost/commerce'
import { importProducts, makeQuotas, makeSessions } from '@tradepost/commerce'
import { makeId } from '@tradepost/contract'
import { openDatabase, schema } from '@tradepost/db'
import { makeManualPayments } from '@tradepost/integrations'
import { sql } from 'drizzle-orm'
import Sqlite from 'libsql'
import { openJudge } from '../invariants.ts'
import { csvOf } from '../product-csv.ts'
import { testActor } from '../test-shop.ts'
import type { Dice } from './dice.ts'
import { makeDice } from './dice.ts'

/** When every world begins. */
export const BEGIN = Date.UTC(2026, 10, 20)

const unused = async (): Promise<never> => {
  throw new Error('No act of the simulator needs this.')
}

async function* neverRead(): AsyncGenerator<Uint8Array> {
  yield await unused()
}

/** All that a process of the shop is given from outside but its payments, its crashes and its mail. */
export const outsideOf = (db: Deps['db'], now: () => number, dice: Dice): Deps => ({
  db,
  now,
  random: dice.bytes,
  passwords: { hash: unused, verify: unused },
  payments: [makeManualPayments()],
  stripePublishableKey: 'pk_simulated',
  wakePayments: () => {},
  reached: async () => {},
  media: { put: unused, remove: unused },
  images: { process: unused },
  mailer: { send: unused },
  publicUrl: 'https://shop.test',
  sessions: makeSessions({ db, now, random: dice.bytes }),
  quotas: makeQuotas({ now: now, factor: 1000 }),
  importFiles: { write: unused, size: unused, read: () => neverRead(), remove: unused },
  wakeImports: () => {},
  stopping: new AbortController().signal,
})

/** A folder in memory where the machine has one: nothing of a simulated world outlives it. */
const makeFolder = (): string => mkdtempSync(join(hasMemoryFolder() ? MEMORY : tmpdir(), 'tradepost-sim-'))

const MEMORY = '/dev/shm'

const hasMemoryFolder = (): boolean => {
  try {
    accessSync(MEMORY, constants.W_OK)
    return true
  } catch {
    return false
  }
}

// One job may wait for a machine that sleeps; which one is rolled back must not depend on that.
// Yielding depends on how fast the machine is, so the write queue's clock stands still.
const limits = { maxWaiting: 1000, maxGroup: 64, maxJobMs: 600_000, maxLockWaitMs: 1000, clock: () => 0 }

const products = [
  { slug: 'mug', sku: 'MUG', price: '12.50', onHand: 6 },
  { slug: 'bowl', sku: 'BOWL', price: '19.99', onHand: 3 },
  { slug: 'lamp', sku: 'LAMP', price: '49.00', onHand: 2, backorder: true },
  { slug: 'voucher', sku: 'VOUCHER', price: '5.00' },
  { slug: 'plate', sku: 'PLATE', price: '7.77', onHand: 9 },
]

/** Makes the shop that every world begins as, once a process; `world` gives a fresh copy of it. */
export const makeTemplate = async () => {
  const folder = makeFolder()
  const original = join(folder, 'template.db')
  const dice = makeDice(0)
  const db = await openDatabase({ url: `file:${original}`, limits })
  const deps = outsideOf(db, () => BEGIN - 1, dice)
  await importProducts(deps, { bytes: new TextEncoder().encode(csvOf(products)), dryRun: false, actor: testActor })
  const users = (['customer', 'customer', 'owner'] as const).map((role, n) => ({
    id: makeId('user', BEGIN, dice.bytes),
    email: `account${n}@example.com`,
    name: `Account ${n}`,
    passwordHash: 'x',
    role,
    createdAt: BEGIN,
  }))
  await db.write(async (tx) => {
    for (const user of users) await tx.insert(schema.users).values(user)
    await tx.insert(schema.locations).values({
      id: makeId('location', BEGIN, dice.bytes),
      name: 'Second',
      position: 1,
      isActive: true,
      version: 1,
      createdAt: BEGIN,
      updatedAt: BEGIN,
    })
    await tx.run(sql`insert into variant_prices (variant_id, currency, amount)
      select id, 'USD', price_amount + 100 from variants where sku <> 'PLATE'`)
  })
  await db.close()
  // The copies are of one file, so that what is in its log goes into it.
  const file = new Sqlite(original)
  file.exec('PRAGMA wal_checkpoint(truncate)')
  file.close()
  let made = 0
  return {
    users,
    world: async () => {
      const path = join(folder, `world-${++made}.db`)
      copyFileSync(original, path)
      const db = await openDatabase({ url: `file:${path}`, limits })
      const judge = openJudge(path)
      const remove = async () => {
        judge.close()
        await db.close()
        for (const end of ['', '-wal', '-shm']) rmSync(`${path}${end}`, { force: true })
      }
      return { db, judge, remove }
    },
    remove: () => rmSync(folder, { recursive: true, force: true }),
  }
}

export type Template = Awaited<ReturnType<typeof makeTemplate>>
