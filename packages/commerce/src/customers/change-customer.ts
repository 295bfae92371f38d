import type { Customer, EndCustomerSessionsInput, SetCustomerDisabledInput } from '@tradepost/contract'
import { fail } from '@tradepost/contract'
import type { Tx } from '@tradepost/db'
import { schema } from '@tradepost/db'
import { eq } from 'drizzle-orm'
import type { Actor } from '../audit/record-audit.ts'
import { recordAudit } from '../audit/record-audit.ts'
import type { Deps } from '../deps.ts'
import { voidAccountLinks } from '../mail/mail-tokens.ts'
import { readCustomer } from './customer-rows.ts'

const { sessions, users } = schema

/** A change that a staff member makes to a customer's account. */
export interface CustomerChange<I> {
  readonly input: I
  readonly actor: Actor
}

/**
 * Disables or enables a customer. Both end all their sessions; disabling also voids the links that were mailed to them.
 * Their orders stay. Throws `customer.not_found`, also for a staff member.
 */
export const setCustomerDisabled = (
  deps: Deps,
  { input: { userId, disabled }, actor }: CustomerChange<SetCustomerDisabledInput>
): Promise<Customer> =>
  changeCustomer(deps, { userId, actor }, async (tx, before) => {
    const disabledAt = disabled ? deps.now() : null
    await tx.update(users).set({ disabledAt }).where(eq(users.id, userId))
    if (disabled) await voidAccountLinks(tx, before)
    return { before: { disabled: before.disabledAt !== null }, after: { disabled } }
  })

/**
 * Ends all sessions of a customer, who can sign in again immediately. Throws `customer.not_found`, also for a staff
 * member.
 */
export const endCustomerSessions = (
  deps: Deps,
  { input: { userId }, actor }: CustomerChange<EndCustomerSessionsInput>
): Promise<Customer> =>
  changeCustomer(deps, { userId, actor }, async (_, { sessionCount }) => ({
    before: { sessions: sessionCount },
    after: { sessions: 0 },
  }))

type Change = (tx: Tx, before: Customer) => Promise<{ before: object; after: object }>

const changeCustomer = (
  deps: Deps,
  { userId, actor }: { userId: Customer['id']; actor: Actor },
  change: Change
): Promise<Customer> =>
  deps.db.write(async (tx) => {
    const read = () => readCustomer(tx, eq(users.id, userId), deps.now())
    const before = await read()
    if (!before) throw fail('customer.not_found')
    const audited = await change(tx, before)
    await tx.delete(sessions).where(eq(sessions.userId, userId))
    await recordAudit(tx, deps, { actor, change: { target: userId, ...audited } })
    return (await read()) ?? before
  })
