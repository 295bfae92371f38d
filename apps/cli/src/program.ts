import { readFileSync } from 'node:fs'
import { EmailAddress, orderStatuses } from '@tradepost/contract'
import { Command, InvalidArgumentError, Option } from 'commander'
import type { SignInOptions } from './auth/sign-in.ts'
import { signIn } from './auth/sign-in.ts'
import type { UrlOption } from './auth/session.ts'
import { signOut } from './auth/sign-out.ts'
import type { WhoamiOptions } from './auth/whoami.ts'
import { whoami } from './auth/whoami.ts'
import { misused } from './failure.ts'
import type { CreateOwnerOptions } from './operator/create-owner.ts'
import { createOwner } from './operator/create-owner.ts'
import { migrate } from './operator/migrate.ts'
import { seed } from './operator/seed.ts'
import type { ListOrdersOptions } from './orders/list-orders.ts'
import { listOrders } from './orders/list-orders.ts'
import type { ImportOptions } from './products/import-products.ts'
import { importProducts } from './products/import-products.ts'
import { parseUrl } from './shop.ts'
import type { Terminal } from './terminal/terminal.ts'
import { textIn } from './text-in.ts'

const EXIT_CODES = `
Exit codes:
  0  done
  1  the shop refused it, or it failed
  2  wrong usage
  3  not signed in, or not allowed
  4  no server can be reached or started`

const ENVIRONMENT = `
Environment:
  TRADEPOST_URL, TRADEPOST_TOKEN  go before what sign-in has kept
  TRADEPOST_PASSWORD              answers the password prompt
  DATABASE_URL                    the database of owner create, migrate and seed (file:./data/tradepost.db)
  TRADEPOST_SERVER                another built server for these three to start
  NO_COLOR                        no colours`

/** Makes the whole command line. */
export const makeProgram = (terminal: Terminal): Command => {
  const program = new Command('tradepost')
    .description('The command line of a Tradepost shop.')
    .version(textIn(readFileSync(new URL('../package.json', import.meta.url), 'utf8'), 'version') ?? '')
    .exitOverride()
    // What a parser says is reported like every other failure.
    .configureOutput({ outputError: () => {} })
    .addHelpText('afterAll', EXIT_CODES)
    .addHelpText('after', ENVIRONMENT)
  addAccount(program, terminal)
  addProducts(program, terminal)
  addOrders(program, terminal)
  addOperator(program, terminal)
  return program
}

const addAccount = (program: Command, terminal: Terminal): void => {
  withExamples(program.command('sign-in').description('sign in to a shop; asks for the password'), [
    'tradepost sign-in --email owner@example.com',
    'tradepost sign-in --email owner@example.com --url https://shop.example.com',
    'TRADEPOST_PASSWORD="$(pass shop)" tradepost sign-in --email owner@example.com',
  ])
    .requiredOption('--email <address>', 'the address of your account', parseEmail)
    .addOption(urlOption())
    .action((options: SignInOptions) => signIn(terminal, options))

  withExamples(program.command('sign-out').description('end the session and forget its token'), [
    'tradepost sign-out',
  ]).action(() => signOut(terminal))

  withExamples(program.command('whoami').description('tell which account and shop the commands use'), [
    'tradepost whoami',
    'tradepost whoami --json',
  ])
    .addOption(urlOption())
    .addOption(jsonOption())
    .action((options: WhoamiOptions) => whoami(terminal, options))
}

const addProducts = (program: Command, terminal: Terminal): void => {
  const products = program.command('products').description('the catalogue').helpCommand(false)
  withExamples(
    products.command('import').description('import a Shopify product CSV: all of it or, with a fault, nothing'),
    [
      'tradepost products import products.csv --dry-run',
      'tradepost products import products.csv',
      'curl -s https://example.com/products.csv | tradepost products import - --json',
    ]
  )
    .argument('<file>', 'the CSV file, or - for standard input')
    .option('--dry-run', 'check everything and change nothing')
    .addOption(urlOption())
    .addOption(jsonOption())
    .action((file: string, options: ImportOptions) => importProducts(terminal, file, options))
}

const addOrders = (program: Command, terminal: Terminal): void => {
  const orders = program.command('orders').description('the orders of the shop').helpCommand(false)
  withExamples(orders.command('list').description('list orders, newest first'), [
    'tradepost orders list',
    'tradepost orders list --status placed --limit 50',
    'tradepost orders list --search ada@example.com',
    'tradepost orders list --all --json | jq ".items[].number"',
  ])
    .addOption(new Option('--status <status>', 'only orders in this status').choices(orderStatuses))
    .option('--search <text>', 'only this order number or e-mail address, whole')
    .option('--limit <n>', 'how many at once, 1 to 100 (default 20, with --all 100)', parseLimit)
    .option('--cursor <cursor>', 'go on after a page, with the nextCursor of its JSON')
    .option('--all', 'all of them, page after page')
    .addOption(urlOption())
    .addOption(jsonOption())
    .action((options: ListOrdersOptions) => listOrders(terminal, options))
}

const addOperator = (program: Command, terminal: Terminal): void => {
  const owner = program.command('owner').description('the owners of the shop on this machine').helpCommand(false)
  withExamples(owner.command('create').description('make an owner’s account; asks for its new password twice'), [
    'tradepost owner create --email owner@example.com --name "Olive Owner"',
    'DATABASE_URL=file:/srv/shop/tradepost.db tradepost owner create --email owner@example.com --name Olive',
  ])
    .requiredOption('--email <address>', 'the address to sign in with', parseEmail)
    .requiredOption('--name <name>', 'the name of the person')
    .action((options: CreateOwnerOptions) => createOwner(terminal, options))

  withExamples(program.command('migrate').description('bring the database of this machine up to date'), [
    'tradepost migrate',
    'DATABASE_URL=file:/srv/shop/tradepost.db tradepost migrate',
  ]).action(() => migrate(terminal))

  withExamples(program.command('seed').description('fill an empty shop on this machine with a demo catalogue'), [
    'tradepost seed',
    'DATABASE_URL=file:./demo.db tradepost seed',
  ]).action(() => seed(terminal))
}

const withExamples = (command: Command, examples: readonly string[]): Command =>
  command.addHelpText('after', `\nExamples:\n${examples.map((line) => `  ${line}`).join('\n')}`)

const urlOption = (): Option =>
  new Option('--url <url>', 'where the shop is (default: where you signed in, or http://localhost:3000)').argParser(
    (text): UrlOption['url'] => parseUrl(text)
  )

const jsonOption = (): Option => new Option('--json', 'answer in JSON, for programs; errors too, on stderr')

const parseEmail = (text: string): string => {
  const { data } = EmailAddress.safeParse(text)
  if (!data) throw misused(`“${text}” is no e-mail address: write one such as ada@example.com.`)
  return data
}

const parseLimit = (text: string): number => {
  const limit = Number(text)
  if (!Number.isInteger(limit) || limit < 1 || limit > 100)
    throw new InvalidArgumentError('Use a whole number from 1 to 100.')
  return limit
}
