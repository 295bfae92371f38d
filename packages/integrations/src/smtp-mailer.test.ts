import type { AddressInfo } from 'node:net'
import PostalMime from 'postal-mime'
import { SMTPServer } from 'smtp-server'
import { afterEach, expect, test } from 'vitest'
import { makeMailbox } from './mailbox.ts'
import { makeSmtpMailer } from './smtp-mailer.ts'

const servers: SMTPServer[] = []
afterEach(async () => {
  for (const server of servers.splice(0)) await new Promise<void>((resolve) => server.close(resolve))
})

/** Starts a real SMTP server that catches what it is given, or refuses it with a code. */
const startCatcher = async (refuseWith?: number) => {
  const caught: string[] = []
  const server = new SMTPServer({
    disabledCommands: ['AUTH', 'STARTTLS'],
    onData: (stream, _session, done) => {
      let text = ''
      stream.on('data', (chunk: Buffer) => (text += chunk.toString()))
      stream.on('end', () => {
        if (refuseWith) return done(Object.assign(new Error('refused'), { responseCode: refuseWith }))
        caught.push(text)
        return done()
      })
    },
  })
  servers.push(server)
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.server.address() as AddressInfo
  return { caught, url: `smtp://127.0.0.1:${port}` }
}

const mail = {
  id: 'evt_1',
  to: 'zoë@example.com',
  subject: 'Grüße – confirm',
  text: 'Hello Zoë,\n\nhttp://shop.test/verify-email#abc\n',
  html: '<p>Hello Zoë</p>',
}

test('smtp: a mail arrives whole at a real server, as text and HTML, under the id of its event', async () => {
  const { caught, url } = await startCatcher()
  await makeSmtpMailer({ url, from: 'Shop <shop@example.com>' }).send(mail)
  const [arrived] = await Promise.all(caught.map((text) => PostalMime.parse(text)))
  expect(arrived).toMatchObject({
    subject: mail.subject,
    messageId: '<evt_1@tradepost>',
    from: { address: 'shop@example.com', name: 'Shop' },
    to: [{ address: mail.to }],
  })
  expect(arrived?.text?.trim()).toBe(mail.text.trim())
  expect(arrived?.html).toContain('Hello Zoë')
})

test('smtp: a line break in a subject begins no further header', async () => {
  const { caught, url } = await startCatcher()
  await makeSmtpMailer({ url, from: 'shop@example.com' }).send({ ...mail, subject: 'a\r\nBcc: evil@example.com' })
  expect(caught[0]).not.toMatch(/^Bcc:/im)
})

test.each([451, 550])('smtp: a refusal with %i is an error, to be tried again', async (code) => {
  const { url } = await startCatcher(code)
  await expect(makeSmtpMailer({ url, from: 'shop@example.com' }).send(mail)).rejects.toThrow(String(code))
})

test('smtp: a server that is down is an error, to be tried again', async () => {
  await expect(makeSmtpMailer({ url: 'smtp://127.0.0.1:1', from: 'shop@example.com' }).send(mail)).rejects.toThrow()
})

test('mailbox: a mail that is sent again under the same id is kept once', async () => {
  const mailbox = makeMailbox()
  await mailbox.send(mail)
  await mailbox.send(mail)
  expect(mailbox.list()).toMatchObject([{ id: mail.id, to: mail.to }])
})
