import type { AddressInfo } from 'node:net'
import { SMTPServer } from 'smtp-server'

/** A real SMTP server for a test, and the mails that it has received, in order. */
export interface MailCatcher {
  /** The URL of the server, for the settings of a shop. */
  readonly url: string
  readonly caught: string[]
  readonly close: () => Promise<void>
}

/** Starts an SMTP server that keeps mails, or refuses all with code `refuseWith`. It always rejects `noRecipient`. */
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
  // A client that dies in the middle of a mail must not fail the test.
  server.on('error', () => {})
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  // A server that listens on a TCP port always has an `AddressInfo`.
  const { port } = server.server.address() as AddressInfo
  const close = () => new Promise<void>((resolve) => server.close(resolve))
  return { url: `smtp://127.0.0.1:${port}`, caught, close }
}
