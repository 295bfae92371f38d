import { randomBytes } from 'node:crypto'
import { chmod, mkdir, open, readFile, rename, rm } from 'node:fs/promises'
import { homedir } from 'node:os'
import { dirname, isAbsolute, join } from 'node:path'
import { textIn } from '../text-in.ts'

/**
 * The credentials that a login or a sign-in stores on this machine: an API key with its name, or a session token with
 * the user's email address.
 */
export type Credentials = { readonly url: string; readonly token: string } & (
  | { readonly kind: 'key'; readonly name: string }
  | { readonly kind: 'session'; readonly email: string }
)

/** Returns the path of the stored credentials. Ignores a relative XDG_CONFIG_HOME, as its specification requires. */
export const credentialsFile = (env: NodeJS.ProcessEnv): string => {
  const base = env['XDG_CONFIG_HOME']
  return join(base && isAbsolute(base) ? base : join(homedir(), '.config'), 'tradepost', 'credentials.json')
}

/** Reads the stored credentials; null if there are none that can be read. */
export const readCredentials = async (env: NodeJS.ProcessEnv): Promise<Credentials | null> => {
  const text = await readFile(credentialsFile(env), 'utf8').catch(() => '')
  const [url, token] = [textIn(text, 'url'), textIn(text, 'token')]
  if (!url || !token) return null
  const [name, email] = [textIn(text, 'name'), textIn(text, 'email')]
  // A file without `kind` was written before API keys existed.
  if (textIn(text, 'kind') === 'key') return name ? { url, token, kind: 'key', name } : null
  return email ? { url, token, kind: 'session', email } : null
}

/** Stores credentials so that only this user can read them. A concurrent reader gets the complete old or new ones. */
export const keepCredentials = async (env: NodeJS.ProcessEnv, credentials: Credentials): Promise<void> => {
  const file = credentialsFile(env)
  const folder = dirname(file)
  await mkdir(folder, { recursive: true, mode: 0o700 })
  await chmod(folder, 0o700)
  const draft = `${file}.${randomBytes(6).toString('hex')}`
  try {
    const handle = await open(draft, 'wx', 0o600)
    try {
      await handle.writeFile(`${JSON.stringify(credentials, null, 2)}\n`)
      await handle.sync()
    } finally {
      await handle.close()
    }
    await rename(draft, file)
  } catch (error) {
    await rm(draft, { force: true })
    throw error
  }
}

/** Deletes the stored credentials. */
export const forgetCredentials = (env: NodeJS.ProcessEnv): Promise<void> => rm(credentialsFile(env), { force: true })
