import { Failure } from '../failure.ts'
import { ask } from '../shop.ts'
import { printable } from '../terminal/printable.ts'
import type { Terminal } from '../terminal/terminal.ts'
import { note, print } from '../terminal/terminal.ts'
import { forgetCredentials, readCredentials } from './credentials.ts'

/**
 * Ends the stored session at its shop and deletes the token, even if the shop does not answer. An API key is only
 * deleted.
 */
export const signOut = async (terminal: Terminal): Promise<void> => {
  const { env } = terminal
  const kept = await readCredentials(env)
  await forgetCredentials(env)
  if (env['TRADEPOST_TOKEN']) note(terminal, 'TRADEPOST_TOKEN is set and stays in use: unset it too.')
  if (kept === null) return print(terminal, 'You were not signed in.')
  const { url, token } = kept
  if (kept.kind === 'key') {
    print(terminal, `Forgot the API key “${printable(kept.name)}” of ${url} on this machine.`)
    return note(terminal, 'The key itself stays good wherever else it is: tradepost keys revoke ends it.')
  }
  await endSession(url, token)
  print(terminal, `Signed out ${kept.email} at ${url}.`)
}

const endSession = async (url: string, token: string): Promise<void> => {
  try {
    await ask({ url, token }, (client) => client.auth.signOut.mutate())
  } catch (error) {
    if (!(error instanceof Failure) || error.code !== 'cli.unreachable') throw error
    const message = `The token is forgotten here, but no server answers at ${url}: there the session ends when it runs out.`
    throw new Failure('cli.unreachable', message, { details: error.details, cause: error })
  }
}
