import { randomBytes } from 'node:crypto'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import type { Actor, Deps } from '@tradepost/commerce'
import {
  checkApiKey,
  deliverOutbox,
  hashSecret,
  importProducts,
  makePlaceOrder,
  makeQuotas,
  makeSessions,
  receiveProviderEvent,
} from '@tradepost/commerce'
import type { ErrorCode, IdOf, PlaceOrderInput, Role, User, WireError } from '@tradepost/contract'
import { API_KEY_MARK, permissions, permissionsOf } from '@tradepost/contract'
import { schema } from '@tradepost/db'
import { openTestDatabase } from '@tradepost/db/testing'
import type { Mailbox } from '@tradepost/integrations'
import {
  makeArgon2Passwords,
  makeDiskImportFiles,
  makeDiskMedia,
  makeMailbox,
  makeManualPayments,
  makeSharpImages,
  makeTestPayments,
} from '@tradepost/integrations'
import type { Context } from '@tradepost/router'
import { appRouter, identityOf } from '@tradepost/router'
import { getTRPCErrorShape, TRPCError } from '@trpc/server'
import { eq } from 'drizzle-orm'
import Sqlite from 'libsql'
import { csvOf, type TestProduct } from './product-csv.ts'
import { openReader, readFrom } from './read-rows.ts'

/** State that a transport keeps for a caller between calls: a browser's cookies, an API key, or the operator secret. */
export interface Visitor {
  /** The session token, or an API key. */
  session: string | null
  guest: string | null
  device: string | null
  readonly userAgent: string
  address: string
  readonly isOperator: boolean
}

/** Makes a visitor without cookies, unless `known` sets some. */
export const newVisitor = (known: Partial<Visitor> = {}): Visitor => ({
  session: null,
  guest: null,
  device: null,
  userAgent: 'a browser of a test',
  address: '192.0.2.1',
  isOperator: false,
  ...known,
})

export type ApiCaller = ReturnType<typeof appRouter.createCaller>

/** A user with a visitor and a caller that are signed in. */
export interface Account {
  readonly user: User
  readonly visitor: Visitor
  readonly api: ApiCaller
}

const passwords = makeArgon2Passwords()
export const PASSWORD = 'correct horse battery'
const REQUEST_ID = 'req-of-a-test'

/** The actor that fills a test's shop. */
export const testActor: Actor = {
  kind: 'system',
  id: 'test',
  name: 'test',
  userId: null,
  permissions,
  procedure: 'test',
  requestId: REQUEST_ID,
}

type Chosen = Partial<Pick<Deps, 'now' | 'payments' | 'mailer' | 'random' | 'stopping' | 'quotas'>>

/**
 * Opens a shop for a test, with real adapters and a real database, new or copied from the file `template`.
 * `chosen` replaces the clock, payments and other dependencies.
 */
export const makeTestShop = async (chosen: Chosen = {}, template?: string) => {
  const { database, path, remove } = await openTestDatabase(undefined, template)
  const mediaDir = mkdtempSync(join(tmpdir(), 'tradepost-media-'))
  const mailbox = makeMailbox()
  const sources = { db: database, now: Date.now, random: (bytes: number) => randomBytes(bytes), ...chosen }
  const testPayments = makeTestPayments({
    ledgerPath: join(dirname(path), 'test-payments.jsonl'),
    now: sources.now,
    onEvent: (event) => void receiveProviderEvent(deps, 'test', event).catch(() => {}),
  })
  const deps: Deps = {
    passwords: await passwords,
    payments: [testPayments, makeManualPayments()],
    stripePublishableKey: null,
    wakePayments: () => {},
    reached: async () => {},
    media: makeDiskMedia(mediaDir),
    images: makeSharpImages(),
    sessions: makeSessions(sources),
    // High quotas: most tests are about other things, and call from one address.
    quotas: makeQuotas({ now: sources.now, factor: 1000 }),
    mailer: mailbox,
    publicUrl: 'https://shop.test',
    importFiles: makeDiskImportFiles(join(dirname(path), 'imports')),
    wakeImports: () => {},
    stopping: new AbortController().signal,
    ...sources,
  }
  const as = callerOf(deps)
  const reader = openReader(path)
  const rows = (sql: string, ...args: unknown[]) => readFrom(reader, sql, args)
  const addProduct = async (product: TestProduct): Promise<IdOf<'variant'>[]> => {
    const bytes = new TextEncoder().encode(csvOf([product]))
    await importProducts(deps, { bytes, dryRun: false, actor: testActor })
    const made = rows(
      'SELECT v.id FROM variants v JOIN products p ON p.id = v.product_id WHERE p.slug = ? ORDER BY v.position',
      product.slug
    )
    return made.map(({ id }) => String(id) as IdOf<'variant'>)
  }
  const close = async () => {
    testPayments.stop()
    reader.close()
    await remove()
    rmSync(mediaDir, { recursive: true, force: true })
  }
  const importFile = (id: string) => join(dirname(path), 'imports', `${id}.csv`)
  const readImportFile = (id: string) => readFileSync(importFile(id), 'utf8')
  const lastToken = lastTokenOf(deps, mailbox)
  const files = { mediaDir, importFile, readImportFile }
  const signUp = signUpWith(deps, { as, lastToken })
  const copyTo = (file: string) => {
    const copied = new Sqlite(path)
    copied.exec(`VACUUM INTO '${file}'`)
    copied.close()
  }
  return { deps, path, testPayments, copyTo, ...files, as, rows, addProduct, mailbox, lastToken, signUp, close }
}

