import * as z from 'zod'
import { Id } from './ids.ts'
import { Instant } from './page.ts'
import { Line } from './text.ts'

/** A customer account as staff see it. */
export const Customer = z.object({
  id: Id('user'),
  email: z.string(),
  name: z.string(),
  createdAt: Instant,
  disabledAt: Instant.nullable(),
  orderCount: z.int(),
  /** The number of browsers and tools that are signed in now. */
  sessionCount: z.int(),
})

export type Customer = z.infer<typeof Customer>

/** The matching customer, or an empty list. */
export const CustomerList = z.object({ items: z.array(Customer) })

/** A complete email address or customer ID. Staff can look up one customer but cannot browse all of them. */
export const FindCustomersInput = z.strictObject({ search: Line(254) })

export type FindCustomersInput = z.infer<typeof FindCustomersInput>

export const SetCustomerDisabledInput = z.strictObject({ userId: Id('user'), disabled: z.boolean() })

export type SetCustomerDisabledInput = z.infer<typeof SetCustomerDisabledInput>

export const EndCustomerSessionsInput = z.strictObject({ userId: Id('user') })

export type EndCustomerSessionsInput = z.infer<typeof EndCustomerSessionsInput>
