import type { TradepostClient } from '@tradepost/client'
import { createTradepostClient, memorySession } from '@tradepost/client'
import type { RunningServer } from './run-server.ts'

/** The server settings that these helpers need: mails are kept, and X-Forwarded-For from this machine is trusted. */
export const accountsEnv = { DEV_MAILBOX: 'true', TRUSTED_PROXIES: '127.0.0.1', LOG_LEVEL: 'error' }

/** A test account. */
export interface Account {
  readonly email: string
  readonly name: string
  readonly password: string
}

/** Creates a client with separate cookies that calls from this network address. */
export const clientFrom = (url: string, address: string): TradepostClient => {
  const session = memorySession()
  const fetchFrom: typeof fetch = (input, init) => {
    const headers = new Headers(init?.headers)
    headers.set('x-forwarded-for', address)
    return session(input, { ...init, headers })
  }
  return createTradepostClient({ url, fetch: fetchFrom })
}

/** Returns a different network address for each number, from a range that is reserved for tests. */
export const addressNo = (n: number): string => `198.18.${Math.floor(n / 250) % 256}.${(n % 250) + 1}`

interface KeptMail {
  readonly to: string
  readonly subject: string
  readonly text: string
}

/** Lists the mails that the server has kept, newest first. Returns none while the server is too busy. */
export const readMails = async (server: RunningServer): Promise<KeptMail[]> => {
  const answer = await fetch(`${server.url}/dev/mail.json`)
  if (answer.ok) return answer.json()
  await answer.text()
  return []
}

/** Waits for a mail to an address with a link to this path, and returns the link's secret; `not` is an older secret. */
export const mailedToken = async (
  server: RunningServer,
  link: { to: string; path: string; not?: string }
): Promise<string> => {
  const giveUpAt = Date.now() + 20_000
  while (Date.now() < giveUpAt) {
    for (const mail of await readMails(server)) {
      const token = new RegExp(`/${link.path}#([0-9a-z]{40})`).exec(mail.text)?.[1]
      if (mail.to === link.to && token && token !== link.not) return token
    }
    await new Promise((resolve) => setTimeout(resolve, 50))
  }
  throw new Error(`No mail with ${link.path} came to ${link.to}.`)
}

/** Registers an account and opens the link in its mail. */
export const openAccount = async (server: RunningServer, account: Account, client: TradepostClient): Promise<void> => {
  await client.auth.register.mutate(account)
  const token = await mailedToken(server, { to: account.email, path: 'verify-email' })
  await client.auth.verifyEmail.mutate({ token })
}
