import type { Mail } from '../deps.ts'
import { safeGreeting } from './safe-greeting.ts'

export interface MailContent {
  readonly to: string
  readonly subject: string
  readonly greeting: string
  readonly paragraphs: readonly string[]
  readonly action?: { readonly label: string; readonly url: string } | undefined
  readonly closing: string
  /** Whether the recipient's quota limits it, because anybody can have it sent to any address. */
  readonly isOnRequest?: boolean
}

/** Lays out a mail as plain text and as HTML without external pictures or style sheets. */
export const layOutMail = (id: string, shopName: string, content: MailContent): Mail => {
  const { to, subject, paragraphs, action, closing } = content
  const greeting = safeGreeting(content.greeting)
  const link = action ? [`${action.label}:\n${action.url}`] : []
  const text = [greeting, ...paragraphs, ...link, closing, shopName].join('\n\n')
  const button = action ? `<p style="margin:28px 0">${buttonHtml(action)}</p><p>${plainLink(action.url)}</p>` : ''
  const body = `${[greeting, ...paragraphs].map(paragraphHtml).join('')}${button}${paragraphHtml(closing)}`
  return {
    id,
    to: oneLine(to),
    subject: oneLine(subject),
    text: `${text}\n`,
    html: documentHtml(shopName, subject, body),
  }
}

const paragraphHtml = (text: string): string => `<p>${escapeHtml(text).replaceAll('\n', '<br>')}</p>`

const buttonHtml = ({ label, url }: { label: string; url: string }): string =>
  `<a href="${escapeHtml(url)}" style="background:#2c3f35;color:#ffffff;padding:12px 24px;border-radius:24px;text-decoration:none">${escapeHtml(label)}</a>`

const plainLink = (url: string): string =>
  `<small style="color:#6b675f;word-break:break-all">${escapeHtml(url)}</small>`

const documentHtml = (shopName: string, subject: string, body: string): string =>
  `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>${escapeHtml(subject)}</title></head>` +
  `<body style="margin:0;background:#faf8f4;color:#22211e;font:16px/1.6 Georgia,serif">` +
  `<div style="max-width:560px;margin:0 auto;padding:32px 24px"><h1 style="font-weight:400;font-size:24px">${escapeHtml(shopName)}</h1>` +
  `${body}</div></body></html>`

const entities: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' }

const escapeHtml = (text: string): string => text.replaceAll(/[&<>"']/g, (char) => entities[char] ?? char)

// A line break in a header would begin another header.
const oneLine = (text: string): string => text.replaceAll(/[\r\n]+/g, ' ')
