import { readFileSync } from 'node:fs'
import { Command } from 'commander'
import { addAudit } from './audit/commands.ts'
import { addAccount } from './auth/commands.ts'
import { addCustomers } from './customers/commands.ts'
import { addKeys } from './keys/commands.ts'
import { addOperator } from './operator/commands.ts'
import { addOrders } from './orders/commands.ts'
import { addProducts } from './products/commands.ts'
import { addStock } from './stock/commands.ts'
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
  TRADEPOST_URL, TRADEPOST_TOKEN  go before what login or sign-in has kept; the token may be an API key
  TRADEPOST_API_KEY               answers the key prompt of login
  TRADEPOST_PASSWORD              answers the password prompt
  TRADEPOST_CODE                  answers the prompt for the code of the second factor
  DATABASE_URL                    the database of owner create, migrate and seed (file:./data/tradepost.db)
  TRADEPOST_SERVER                another built server for these three to start
  NO_COLOR                        no colours`

/** Creates the command line program with all its commands. */
export const makeProgram = (terminal: Terminal): Command => {
  const program = new Command('tradepost')
    .description('The command line of a Tradepost shop.')
    .version(textIn(readFileSync(new URL('../package.json', import.meta.url), 'utf8'), 'version') ?? '')
    .exitOverride()
    // Parse errors are reported like every other failure.
    .configureOutput({ outputError: () => {} })
    .addHelpText('afterAll', EXIT_CODES)
    .addHelpText('after', ENVIRONMENT)
  for (const add of [addAccount, addProducts, addOrders, addStock, addCustomers, addKeys, addAudit, addOperator])
    add(program, terminal)
  return program
}
