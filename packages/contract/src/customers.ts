import * as z from 'zod'
import { Id } from './ids.ts'
import { Instant } from './page.ts'
import { Line } from './text.ts'

/** A customer's account as staff see it. */
export const Customer = z.object({
  id: Id('user'),
  email: z.string(),
  name: z.string(),
  createdAt: Instant,
  disabledAt: Instant.nullable(),
  orderCount: z.int(),
  /** How many browsers and tools are signed in now. */
  sessionCount: z.int(),
})

export type Customer = z.infer<typeof Customer>

/** The one customer that was found, or none. */
export const CustomerList = z.object({ items: z.array(Customer) })

/** An email address or a customer's ID, whole: staff look a person up, and do not leaf through all of them. */
export const FindCustomersInput = z.strictObject({ search: Line(254) })

export type FindCustomersInput = z.infer<typeof FindCustomersInput>

export const SetCustomerDisabledInput = z.strictObject({ userId: Id('user'), disabled: z.boolean() })

export type SetCustomerDisabledInput = z.infer<typeof SetCustomerDisabledInput>

export const EndCustomerSessionsInput = z.strictObject({ userId: Id('user') })

export type EndCustomerSessionsInput = z.infer<typeof EndCustomerSessionsInput>
