import { randomBytes } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Deps } from '@tradepost/commerce'
import { hashSecret, importProducts, makePlaceOrder, makeSessions } from '@tradepost/commerce'
import type { ErrorCode, IdOf, PlaceOrderInput, Role, User, WireError } from '@tradepost/contract'
import { schema } from '@tradepost/db'
import { openTestDatabase } from '@tradepost/db/testing'
import { makeArgon2Passwords, makeDiskMedia, makeTestPayments } from '@tradepost/integrations'
import type { Context } from '@tradepost/router'
import { appRouter } from '@tradepost/router'
import { getTRPCErrorShape, TRPCError } from '@trpc/server'
import { eq } from 'drizzle-orm'
import Sqlite from 'libsql'
import { csvOf, type TestProduct } from './product-csv.ts'

/** What a transport keeps of one caller between calls: a browser's cookies, or the operator's secret. */
export interface Visitor {
  session: string | null
  guest: string | null
  address: string
  readonly isOperator: boolean
}

/** Makes a caller nobody knows yet. */
export const newVisitor = (known: Partial<Visitor> = {}): Visitor => ({
  session: null,
  guest: null,
  address: '192.0.2.1',
  isOperator: false,
  ...known,
})

export type ApiCaller = ReturnType<typeof appRouter.createCaller>

/** Who has an account, and calls as it. */
export interface Account {
  readonly user: User
  readonly visitor: Visitor
  readonly api: ApiCaller
}

const passwords = makeArgon2Passwords()
export const PASSWORD = 'correct horse battery'
const REQUEST_ID = 'req-of-a-test'

/** Opens a shop of a test's own: a fresh real database and the real adapters, the clock and payments to be chosen. */
export const makeTestShop = async (chosen: Partial<Pick<Deps, 'now' | 'payments'>> = {}) => {
  const { database, path, remove } = await openTestDatabase()
  const media = mkdtempSync(join(tmpdir(), 'tradepost-media-'))
  const deps: Deps = {
    db: database,
    now: Date.now,
    random: (bytes) => randomBytes(bytes),
    passwords: await passwords,
    payments: makeTestPayments(),
    media: makeDiskMedia(media),
    sessions: makeSessions(database),
    ...chosen,
  }
  const as = callerOf(deps)
  const rows = (sql: string, ...args: unknown[]) => readRows(path, sql, args)
  const addProduct = async (product: TestProduct): Promise<IdOf<'variant'>[]> => {
    const bytes = new TextEncoder().encode(csvOf([product]))
    await importProducts(deps, { bytes, dryRun: false, actor: 'test' })
    const made = rows(
      'SELECT v.id FROM variants v JOIN products p ON p.id = v.product_id WHERE p.slug = ? ORDER BY v.position',
      product.slug
    )
    return made.map(({ id }) => String(id) as IdOf<'variant'>)
  }
  const close = async () => {
    await remove()
    rmSync(media, { recursive: true, force: true })
  }
  return { deps, path, as, rows, addProduct, signUp: signUpWith(deps, as), close }
}

export type TestShop = Awaited<ReturnType<typeof makeTestShop>>

/** Gives each visitor a caller whose context is made anew for every call, as the server makes it for every request. */
export const callerOf = (deps: Deps) => {
  const placeOrder = makePlaceOrder(deps)
  return (visitor: Visitor = newVisitor()): ApiCaller =>
    appRouter.createCaller(() => makeTestContext({ deps, placeOrder }, visitor))
}

/** Makes the context of one call as apps/server does, with the visitor in the place of the cookies. */
export const makeTestContext = async (
  services: Pick<Context, 'deps' | 'placeOrder'>,
  visitor: Visitor
): Promise<Context> => {
  const held = visitor.session === null ? null : await services.deps.sessions.check(visitor.session)
  const guestHash = visitor.guest === null ? null : hashSecret(visitor.guest)
  return {
    ...services,
    requestId: REQUEST_ID,
    address: visitor.address,
    caller: {
      user: held?.user ?? null,
      sessionToken: held ? visitor.session : null,
      sessionExpiresAt: held?.expiresAt ?? null,
      guestHash,
      isOperator: visitor.isOperator,
    },
    state: {
      keepSession: ({ token }) => void (visitor.session = token),
      forgetSession: () => void (visitor.session = null),
      ensureGuest: () => hashSecret((visitor.guest ??= randomBytes(20).toString('base64url'))),
    },
  }
}

const signUpWith =
  (deps: Deps, as: (visitor?: Visitor) => ApiCaller) =>
  async (name: string, role: Role = 'customer'): Promise<Account> => {
    const visitor = newVisitor()
    const api = as(visitor)
    const { user } = await api.auth.register({ email: `${name}@example.com`, name, password: PASSWORD })
    if (role !== 'customer') {
      await deps.db.write((tx) => tx.update(schema.users).set({ role }).where(eq(schema.users.id, user.id)))
    }
    return { user: { ...user, role }, visitor, api }
  }

/** Reads rows out of a database file past all of our own code. */
export const readRows = (path: string, sql: string, args: readonly unknown[] = []): Record<string, unknown>[] => {
  const file = new Sqlite(path)
  try {
    file.exec('PRAGMA query_only = on')
    return file.prepare(sql).all([...args]) as Record<string, unknown>[]
  } finally {
    file.close()
  }
}

/** Gives what the wire would tell of a call's failure, by the formatters of its own procedure. */
export const wireErrorOf = (error: unknown): WireError<ErrorCode> => {
  if (!(error instanceof TRPCError)) throw error
  const at = { error, type: 'unknown' as const, path: undefined, input: undefined, ctx: undefined }
  return getTRPCErrorShape({ config: appRouter._def._config, ...at }).data
}

/** Waits for a call to fail and gives the code and the details that it fails with. */
export const failureOf = async (call: Promise<unknown>): Promise<{ code: ErrorCode; details: unknown }> => {
  const error = await call.then(
    () => null,
    (error: unknown) => error
  )
  if (error === null) throw new Error('The call was to fail, and did not.')
  const { code, details } = wireErrorOf(error)
  return { code, details }
}

/** Gives the first item, for tests that have just made it. */
export const only = <T>(items: readonly T[]): T => {
  const [item] = items
  if (item === undefined || items.length > 1) throw new Error(`One item was expected, not ${items.length}.`)
  return item
}

export const goodCard = '4242424242424242'
export const declinedCard = '4000000000000002'

/** Gives the input of an order that a guest may place. */
export const orderInput = (idempotencyKey: string, rest: Partial<PlaceOrderInput> = {}): PlaceOrderInput => ({
  idempotencyKey,
  email: 'guest@example.com',
  shippingAddress: {
    name: 'Ada',
    line1: '1 High St',
    line2: null,
    city: 'Dublin',
    postalCode: 'D01',
    countryCode: 'IE',
  },
  payment: { method: 'test_card', cardNumber: goodCard },
  ...rest,
})
