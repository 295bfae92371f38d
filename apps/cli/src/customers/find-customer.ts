import type { Customer } from '@tradepost/contract'
import type { UrlOption } from '../auth/session.ts'
import { findSession } from '../auth/session.ts'
import { Failure } from '../failure.ts'
import type { Shop } from '../shop.ts'
import { ask } from '../shop.ts'
import { toDateTime } from '../terminal/date-time.ts'
import { layTable } from '../terminal/table.ts'
import type { Terminal } from '../terminal/terminal.ts'
import { columnsOf, painter, print, printJson } from '../terminal/terminal.ts'

export interface FindCustomerOptions extends UrlOption {
  readonly json?: boolean
}

/** Reads the customer with an email address or an ID; throws `customer.not_found`. */
export const findCustomer = async (shop: Shop, name: string): Promise<Customer> => {
  const search = name.slice(0, 254)
  const { items } = await ask(shop, (client) => client.admin.customers.find.query({ search }))
  const [customer] = items
  if (!customer) throw new Failure('customer.not_found', `No customer has the email address or the ID “${name}”.`)
  return customer
}

/** Prints a customer's account, as a table for people or as JSON for programs. */
export const showCustomer = async (terminal: Terminal, name: string, options: FindCustomerOptions): Promise<void> => {
  const customer = await findCustomer(await findSession(terminal, options), name)
  if (options.json) return printJson(terminal, customer)
  const { stdout } = terminal
  const columns = [
    { title: 'What', cell: ([what]: Row) => what },
    { title: 'Value', cell: ([, value]: Row) => value, fit: 'wrap' as const },
  ]
  print(
    terminal,
    ...layTable(columns, rowsOf(customer), { width: columnsOf(stdout), paint: painter(terminal, stdout) })
  )
}

type Row = readonly [what: string, value: string]

const rowsOf = ({ id, email, name, createdAt, disabledAt, orderCount, sessionCount }: Customer): Row[] => [
  ['Customer', `${name} <${email}>`],
  ['ID', id],
  ['Created (UTC)', toDateTime(createdAt)],
  ['Access', disabledAt === null ? 'can sign in' : `disabled since ${toDateTime(disabledAt)} UTC`],
  ['Orders', String(orderCount)],
  ['Sessions', String(sessionCount)],
]
