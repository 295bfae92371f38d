import { Failure } from '../failure.ts'
import type { Shop } from '../shop.ts'
import { parseUrl } from '../shop.ts'
import type { Terminal } from '../terminal/terminal.ts'
import { readCredentials } from './credentials.ts'

const DEFAULT_URL = 'http://localhost:3000'

export interface UrlOption {
  readonly url?: string
}

/**
 * Returns the shop to call, without credentials: `--url`, TRADEPOST_URL, the shop of the stored credentials, or the
 * default.
 */
export const findUrl = async ({ env }: Terminal, { url }: UrlOption): Promise<string> =>
  url ?? urlOf(env) ?? (await readCredentials(env))?.url ?? DEFAULT_URL

/** Returns the shop to call and the token for it. Throws `auth.required` if there is no token for that shop. */
export const findSession = async (
  terminal: Terminal,
  option: UrlOption
): Promise<Required<Pick<Shop, 'url' | 'token'>>> => {
  const { env } = terminal
  const kept = await readCredentials(env)
  const url = await findUrl(terminal, option)
  const ownToken = env['TRADEPOST_TOKEN']
  if (ownToken) return { url, token: ownToken }
  // A token is a secret between this user and one shop: never send it to another address.
  if (kept?.url === url) return { url, token: kept.token }
  const where = url === DEFAULT_URL ? '' : ` --url ${url}`
  const hints = [
    `tradepost sign-in --email you@example.com${where}`,
    `tradepost login${where} takes an API key instead.`,
  ]
  const message = kept ? `You are signed in at ${kept.url}, not at ${url}: sign in there.` : 'Sign in first.'
  throw new Failure('auth.required', message, { hints })
}

const urlOf = (env: NodeJS.ProcessEnv): string | undefined => {
  const text = env['TRADEPOST_URL']
  return text ? parseUrl(text) : undefined
}
