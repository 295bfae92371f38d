import { API_KEY_MARK } from '@tradepost/contract'
import { misused } from '../failure.ts'
import { readHidden } from '../terminal/prompt.ts'
import type { Terminal } from '../terminal/terminal.ts'

const LONGEST_INPUT = 1000

/** Returns whether a token has the form of an API key. */
export const isApiKey = (token: string): boolean => token.startsWith(API_KEY_MARK) && /^\w{5,110}$/.test(token)

/**
 * Reads an API key: from standard input if requested, from TRADEPOST_API_KEY, from a pipe, or from the keyboard without
 * showing it.
 */
export const askApiKey = async (terminal: Terminal, prompt: string, fromStdin: boolean): Promise<string> => {
  const { env, stdin } = terminal
  const given =
    (fromStdin ? '' : env['TRADEPOST_API_KEY']) || (await (stdin.isTTY ? readHidden(terminal, prompt) : readAll(stdin)))
  const key = given.trim()
  if (key === '') throw misused('No API key came: pipe it in, type it at a terminal, or set TRADEPOST_API_KEY.')
  // Prevents sending a password or a whole file by mistake.
  if (!isApiKey(key))
    throw misused(`This is no API key: one begins with ${API_KEY_MARK}, as tradepost keys create prints it.`)
  return key
}

const readAll = async (stdin: NodeJS.ReadStream): Promise<string> => {
  let text = ''
  for await (const chunk of stdin) {
    text += String(chunk)
    if (text.length > LONGEST_INPUT) break
  }
  return text
}
