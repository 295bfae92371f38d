import type { Command } from 'commander'
import { Option } from 'commander'
import { jsonOption, urlOption, withExamples } from '../options.ts'
import type { Terminal } from '../terminal/terminal.ts'
import type { ChangeCustomerOptions } from './change-customer.ts'
import { endCustomerSessions, setCustomerDisabled } from './change-customer.ts'
import type { FindCustomerOptions } from './find-customer.ts'
import { showCustomer } from './find-customer.ts'

/** Adds the commands for customers' accounts. */
export const addCustomers = (program: Command, terminal: Terminal): void => {
  const customers = program.command('customers').description('the accounts of customers').helpCommand(false)
  withExamples(customers.command('find').description('show the account with an email address or an ID'), [
    'tradepost customers find ada@example.com',
    'tradepost customers find ada@example.com --json | jq -r .id',
  ])
    .argument('<customer>', 'the whole email address, or the ID')
    .addOption(urlOption())
    .addOption(jsonOption())
    .action((name: string, options: FindCustomerOptions) => showCustomer(terminal, name, options))

  const disable = customers.command('disable').description('sign a customer out everywhere and keep them out')
  addChange(disable, 'disable').action((name: string, options: ChangeCustomerOptions) =>
    setCustomerDisabled(terminal, { name, disabled: true }, options)
  )
  const enable = customers.command('enable').description('let a disabled customer sign in again')
  addChange(enable, 'enable').action((name: string, options: ChangeCustomerOptions) =>
    setCustomerDisabled(terminal, { name, disabled: false }, options)
  )
  const end = customers.command('end-sessions').description('sign a customer out everywhere; they can sign in again')
  addChange(end, 'end-sessions').action((name: string, options: ChangeCustomerOptions) =>
    endCustomerSessions(terminal, name, options)
  )
}

const addChange = (command: Command, name: string): Command =>
  withExamples(command, [
    `tradepost customers ${name} ada@example.com`,
    `tradepost customers ${name} ada@example.com --yes`,
  ])
    .argument('<customer>', 'the whole email address, or the ID')
    .addOption(new Option('--yes', 'do not ask; needed where there is no terminal'))
    .addOption(urlOption())
    .addOption(jsonOption())
