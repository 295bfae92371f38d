import type { Deps } from '@tradepost/commerce'
import { makePlaceOrder } from '@tradepost/commerce'
import type { Caller } from '@tradepost/router'
import { appRouter } from '@tradepost/router'
import { makeManualPayments } from '@tradepost/integrations'
import type { ApiCaller } from '../test-shop.ts'
import type { Life } from './life.ts'
import { beginLife, databaseOf, turns } from './life.ts'
import { makeSimProvider } from './sim-provider.ts'
import { outsideOf } from './template.ts'
import type { Person, World } from './world.ts'

/** A process of the shop, and callers of it. */
export interface Server {
  readonly life: Life
  readonly deps: Deps
  readonly as: (person: Person) => ApiCaller
}

/** Starts a process with the database that the last process left. */
export const startServer = ({
  db: file,
  clock,
  dice,
  faults,
  ledger,
}: Pick<World, 'db' | 'clock' | 'dice' | 'faults' | 'ledger'>): Server => {
  const life = beginLife(dice, faults)
  const db = databaseOf(file, life)
  const line = { dice, faults, life, ledger, clock }
  const deps: Deps = {
    ...outsideOf(db, () => clock.now, dice),
    payments: [makeSimProvider('test', line), makeSimProvider('stripe', line), makeManualPayments()],
    reached: async () => {
      await life.point()
      await turns(dice.int(3))
    },
    mailer: {
      send: async () => {
        await life.point()
        if (dice.chance(faults.mail)) throw new Error('The mail server is not there.')
      },
    },
  }
  const services = { deps, placeOrder: makePlaceOrder(deps) }
  const as = (person: Person): ApiCaller =>
    appRouter.createCaller({
      ...services,
      requestId: 'req-of-a-simulation',
      address: '192.0.2.1',
      caller: callerOf(person),
      identify: async () => callerOf(person),
      state: {
        keepSession: () => {},
        forgetSession: () => {},
        ensureGuest: () => person.guest,
        ensureDevice: () => 'device',
        renewDevice: () => 'device',
        forgetGuest: () => {},
      },
    })
  return { life, deps, as }
}

const callerOf = ({ user, guest }: Person): Caller => ({
  user,
  apiKey: null,
  permissions: user?.permissions ?? [],
  mfaSetupRequired: false,
  session: null,
  guestHash: guest,
  deviceHash: null,
  isOperator: false,
  userAgent: 'a browser of a simulation',
})
