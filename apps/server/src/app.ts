import type { IncomingMessage } from 'node:http'
import { getConnInfo } from '@hono/node-server/conninfo'
import {
  CodedError,
  MAX_BATCH,
  MAX_IMPORT_CHUNK_BYTES,
  MAX_MEDIA_BYTES,
  ORDER_EXPORT_PATH,
  PRODUCT_EXPORT_PATH,
} from '@tradepost/contract'
import type { AppRouter } from '@tradepost/router'
import { appRouter } from '@tradepost/router'
import { fetchRequestHandler } from '@trpc/server/adapters/fetch'
import type { TRPCError } from '@trpc/server'
import type { Context as HonoContext } from 'hono'
import { Hono } from 'hono'
import { MAX_BODY_BYTES } from './admission/small-bodies.ts'
import type { uploadPaths } from './admission/traffic.ts'
import type { BodyLimit } from './body-limit.ts'
import { limitBody } from './body-limit.ts'
import { boundForm } from './bound-form.ts'
import { makeContext } from './caller.ts'
import type { ClientAddress } from './client-address.ts'
import { isClientGone } from './client-gone.ts'
import { cutStream } from './cut-stream.ts'
import { finishAnswer } from './finish-answer.ts'
import { requireHost } from './host-header.ts'
import { addMailboxPage } from './mailbox-page.ts'
import { sandboxed, serveMedia } from './media.ts'
import { serveStripeWebhook } from './payments.ts'
import { serveOrderExport } from './order-export.ts'
import { serveProductExport } from './product-export.ts'
import { refuse, retrySecondsOf } from './refuse.ts'
import { loggedCaller, logRequest, noteFailure, requestId } from './request-log.ts'
import { sameOrigin } from './same-origin.ts'
import type { Services } from './services.ts'
import { secureHeaders } from './secure-headers.ts'
import type { UploadMemory } from './upload-memory.ts'
import { makeUploadMemory } from './upload-memory.ts'
import type { ServeWeb } from './web-files.ts'

// A form adds a little to the size of its file.
const FORM_BYTES = 16 * 1024

const small: BodyLimit = { code: 'request.too_large', limitBytes: MAX_BODY_BYTES }

/** The body limits of the procedures that accept a file. */
const uploadLimits: Record<(typeof uploadPaths)[number], BodyLimit> = {
  '/trpc/admin.imports.append': {
    code: 'request.too_large',
    limitBytes: MAX_IMPORT_CHUNK_BYTES,
    extraBytes: FORM_BYTES,
  },
  '/trpc/admin.media.upload': { code: 'media.too_large', limitBytes: MAX_MEDIA_BYTES, extraBytes: FORM_BYTES },
}
const uploads = new Map(Object.entries(uploadLimits))

/** Dependencies of the HTTP app other than the services. */
export interface AppOptions {
  readonly mediaDir: string
  readonly isOwnOrigin: (origin: string) => boolean
  readonly web: ServeWeb | null
  readonly isReady: () => Promise<boolean>
  readonly clientAddress: ClientAddress
  /** Names the network by which a request's client is counted. */
  readonly clientOf: (request: IncomingMessage) => string
}

/** Creates the HTTP app: tRPC, media, health checks and the web app, behind the same checks. */
export const makeApp = (services: Services, options: AppOptions): Hono => {
  const app = new Hono()
  const uploadMemory = makeUploadMemory()
  // Earlier middleware sets headers last, so the sandbox comes before the security headers.
  app.use(finishAnswer(options.clientOf))
  app.use('/media/*', sandboxed)
  app.use(requestId(), logRequest(services.log), secureHeaders(services), requireHost)
  app.get('/health/live', (c) => c.json({ status: 'live' }))
  app.get('/health/ready', async (c) => {
    const ready = await options.isReady()
    return c.json({ status: ready ? 'ready' : 'not ready' }, ready ? 200 : 503)
  })
  app.use('/trpc/*', refuseCredentials, allowMethods, sameOrigin(options.isOwnOrigin))
  for (const [path, limit] of uploads) app.use(path, limitBody(limit))
  app.use('/trpc/*', limitOthers)
  app.all('/trpc/*', (c) => handleTrpc(services, c, { ...options, uploadMemory }))
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

/**
 * Refuses an address with credentials, such as `https://name@host/…`: no valid request has them, and `Request` throws
 * for it.
 */
const refuseCredentials: Handler = async (c, next) =>
  /^https?:\/\/[^/?#]*@/i.test(c.req.url) ? refuse(c, 'request.invalid', null) : next()

const allowMethods: Handler = async (c, next) =>
  c.req.method === 'GET' || c.req.method === 'POST' ? next() : refuse(c, 'not_found', null)

const limitSmall = limitBody(small)

const limitOthers: Handler = (c, next) => (uploads.has(c.req.path) ? next() : limitSmall(c, next))

interface TrpcOptions {
  readonly clientAddress: ClientAddress
  readonly uploadMemory: UploadMemory
}

const handleTrpc = async (
  services: Services,
  c: HonoContext,
  { clientAddress, uploadMemory }: TrpcOptions
): Promise<Response> => {
  const requestId = c.get('requestId')
  const { limitBytes } = uploads.get(c.req.path) ?? small
  const form = boundForm(c.req.raw, uploadMemory, limitBytes)
  try {
    const answer = await fetchRequestHandler<AppRouter>({
      endpoint: '/trpc',
      req: form.request,
      router: appRouter,
      maxBatchSize: MAX_BATCH,
      createContext: ({ resHeaders }) => contextOf(services, c, { clientAddress, answer: resHeaders }),
      responseMeta: ({ errors }) => ({ headers: { 'cache-control': 'no-store', ...retryAfter(errors) } }),
      onError: ({ error, path }) => {
        noteFailure(c, { error, path })
        if (error.code !== 'INTERNAL_SERVER_ERROR') return
        if (error.cause?.name === 'CodedError' || isClientGone(error, c)) return
        services.log.error({ err: error.cause ?? error, requestId, procedure: path }, 'procedure failed')
      },
    })
    return cutStream(answer, services.deps.stopping)
  } finally {
    form.free()
  }
}

/** Returns the `Retry-After` header of a batch: the latest time of all its calls. */
const retryAfter = (errors: readonly TRPCError[]): Record<string, string> => {
  const seconds = errors.flatMap(({ cause }) =>
    cause instanceof CodedError ? (retrySecondsOf(cause.details) ?? []) : []
  )
  return seconds.length === 0 ? {} : { 'retry-after': String(Math.max(...seconds)) }
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
