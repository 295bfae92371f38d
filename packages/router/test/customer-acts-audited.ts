import type { Act } from './pricing-settings-acts.ts'
import type { TestShop } from './test-shop.ts'

let made = 0

/** Returns one act for each mutation of customer accounts. */
export const customerActs = (shop: () => TestShop): Readonly<Record<string, Act>> => {
  const onCustomer = async (rest: object) => {
    const { id } = (await shop().signUp(`customer-${++made}`)).user
    return { input: { userId: id, ...rest }, target: id }
  }
  return {
    'admin.customers.setDisabled': {
      prepare: () => onCustomer({ disabled: true }),
      before: { disabled: false },
      after: { disabled: true },
    },
    'admin.customers.endSessions': {
      prepare: () => onCustomer({}),
      before: { sessions: 1 },
      after: { sessions: 0 },
    },
  }
}