/** Delivers due mails and returns the token in the newest link to `path` sent to `email`. Throws if there is none. */
const lastTokenOf = (deps: Deps, mailbox: Mailbox) => async (email: string, path: LinkPath) => {
  while ((await deliverOutbox(deps)).delivered > 0) continue
  for (const mail of mailbox.list()) {
    const token = new RegExp(`/${path}#([0-9a-z]{40})`).exec(mail.text)?.[1]
    if (mail.to === email && token) return token
  }
  throw new Error(`No mail with ${path} came to ${email}.`)
}

export type LinkPath = 'verify-email' | 'reset-password' | 'confirm-email' | 'accept-invitation'

export type TestShop = Awaited<ReturnType<typeof makeTestShop>>

/** Returns a function that makes callers. Each call gets a new context, as each request does on the server. */
export const callerOf = (deps: Deps) => {
  const placeOrder = makePlaceOrder(deps)
  return (visitor: Visitor = newVisitor()): ApiCaller =>
    appRouter.createCaller(() => makeTestContext({ deps, placeOrder }, visitor))
}

/** Makes the context of one call as apps/server does, with the visitor in place of the cookies. */
export const makeTestContext = async (
  services: Pick<Context, 'deps' | 'placeOrder'>,
  visitor: Visitor
): Promise<Context> => {
  const { deps } = services
  const { session: token } = visitor
  const isKey = token !== null && token.startsWith(API_KEY_MARK)
  const key = isKey ? await checkApiKey(deps, token) : null
  const held = token === null || token.length > 100 || key ? null : await deps.sessions.check(token)
  const identify = async () =>
    identityOf(deps, {
      user: held && token ? await deps.sessions.read(token) : null,
      key: key && token ? await checkApiKey(deps, token) : null,
    })
  const secret = (kind: 'guest' | 'device') => (visitor[kind] ??= randomBytes(20).toString('base64url'))
  return {
    ...services,
    requestId: REQUEST_ID,
    address: visitor.address,
    caller: {
      ...(await identityOf(deps, { user: held?.user ?? null, key })),
      session: held && token !== null ? { token, id: held.id, expiresAt: held.expiresAt } : null,
      guestHash: visitor.guest === null ? null : hashSecret(visitor.guest),
      deviceHash: visitor.device === null ? null : hashSecret(visitor.device),
      isOperator: visitor.isOperator,
      userAgent: visitor.userAgent,
    },
    identify,
    state: {
      keepSession: ({ token }) => void (visitor.session = token),
      forgetSession: () => void (visitor.session = null),
      ensureGuest: () => hashSecret(secret('guest')),
      ensureDevice: () => secret('device'),
      renewDevice: () => (visitor.device = randomBytes(20).toString('base64url')),
      forgetGuest: () => void (visitor.guest = null),
    },
  }
}

interface SignUpTools {
  readonly as: (visitor?: Visitor) => ApiCaller
  readonly lastToken: ReturnType<typeof lastTokenOf>
}

/** Registers, opens the link in the mail, sets the role, and signs in. */
const signUpWith =
  (deps: Deps, { as, lastToken }: SignUpTools) =>
  async (name: string, role: Role = 'customer'): Promise<Account> => {
    const visitor = newVisitor({ address: `signing-up-${name}` })
    const api = as(visitor)
    const email = `${name}@example.com`
    await api.auth.register({ email, name, password: PASSWORD })
    await api.auth.verifyEmail({ token: await lastToken(email, 'verify-email') })
    if (role !== 'customer') {
      await deps.db.write((tx) => tx.update(schema.users).set({ role }).where(eq(schema.users.email, email)))
    }
    const { user } = await api.auth.signIn({ email, password: PASSWORD })
    return { user: { ...user, role, permissions: [...permissionsOf(role)] }, visitor, api }
  }

/** Returns the error that the wire would send for a failed call. Rethrows errors that are not from tRPC. */
export const wireErrorOf = (error: unknown): WireError<ErrorCode> => {
  if (!(error instanceof TRPCError)) throw error
  const at = { error, type: 'unknown' as const, path: undefined, input: undefined, ctx: undefined }
  return getTRPCErrorShape({ config: appRouter._def._config, ...at }).data
}

/** Waits for a call to fail and returns the code and details of its error. Throws if it succeeds. */
export const failureOf = async (call: Promise<unknown>): Promise<{ code: ErrorCode; details: unknown }> => {
  const error = await call.then(
    () => null,
    (error: unknown) => error
  )
  if (error === null) throw new Error('The call was to fail, and did not.')
  const { code, details } = wireErrorOf(error)
  return { code, details }
}

/** Returns the only item. Throws unless there is exactly one. */
export const only = <T>(items: readonly T[]): T => {
  const [item] = items
  if (item === undefined || items.length > 1) throw new Error(`One item was expected, not ${items.length}.`)
  return item
}

export const goodCard = '4242424242424242'
export const declinedCard = '4000000000000002'

/** Returns the input of an order that a guest may place. */
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

/** An address that an account may save. */
export const someAddress = orderInput('some-address').shippingAddress

/** Makes a clock that a test sets by hand. */
export const makeClock = (start = Date.UTC(2026, 10, 20)) => {
  let now = start
  return { now: () => now, pass: (ms: number) => void (now += ms) }
}
