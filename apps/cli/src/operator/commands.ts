import type { Command } from 'commander'
import { parseEmail, withExamples } from '../options.ts'
import type { Terminal } from '../terminal/terminal.ts'
import type { CreateOwnerOptions } from './create-owner.ts'
import { createOwner } from './create-owner.ts'
import { listMail, retryMail } from './mail.ts'
import { migrate } from './migrate.ts'
import { seed } from './seed.ts'

/** Adds the commands that work only on the server's own machine. */
export const addOperator = (program: Command, terminal: Terminal): void => {
  const owner = program.command('owner').description('the owners of the shop on this machine').helpCommand(false)
  withExamples(owner.command('create').description('make an owner’s account; asks for its new password twice'), [
    'tradepost owner create --email owner@example.com --name "Olive Owner"',
    'DATABASE_URL=file:/srv/shop/tradepost.db tradepost owner create --email owner@example.com --name Olive',
  ])
    .requiredOption('--email <address>', 'the address to sign in with', parseEmail)
    .requiredOption('--name <name>', 'the name of the person')
    .action((options: CreateOwnerOptions) => createOwner(terminal, options))

  const mail = program.command('mail').description('mails that could not be delivered').helpCommand(false)
  withExamples(mail.command('list').description('list the mails of this machine’s shop that could not be delivered'), [
    'tradepost mail list',
    'tradepost mail list --json',
  ])
    .option('--json', 'as JSON')
    .action((options: { json?: boolean }) => listMail(terminal, options))
  withExamples(mail.command('retry').description('try them again now, also those that were given up'), [
    'tradepost mail retry',
  ]).action(() => retryMail(terminal))

  withExamples(program.command('migrate').description('bring the database of this machine up to date'), [
    'tradepost migrate',
    'DATABASE_URL=file:/srv/shop/tradepost.db tradepost migrate',
  ]).action(() => migrate(terminal))

  withExamples(program.command('seed').description('fill an empty shop on this machine with a demo catalogue'), [
    'tradepost seed',
    'DATABASE_URL=file:./demo.db tradepost seed',
  ]).action(() => seed(terminal))
}
