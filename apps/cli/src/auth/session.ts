import { Failure } from '../failure.ts'
import type { Shop } from '../shop.ts'
import { parseUrl } from '../shop.ts'
import type { Terminal } from '../terminal/terminal.ts'
import { readCredentials } from './credentials.ts'

const DEFAULT_URL = 'http://localhost:3000'

export interface UrlOption {
  readonly url?: string
}

/** Finds the shop to ask, without a right to anything: `--url`, TRADEPOST_URL, the last one signed in to, the default. */
export const findUrl = async ({ env }: Terminal, { url }: UrlOption): Promise<string> =>
  url ?? urlOf(env) ?? (await readCredentials(env))?.url ?? DEFAULT_URL

/** Finds the shop to ask and the token for it; throws `auth.required` where nobody has signed in there. */
export const findSession = async (
  terminal: Terminal,
  option: UrlOption
): Promise<Required<Pick<Shop, 'url' | 'token'>>> => {
  const { env } = terminal
  const kept = await readCredentials(env)
  const url = await findUrl(terminal, option)
  const ownToken = env['TRADEPOST_TOKEN']
  if (ownToken) return { url, token: ownToken }
  // A token is a secret between this user and one shop: no other address is ever shown it.
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
