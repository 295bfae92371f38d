import type { IncomingHttpHeaders } from 'node:http'
import { createServer } from 'node:http'

/** One request as it arrived. */
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

/** A real HTTP server of a test's own, which answers what the test says and remembers what it was asked. */
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

/** Lists the procedures that a request of the client calls. */
export const callsIn = ({ path }: Arrived): string[] => decodeURIComponent(path.replace('/trpc/', '')).split(',')

/** Answers each call of a batch alike. */
export const batchOf = (request: Arrived, one: (procedure: string) => unknown): unknown[] => callsIn(request).map(one)
