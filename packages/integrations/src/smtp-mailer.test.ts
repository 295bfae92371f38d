import { MailUnavailable } from '@tradepost/commerce'
import PostalMime from 'postal-mime'
import { afterEach, expect, test } from 'vitest'
import { makeMailbox } from './mailbox.ts'
import { makeSmtpMailer, mustEncrypt } from './smtp-mailer.ts'
import type { MailCatcher } from './testing/mail-catcher.ts'
import { startMailCatcher } from './testing/mail-catcher.ts'

const catchers: MailCatcher[] = []
afterEach(async () => {
  for (const catcher of catchers.splice(0)) await catcher.close()
})

const startCatcher = async (refuseWith?: number, noRecipient?: string) => {
  const catcher = await startMailCatcher(refuseWith, noRecipient)
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

test.each([
  ['smtp://mail.example.com:587', true],
  ['smtp://user:secret@203.0.113.7', true],
  ['smtp://mail.example.com?requireTLS=false', false],
  ['smtp://127.0.0.1:2525', false],
  ['smtp://localhost', false],
  ['smtp://[::1]:2525', false],
])('smtp: mail to %s insists on TLS: %s', (url, expected) => {
  expect(mustEncrypt(url)).toBe(expected)
})

test('smtp: a line break in a subject begins no further header', async () => {
  const { caught, url } = await startCatcher()
  await makeSmtpMailer({ url, from: 'shop@example.com' }).send({ ...mail, subject: 'a\r\nBcc: evil@example.com' })
  expect(caught[0]).not.toMatch(/^Bcc:/im)
})

test.each([451, 550, 554])('smtp: a refusal of this mail with %i says nothing about the next one', async (code) => {
  const { url } = await startCatcher(code)
  const refused = makeSmtpMailer({ url, from: 'shop@example.com' }).send(mail)
  await expect(refused).rejects.toThrow(String(code))
  await expect(refused).rejects.not.toBeInstanceOf(MailUnavailable)
})

test('smtp: a refusal of the service as a whole stands for every mail', async () => {
  const { url } = await startCatcher(421)
  await expect(makeSmtpMailer({ url, from: 'shop@example.com' }).send(mail)).rejects.toThrow(MailUnavailable)
})

test('smtp: a server that is down is told as such', async () => {
  const mailer = makeSmtpMailer({ url: 'smtp://127.0.0.1:1', from: 'shop@example.com' })
  await expect(mailer.send(mail)).rejects.toThrow(MailUnavailable)
})

test('smtp: one refused recipient among others is the only one who gets no mail', async () => {
  const { url, caught } = await startCatcher(undefined, 'nobody@example.com')
  const mailer = makeSmtpMailer({ url, from: 'shop@example.com' })
  const refused = mailer.send({ ...mail, to: 'nobody@example.com' })
  await expect(refused).rejects.toThrow('550')
  await expect(refused).rejects.not.toBeInstanceOf(MailUnavailable)
  await mailer.send(mail)
  expect(caught).toHaveLength(1)
})

test('mailbox: a mail that is sent again under the same id is kept once', async () => {
  const mailbox = makeMailbox()
  await mailbox.send(mail)
  await mailbox.send(mail)
  expect(mailbox.list()).toMatchObject([{ id: mail.id, to: mail.to }])
})
