import { randomUUID } from 'node:crypto'
import type { TradepostClient } from '@tradepost/client'
import type { AdminOrder } from '@tradepost/contract'
import { formatMoney } from '@tradepost/contract'
import type { UrlOption } from '../auth/session.ts'
import { findSession } from '../auth/session.ts'
import type { CliCode } from '../failure.ts'
import { Failure } from '../failure.ts'
import type { Shop } from '../shop.ts'
import { ask } from '../shop.ts'
import { makeSure } from '../terminal/make-sure.ts'
import type { Terminal } from '../terminal/terminal.ts'
import { print, printJson } from '../terminal/terminal.ts'
import { findOrder } from './find-order.ts'

export interface ActOptions extends UrlOption {
  readonly key?: string
  readonly yes?: boolean
  readonly json?: boolean
}

type AdminOrders = TradepostClient['admin']['orders']

/** One act on an order, planned from the order's current state. Planning throws if the act is not possible. */
export interface OrderPlan {
  /** Asked before an act that moves money, without the shop's address: `Refund €12.00 of TP-…`. */
  readonly question?: string
  /** Whether the act refunds everything captured, which requires a permission of its own. */
  readonly givesMoneyBack?: boolean
  readonly act: (orders: AdminOrders, base: { id: AdminOrder['id']; idempotencyKey: string }) => Promise<AdminOrder>
  /** Returns the message about the result, given the order after the act. */
  readonly told: (after: AdminOrder) => string
}

/** Performs one act on an order, named by its number or ID, once per key, and prints the result. */
export const actOnOrder = async (
  terminal: Terminal,
  { name, options }: { readonly name: string; readonly options: ActOptions },
  plan: (order: AdminOrder) => OrderPlan
): Promise<void> => {
  const shop = await findSession(terminal, options)
  const order = await findOrder(shop, name)
  const { question, givesMoneyBack = false, act, told } = plan(order)
  if (givesMoneyBack) await assertMayRefund(shop, order)
  if (question !== undefined) {
    await makeSure(terminal, { question: `${question} at ${shop.url}?`, purpose: 'to do it' }, options)
  }
  const idempotencyKey = options.key ?? randomUUID()
  const after = await withKeyHint(idempotencyKey, () =>
    ask(shop, ({ admin }) => act(admin.orders, { id: order.id, idempotencyKey }))
  )
  if (options.json) printJson(terminal, after)
  else print(terminal, `${after.number}: ${told(after)}`)
}

/** Throws, before any question, if the act would refund money and the user may not refund. */
const assertMayRefund = async (shop: Shop, { number, refundable }: AdminOrder): Promise<void> => {
  if (refundable.amount === 0) return
  const { permissions } = await ask(shop, (client) => client.auth.session.query())
  if (permissions.includes('orders:refund')) return
  const message = `${number} was paid: this would give back ${formatMoney(refundable)}, which needs orders:refund.`
  throw new Failure('auth.forbidden', message, { hints: ['Ask somebody who may refund.'] })
}

// After these errors it is unknown whether the act was done.
const unsettled = new Set<Failure['code']>([
  'cli.unreachable' satisfies CliCode,
  'busy',
  'storage.full',
  'internal',
  'payment.provider_unavailable',
])

/** Runs a call. If its failure leaves open whether the act was done, adds a hint with the key to repeat it with. */
const withKeyHint = async <T>(key: string, call: () => Promise<T>): Promise<T> => {
  try {
    return await call()
  } catch (error) {
    if (!(error instanceof Failure) || !unsettled.has(error.code)) throw error
    const hints = [...error.hints, `It may have been done all the same: repeat the command with --key ${key}`]
    throw new Failure(error.code, error.message, { details: error.details, hints, cause: error })
  }
}
