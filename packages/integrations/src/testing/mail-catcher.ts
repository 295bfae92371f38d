import type { AddressInfo } from 'node:net'
import { SMTPServer } from 'smtp-server'

/** A real SMTP server of a test's own, and all that it was handed, in its order. */
export interface MailCatcher {
  /** What a shop that mails to it is told. */
  readonly url: string
  readonly caught: string[]
  readonly close: () => Promise<void>
}

/** Starts an SMTP server that keeps what it is given, or refuses it with a code, and does not know one recipient. */
export const startMailCatcher = async (refuseWith?: number, noRecipient?: string): Promise<MailCatcher> => {
  const caught: string[] = []
  const server = new SMTPServer({
    disabledCommands: ['AUTH', 'STARTTLS'],
    onRcptTo: ({ address }, _session, done) =>
      done(address === noRecipient ? Object.assign(new Error('no such mailbox'), { responseCode: 550 }) : null),
    onData: (stream, _session, done) => {
      let mail = ''
      stream.on('data', (chunk: Buffer) => (mail += chunk.toString()))
      stream.on('end', () => {
        if (refuseWith !== undefined) return done(Object.assign(new Error('refused'), { responseCode: refuseWith }))
        caught.push(mail)
        return done()
      })
    },
  })
  // A client that dies in the middle of a mail ends its connection, and not the test.
  server.on('error', () => {})
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  // A server that listens on a port has an address of this kind.
  const { port } = server.server.address() as AddressInfo
  const close = () => new Promise<void>((resolve) => server.close(resolve))
  return { url: `smtp://127.0.0.1:${port}`, caught, close }
}
