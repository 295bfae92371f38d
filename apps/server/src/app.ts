import { getConnInfo } from '@hono/node-server/conninfo'
import {
  MAX_BATCH,
  MAX_IMPORT_CHUNK_BYTES,
  MAX_MEDIA_BYTES,
  ORDER_EXPORT_PATH,
  PRODUCT_EXPORT_PATH,
} from '@tradepost/contract'
import type { AppRouter } from '@tradepost/router'
import { appRouter } from '@tradepost/router'
import { fetchRequestHandler } from '@trpc/server/adapters/fetch'
import type { Context as HonoContext } from 'hono'
import { Hono } from 'hono'
import { bodyLimit } from 'hono/body-limit'
import { boundForm } from './bound-form.ts'
import { makeContext } from './caller.ts'
import type { ClientAddress } from './client-address.ts'
import { isClientGone } from './client-gone.ts'
import { addMailboxPage } from './mailbox-page.ts'
import { sandboxed, serveMedia } from './media.ts'
import { serveStripeWebhook } from './payments.ts'
import { serveOrderExport } from './order-export.ts'
import { serveProductExport } from './product-export.ts'
import { refuse, refuseBody } from './refuse.ts'
import { loggedCaller, logRequest, requestId } from './request-log.ts'
import { sameOrigin } from './same-origin.ts'
import type { Services } from './services.ts'
import { secureHeaders } from './secure-headers.ts'
import type { ServeWeb } from './web-files.ts'

const MAX_BODY_BYTES = 256 * 1024
// A form around the file takes a little more than the file.
const FORM_BYTES = 16 * 1024

/** The procedures that take a file, with the largest, and the code that a larger one is answered with. */
const uploads = [
  { path: '/trpc/admin.imports.append', code: 'request.too_large', limitBytes: MAX_IMPORT_CHUNK_BYTES },
  { path: '/trpc/admin.media.upload', code: 'media.too_large', limitBytes: MAX_MEDIA_BYTES },
] as const

/** What the HTTP side needs beside the services. */
export interface AppOptions {
  readonly mediaDir: string
  readonly isOwnOrigin: (origin: string) => boolean
  readonly web: ServeWeb | null
  readonly isReady: () => Promise<boolean>
  readonly clientAddress: ClientAddress
}

/** Makes the HTTP side of the server: tRPC, media, health and the web app behind the same few checks. */
export const makeApp = (services: Services, options: AppOptions): Hono => {
  const app = new Hono()
  // The sandbox stands first: what comes before the security headers has the last word on them.
  app.use('/media/*', sandboxed)
  app.use(requestId(), logRequest(services.log), secureHeaders(services))
  app.get('/health/live', (c) => c.json({ status: 'live' }))
  app.get('/health/ready', async (c) => {
    const ready = await options.isReady()
    return c.json({ status: ready ? 'ready' : 'not ready' }, ready ? 200 : 503)
  })
  app.use('/trpc/*', refuseCredentials, allowMethods, sameOrigin(options.isOwnOrigin))
  for (const upload of uploads) app.use(upload.path, limitUpload(upload))
  app.use('/trpc/*', limitBody)
  app.all('/trpc/*', (c) => handleTrpc(services, c, options.clientAddress))
  app.get(PRODUCT_EXPORT_PATH, async (c) =>
    serveProductExport(c, await contextOf(services, c, { ...options, answer: c.res.headers }))
  )
  app.get(ORDER_EXPORT_PATH, async (c) =>
    serveOrderExport(c, await contextOf(services, c, { ...options, answer: c.res.headers }))
  )
  if (services.mailbox) addMailboxPage(app, services.mailbox)
  app.use('/webhooks/*', limitSmall)
  app.post('/webhooks/stripe', (c) => serveStripeWebhook(c, services.deps))
  app.get('/media/*', serveMedia(options.mediaDir))
  app.get('*', (c) => options.web?.(c) ?? c.notFound())
  app.notFound((c) => refuse(c, 'not_found', null))
  app.onError((error, c) => {
    if (isClientGone(error, c)) {
      services.log.debug({ err: error, requestId: c.get('requestId') }, 'a client has gone')
      return refuse(c, 'request.invalid', null)
    }
    services.log.error({ err: error, requestId: c.get('requestId') }, 'request failed')
    return refuse(c, 'internal', null)
  })
  return app
}

type Handler = Parameters<Hono['use']>[1]

/** An address of the form `https://name@host/…` is no request that can be made of a shop, and `Request` throws for it. */
const refuseCredentials: Handler = async (c, next) =>
  /^https?:\/\/[^/?#]*@/i.test(c.req.url) ? refuse(c, 'request.invalid', null) : next()

const allowMethods: Handler = async (c, next) =>
  c.req.method === 'GET' || c.req.method === 'POST' ? next() : refuse(c, 'not_found', null)

interface BodyLimit {
  readonly maxSize: number
  readonly onError: (c: HonoContext) => Promise<Response>
}

/**
 * Refuses a body above a size. One that tells its length is judged by that, for Node reads no more than it: asking for the body, as
 * the counting of any other does, makes a whole `Request` of it, which costs more than all else that is checked here.
 */
const limitTo = ({ maxSize, onError }: BodyLimit): Handler => {
  const count = bodyLimit({ maxSize, onError })
  return async (c, next) => {
    if (c.req.method === 'GET') return next()
    const length = c.req.header('content-length')
    if (length === undefined || c.req.header('transfer-encoding') !== undefined) return count(c, next)
    return Number(length) <= maxSize ? next() : onError(c)
  }
}

const limitUpload = ({ code, limitBytes }: (typeof uploads)[number]): Handler =>
  limitTo({ maxSize: limitBytes + FORM_BYTES, onError: (c) => refuseBody(c, code, { limitBytes }) })

const limitSmall = limitTo({
  maxSize: MAX_BODY_BYTES,
  onError: (c) => refuseBody(c, 'request.too_large', { limitBytes: MAX_BODY_BYTES }),
})

const limitBody: Handler = (c, next) => (uploads.some(({ path }) => path === c.req.path) ? next() : limitSmall(c, next))

const handleTrpc = (services: Services, c: HonoContext, clientAddress: ClientAddress): Promise<Response> => {
  const requestId = c.get('requestId')
  return fetchRequestHandler<AppRouter>({
    endpoint: '/trpc',
    req: boundForm(c.req.raw),
    router: appRouter,
    maxBatchSize: MAX_BATCH,
    createContext: ({ resHeaders }) => contextOf(services, c, { clientAddress, answer: resHeaders }),
    responseMeta: () => ({ headers: { 'cache-control': 'no-store' } }),
    onError: ({ error, path }) => {
      if (error.code !== 'INTERNAL_SERVER_ERROR') return
      if (error.cause?.name === 'CodedError' || isClientGone(error, c)) return
      services.log.error({ err: error.cause ?? error, requestId, procedure: path }, 'procedure failed')
    },
  })
}

const contextOf = async (
  services: Services,
  c: HonoContext,
  { clientAddress, answer }: { clientAddress: ClientAddress; answer: Headers }
) => {
  const context = await makeContext(services, {
    requestId: c.get('requestId'),
    address: clientAddress(getConnInfo(c).remote.address ?? '', c.req.header('x-forwarded-for')),
    header: (name) => c.req.header(name),
    answer,
  })
  c.set('caller', loggedCaller(context.caller))
  return context
}
