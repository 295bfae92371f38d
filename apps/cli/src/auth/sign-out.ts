import { Failure } from '../failure.ts'
import { ask } from '../shop.ts'
import type { Terminal } from '../terminal/terminal.ts'
import { note, print } from '../terminal/terminal.ts'
import { forgetCredentials, readCredentials } from './credentials.ts'

/** Ends the kept session at its shop, and forgets the token whether or not the shop answers. */
export const signOut = async (terminal: Terminal): Promise<void> => {
  const { env } = terminal
  const kept = await readCredentials(env)
  await forgetCredentials(env)
  if (env['TRADEPOST_TOKEN']) note(terminal, 'TRADEPOST_TOKEN is set and stays in use: unset it too.')
  if (kept === null) return print(terminal, 'You were not signed in.')
  const { url, token, email } = kept
  try {
    await ask({ url, token }, (client) => client.auth.signOut.mutate())
  } catch (error) {
    if (!(error instanceof Failure) || error.code !== 'cli.unreachable') throw error
    const message = `The token is forgotten here, but no server answers at ${url}: there the session ends when it runs out.`
    throw new Failure('cli.unreachable', message, { details: error.details, cause: error })
  }
  print(terminal, `Signed out ${email} at ${url}.`)
}
