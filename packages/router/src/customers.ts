import { endCustomerSessions, findCustomers, setCustomerDisabled } from '@tradepost/commerce'
import {
  Customer,
  CustomerList,
  EndCustomerSessionsInput,
  FindCustomersInput,
  SetCustomerDisabledInput,
} from '@tradepost/contract'
import { staff } from './trpc.ts'
import { declares } from './wire-errors.ts'

export const customers = {
  find: staff('customers:read', ['personal_data'])
    .input(FindCustomersInput)
    .output(CustomerList)
    .query(({ ctx, input }) => findCustomers(ctx.deps, input)),

  setDisabled: staff('customers:write', ['personal_data', 'access'])
    .input(SetCustomerDisabledInput)
    .output(Customer)
    .errors(declares('customer.not_found'))
    .mutation(({ ctx, input }) => setCustomerDisabled(ctx.deps, { input, actor: ctx.actor })),

  endSessions: staff('customers:write', ['personal_data', 'access'])
    .input(EndCustomerSessionsInput)
    .output(Customer)
    .errors(declares('customer.not_found'))
    .mutation(({ ctx, input }) => endCustomerSessions(ctx.deps, { input, actor: ctx.actor })),
}
