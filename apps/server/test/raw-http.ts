import { connect } from 'node:net'

/** The response to a raw request. */
export interface RawAnswer {
  readonly status: number
  readonly headers: Headers
  readonly text: string
}

/** Sends bytes unchanged (`fetch` would normalize them), and reads until the server closes. */
export const sendRaw = (port: number, request: string): Promise<RawAnswer> =>
  new Promise((resolve, reject) => {
    const socket = connect(port, '127.0.0.1', () => socket.write(Buffer.from(request, 'latin1')))
    const chunks: Buffer[] = []
    socket.on('data', (chunk: Buffer) => chunks.push(chunk))
    socket.on('end', () => resolve(parse(Buffer.concat(chunks).toString('latin1'))))
    socket.on('error', reject)
  })

const parse = (answer: string): RawAnswer => {
  const [head = '', ...rest] = answer.split('\r\n\r\n')
  const [statusLine = '', ...lines] = head.split('\r\n')
  const headers = new Headers(
    lines.map((line): [string, string] => [line.split(': ')[0] ?? '', line.split(': ')[1] ?? ''])
  )
  return { status: Number(statusLine.split(' ')[1]), headers, text: rest.join('\r\n\r\n') }
}

/** Requests a path unchanged. */
export const getRaw = (port: number, path: string): Promise<RawAnswer> =>
  sendRaw(port, `GET ${path} HTTP/1.1\r\nHost: shop.test\r\nConnection: close\r\n\r\n`)
