import { EmailAddress } from '@tradepost/contract'
import type { Command } from 'commander'
import { InvalidArgumentError, Option } from 'commander'
import type { UrlOption } from './auth/session.ts'
import { misused } from './failure.ts'
import { parseUrl } from './shop.ts'

/** Adds examples to the help of a command. */
export const withExamples = (command: Command, examples: readonly string[]): Command =>
  command.addHelpText('after', `\nExamples:\n${examples.map((line) => `  ${line}`).join('\n')}`)

/** Returns the option `--url`, the address of the shop. */
export const urlOption = (): Option =>
  new Option('--url <url>', 'where the shop is (default: where you signed in, or http://localhost:3000)').argParser(
    (text): UrlOption['url'] => parseUrl(text)
  )

/** Returns the option `--json`, which prints results and errors as JSON for programs. */
export const jsonOption = (): Option => new Option('--json', 'answer in JSON, for programs; errors too, on stderr')

/** Adds the options of every list: `--limit`, `--cursor` and `--all`. */
export const addPageOptions = (command: Command): Command =>
  command
    .option('--limit <n>', 'how many at once, 1 to 100 (default 20, with --all 100)', wholeNumber(100))
    .option('--cursor <cursor>', 'go on after a page, with the nextCursor of its JSON')
    .option('--all', 'all of them, page after page')

/** Returns a parser for a whole number from 1 to `max`. */
export const wholeNumber =
  (max: number) =>
  (text: string): number => {
    const number = Number(text)
    if (!Number.isInteger(number) || number < 1 || number > max)
      throw new InvalidArgumentError(`Use a whole number from 1 to ${max}.`)
    return number
  }

/** Parses an email address; throws if it is not valid. */
export const parseEmail = (text: string): string => {
  const { data } = EmailAddress.safeParse(text)
  if (!data) throw misused(`“${text}” is no e-mail address: write one such as ada@example.com.`)
  return data
}
