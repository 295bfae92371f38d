import PostalMime from 'postal-mime'
import { afterEach, expect, test } from 'vitest'
import { makeMailbox } from './mailbox.ts'
import { makeSmtpMailer } from './smtp-mailer.ts'
import type { MailCatcher } from './testing/mail-catcher.ts'
import { startMailCatcher } from './testing/mail-catcher.ts'

const catchers: MailCatcher[] = []
afterEach(async () => {
  for (const catcher of catchers.splice(0)) await catcher.close()
})

const startCatcher = async (refuseWith?: number) => {
  const catcher = await startMailCatcher(refuseWith)
  catchers.push(catcher)
  return catcher
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
