import type { KeptMail, Mailbox } from '@tradepost/integrations'
import type { Hono } from 'hono'
import { html, raw } from 'hono/html'

/** Adds the development mailbox: a page at `/dev/mail` with all mails, and the same as JSON at `/dev/mail.json`. */
export const addMailboxPage = (app: Hono, mailbox: Mailbox): void => {
  app.get('/dev/mail', (c) => c.html(page(mailbox.list())))
  app.get('/dev/mail.css', (c) => c.body(style, 200, { 'content-type': 'text/css' }))
  app.get('/dev/mail.json', (c) => c.json(mailbox.list()))
}

const page = (mails: readonly KeptMail[]) =>
  html`<!doctype html>
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <title>Mailbox</title>
        <link rel="stylesheet" href="/dev/mail.css" />
      </head>
      <body>
        <h1>Mailbox</h1>
        <p>Mails of this shop in development: none of them was sent. Reload to see new ones.</p>
        ${mails.length === 0 ? html`<p>No mail yet.</p>` : mails.map(article)}
      </body>
    </html>`

// A separate file, because the security policy forbids inline styles.
const style = `
:root { color-scheme: light dark }
body { font: 16px/1.5 system-ui, sans-serif; margin: 0 auto; max-width: 760px; padding: 24px }
article { border: 1px solid #8886; border-radius: 16px; margin: 24px 0; padding: 16px 24px; overflow-wrap: anywhere }
h2 { font-size: 18px; margin: 0 }
p { margin: 8px 0 }
small { opacity: 0.75 }
pre { white-space: pre-wrap; font: inherit }
`

const article = ({ to, subject, at, text }: KeptMail) =>
  html`<article>
    <h2>${subject}</h2>
    <p><small>To ${to}, ${at}</small></p>
    <pre>${raw(withLinks(text))}</pre>
  </article>`

const entities: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' }

/** Escapes a mail's text and turns its URLs into links. The result is safe to insert raw. */
const withLinks = (text: string): string =>
  text
    .replaceAll(/[&<>"']/g, (char) => entities[char] ?? char)
    .replaceAll(/https?:\/\/[^\s<]+[^\s<.,]/g, (url) => `<a href="${url}" target="_top">${url}</a>`)
