import { createHash, createHmac } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import type { IncomingMessage, ServerResponse } from 'node:http'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { buffer } from 'node:stream/consumers'
import S3rver from 's3rver'
import type { S3Settings } from '../s3-media.ts'

const BUCKET = 'pictures'
// The only key that s3rver knows. It accepts any secret, so the proxy in front of it checks its own.
const KEY_ID = 'S3RVER'
const SECRET = 'the-secret-of-a-test'
const REGION = 'eu-central-1'

/** A running S3 server with one public bucket. */
export interface TestS3 {
  /** Settings for a shop that writes to the bucket. */
  readonly settings: S3Settings
  readonly close: () => Promise<void>
}

/** Starts a real S3 server behind a proxy that accepts writes only with a valid AWS Signature Version 4. */
export const startS3 = async (): Promise<TestS3> => {
  const directory = mkdtempSync(join(tmpdir(), 'tradepost-s3-'))
  const inside = { address: '127.0.0.1', port: 0, silent: true, directory, configureBuckets: [{ name: BUCKET }] }
  const s3 = new S3rver(inside)
  const { port } = await s3.run()
  const door = createServer((request, response) => {
    pass(request, response, `http://127.0.0.1:${port}`).catch(() => response.destroy())
  })
  await new Promise<void>((resolve) => door.listen(0, '127.0.0.1', resolve))
  const { port: doorPort } = door.address() as AddressInfo
  const endpoint = `http://127.0.0.1:${doorPort}`
  const key = { accessKeyId: KEY_ID, secretAccessKey: SECRET }
  return {
    settings: { endpoint, region: REGION, bucket: BUCKET, ...key, publicUrl: `${endpoint}/${BUCKET}` },
    close: async () => {
      door.closeAllConnections()
      door.close()
      await s3.close()
      rmSync(directory, { recursive: true, force: true })
    },
  }
}

const pass = async (request: IncomingMessage, response: ServerResponse, to: string): Promise<void> => {
  const { method = '', url = '', headers } = request
  const body = await buffer(request)
  if (method !== 'GET' && !isSignedRight(request, body)) {
    response.writeHead(403, { 'content-type': 'application/xml' })
    response.end('<Error><Code>SignatureDoesNotMatch</Code><Message>The signature is wrong.</Message></Error>')
    return
  }
  const { host: _host, connection: _connection, 'content-length': _length, expect: _expect, ...rest } = headers
  const sent = Object.entries(rest).flatMap(([name, value]): [string, string][] =>
    value === undefined ? [] : [[name, String(value)]]
  )
  const answer = await fetch(`${to}${url}`, { method, headers: sent, ...(body.length > 0 ? { body } : {}) })
  response.writeHead(answer.status, Object.fromEntries(answer.headers))
  response.end(Buffer.from(await answer.arrayBuffer()))
}

const sha256 = (data: string | Uint8Array): string => createHash('sha256').update(data).digest('hex')
const hmac = (key: string | Uint8Array, data: string): Buffer => createHmac('sha256', key).update(data).digest()

/** Computes the signature of a request as Amazon documents it, and compares it with the request's own. */
const isSignedRight = ({ method, url = '', headers }: IncomingMessage, body: Uint8Array): boolean => {
  const given = /^AWS4-HMAC-SHA256 Credential=([^,]+), SignedHeaders=([^,]+), Signature=([0-9a-f]{64})$/.exec(
    headers.authorization ?? ''
  )
  const [, credential = '', signedHeaders = '', signature] = given ?? []
  const [keyId, day = '', region = '', service = ''] = credential.split('/')
  const content = String(headers['x-amz-content-sha256'])
  if (keyId !== KEY_ID || region !== REGION || service !== 's3' || content !== sha256(body)) return false
  const [path = '', query = ''] = url.split('?')
  const lines = signedHeaders.split(';').map((name) => `${name}:${String(headers[name]).trim()}\n`)
  const canonicalQuery = query.split('&').toSorted().join('&')
  const canonical = [method, path, canonicalQuery, lines.join(''), signedHeaders, content].join('\n')
  const scope = [day, region, service, 'aws4_request'].join('/')
  const toSign = ['AWS4-HMAC-SHA256', headers['x-amz-date'], scope, sha256(canonical)].join('\n')
  const key = [day, region, service, 'aws4_request'].reduce<string | Buffer>(hmac, `AWS4${SECRET}`)
  return hmac(key, toSign).toString('hex') === signature
}
