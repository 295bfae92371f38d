import type { TradepostClient } from '@tradepost/client'
import type { Customer } from '@tradepost/contract'
import type { UrlOption } from '../auth/session.ts'
import { findSession } from '../auth/session.ts'
import { ask } from '../shop.ts'
import { makeSure } from '../terminal/make-sure.ts'
import { printable } from '../terminal/printable.ts'
import type { Terminal } from '../terminal/terminal.ts'
import { print, printJson } from '../terminal/terminal.ts'
import { findCustomer } from './find-customer.ts'

export interface ChangeCustomerOptions extends UrlOption {
  readonly yes?: boolean
  readonly json?: boolean
}

interface Change {
  /** Asked before the change, without the shop's address: `Disable Ada <ada@example.com>`. */
  readonly question: (who: string) => string
  readonly act: (customers: TradepostClient['admin']['customers'], userId: Customer['id']) => Promise<Customer>
  readonly told: (who: string) => string
}

/** Disables or enables a customer's account. */
export const setCustomerDisabled = (
  terminal: Terminal,
  { name, disabled }: { readonly name: string; readonly disabled: boolean },
  options: ChangeCustomerOptions
): Promise<void> =>
  changeCustomer(
    terminal,
    { name, options },
    {
      question: (who) => (disabled ? `Sign ${who} out everywhere and keep them out` : `Let ${who} sign in again`),
      act: (customers, userId) => customers.setDisabled.mutate({ userId, disabled }),
      told: (who) => (disabled ? `${who} is disabled and signed out everywhere.` : `${who} can sign in again.`),
    }
  )

/** Ends all sessions of a customer. */
export const endCustomerSessions = (terminal: Terminal, name: string, options: ChangeCustomerOptions): Promise<void> =>
  changeCustomer(
    terminal,
    { name, options },
    {
      question: (who) => `Sign ${who} out everywhere`,
      act: (customers, userId) => customers.endSessions.mutate({ userId }),
      told: (who) => `${who} is signed out everywhere.`,
    }
  )

const changeCustomer = async (
  terminal: Terminal,
  { name, options }: { readonly name: string; readonly options: ChangeCustomerOptions },
  { question, act, told }: Change
): Promise<void> => {
  const shop = await findSession(terminal, options)
  const customer = await findCustomer(shop, name)
  const who = `${printable(customer.name)} <${printable(customer.email)}>`
  await makeSure(terminal, { question: `${question(who)} at ${shop.url}?`, purpose: 'to do it' }, options)
  const after = await ask(shop, ({ admin }) => act(admin.customers, customer.id))
  if (options.json) printJson(terminal, after)
  else print(terminal, told(who))
}
