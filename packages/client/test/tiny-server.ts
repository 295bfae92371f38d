import type { IncomingHttpHeaders } from 'node:http'
import { createServer } from 'node:http'

/** A request as the server received it. */
export interface Arrived {
  readonly method: string
  readonly path: string
  readonly query: URLSearchParams
  readonly headers: IncomingHttpHeaders
  readonly body: string
}

export interface Answer {
  readonly status?: number
  readonly cookies?: readonly string[]
  readonly json: unknown
}

/** Starts a real HTTP server for one test. It responds as the test says and records the requests in `arrived`. */
export const startServer = async (answer: (request: Arrived) => Answer) => {
  const arrived: Arrived[] = []
  const server = createServer((request, response) => {
    const chunks: Buffer[] = []
    request.on('data', (chunk: Buffer) => chunks.push(chunk))
    request.on('end', () => {
      const { pathname: path, searchParams: query } = new URL(request.url ?? '', 'http://x')
      const body = Buffer.concat(chunks).toString()
      const one = { method: request.method ?? '', path, query, headers: request.headers, body }
      arrived.push(one)
      const { status = 200, cookies = [], json } = answer(one)
      response.writeHead(status, { 'content-type': 'application/json', 'set-cookie': [...cookies] })
      response.end(JSON.stringify(json))
    })
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  const url = `http://127.0.0.1:${typeof address === 'object' && address ? address.port : 0}`
  const close = () =>
    new Promise<void>((resolve) => {
      server.close(() => resolve())
      server.closeAllConnections()
    })
  return { url, arrived, close }
}

export type TinyServer = Awaited<ReturnType<typeof startServer>>

/** Returns the names of the procedures that a client's request calls. */
export const callsIn = ({ path }: Arrived): string[] => decodeURIComponent(path.replace('/trpc/', '')).split(',')

/** Creates the response to each call of a batch with the same function. */
export const batchOf = (request: Arrived, one: (procedure: string) => unknown): unknown[] => callsIn(request).map(one)
