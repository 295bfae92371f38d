import type { Command } from 'commander'
import { misused } from '../failure.ts'
import { jsonOption, parseEmail, urlOption, withExamples } from '../options.ts'
import type { Terminal } from '../terminal/terminal.ts'
import { login } from './login.ts'
import type { UrlOption } from './session.ts'
import type { SignInOptions } from './sign-in.ts'
import { signIn } from './sign-in.ts'
import { signOut } from './sign-out.ts'
import type { WhoamiOptions } from './whoami.ts'
import { whoami } from './whoami.ts'

/** Adds the commands for signing in and out. */
export const addAccount = (program: Command, terminal: Terminal): void => {
  withExamples(program.command('login').description('use an API key; asks for it'), [
    'tradepost login --url https://shop.example.com',
    'pass shop-key | tradepost login -',
    'TRADEPOST_API_KEY="$(pass shop-key)" tradepost login',
  ])
    .argument('[source]', '- to read the key from standard input; the key itself is never an argument', parseSource)
    .addOption(urlOption())
    .action((source: '-' | undefined, options: UrlOption) =>
      login(terminal, { ...options, fromStdin: source !== undefined })
    )

  withExamples(program.command('sign-in').description('sign in to a shop; asks for password and second factor'), [
    'tradepost sign-in --email owner@example.com',
    'tradepost sign-in --email owner@example.com --url https://shop.example.com',
    'TRADEPOST_PASSWORD="$(pass shop)" tradepost sign-in --email owner@example.com',
  ])
    .requiredOption('--email <address>', 'the address of your account', parseEmail)
    .addOption(urlOption())
    .action((options: SignInOptions) => signIn(terminal, options))

  withExamples(
    program.command('sign-out').alias('logout').description('end the session and forget its token, or forget the key'),
    ['tradepost sign-out', 'tradepost logout']
  ).action(() => signOut(terminal))

  withExamples(program.command('whoami').description('tell which account or key and which shop the commands use'), [
    'tradepost whoami',
    'tradepost whoami --json',
  ])
    .addOption(urlOption())
    .addOption(jsonOption())
    .action((options: WhoamiOptions) => whoami(terminal, options))
}

/** Accepts only `-`. Does not repeat any other text: it may be the key. */
const parseSource = (text: string): '-' => {
  if (text === '-') return text
  throw misused(
    'A key is never an argument, which others on the machine could read: type it when asked, pipe it in, or set TRADEPOST_API_KEY. If this was one, rotate it.'
  )
}
