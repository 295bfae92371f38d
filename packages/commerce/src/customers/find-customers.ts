import type { Customer, FindCustomersInput } from '@tradepost/contract'
import { EmailAddress, Id } from '@tradepost/contract'
import { schema } from '@tradepost/db'
import { eq } from 'drizzle-orm'
import type { Deps } from '../deps.ts'
import { readCustomer } from './customer-rows.ts'

const { users } = schema

/** Finds the customer with an email address, in upper or lower case, or with an ID. Staff members are not found. */
export const findCustomers = async (deps: Deps, { search }: FindCustomersInput): Promise<{ items: Customer[] }> => {
  const id = Id('user').safeParse(search)
  const email = EmailAddress.safeParse(search)
  if (!id.success && !email.success) return { items: [] }
  const where = id.success ? eq(users.id, id.data) : eq(users.email, email.data ?? '')
  const found = await readCustomer(deps.db.read, where, deps.now())
  return { items: found ? [found] : [] }
}
