import { existsSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import type { Effect } from '@tradepost/contract'
import { effects } from '@tradepost/contract'
import type { TestShop } from './test-shop.ts'

type Watched = Pick<TestShop, 'rows' | 'path'>

/** Queries for the rows that each effect changes, read without the shop's own code. */
const kept: Readonly<Record<Effect, readonly string[]>> = {
  money_out: ['SELECT id, amount FROM refunds'],
  stock: ['SELECT * FROM stock_levels', 'SELECT id FROM stock_movements'],
  personal_data: [
    'SELECT id, email, name, erased_at FROM users',
    'SELECT * FROM addresses',
    'SELECT id, email, name FROM registrations',
    'SELECT id, email FROM invitations',
    "SELECT email FROM mail_tokens WHERE purpose = 'change_email'",
    'SELECT id, email, shipping_address, billing_address FROM orders',
  ],
  access: [
    'SELECT id, role, password_hash, disabled_at, totp_secret, totp_enabled_at FROM users',
    // Checking a session deletes it if it has expired, in any call.
    'SELECT id FROM sessions WHERE expires_at > created_at',
    'SELECT token_hash, purpose FROM mail_tokens',
    'SELECT * FROM recovery_codes',
    'SELECT id, role FROM invitations',
    'SELECT id, permissions, key_hash, expires_at, revoked_at FROM api_keys',
    'SELECT device_hash, user_id FROM known_devices',
    'SELECT require_staff_mfa FROM shop_settings',
  ],
}

const snapshot = ({ rows, path }: Watched): Record<Effect, string> => {
  const textOf = (effect: Effect) => JSON.stringify(kept[effect].map((sql) => rows(sql)))
  const states = Object.fromEntries(effects.map((effect) => [effect, textOf(effect)])) as Record<Effect, string>
  return { ...states, money_out: `${states.money_out} ${refundsAtProvider(path)}` }
}

/** Counts the refunds in the provider's own ledger, which the shop does not write. */
const refundsAtProvider = (path: string): number => {
  const ledger = join(dirname(path), 'test-payments.jsonl')
  return existsSync(ledger) ? readFileSync(ledger, 'utf8').split('"kind":"refunded"').length - 1 : 0
}

const EMAIL = /[\w.+-]+@[\w-]+\.\w+/g
/** The street in all addresses of the tests. */
const STREET = '1 High St'

/** Returns true if an answer contains a postal or email address that the caller did not send. */
const showsPeople = (answer: unknown, input: unknown): boolean => {
  const [told, sent] = [JSON.stringify(answer) ?? '', JSON.stringify(input) ?? '']
  const found = [...(told.match(EMAIL) ?? []), ...(told.includes(STREET) ? [STREET] : [])]
  return found.some((text) => !sent.includes(text))
}

/** Makes a call and returns its effects, whether it succeeded or not. Does not read streams. */
export const observeEffects = async (
  shop: Watched,
  input: unknown,
  call: () => Promise<unknown>
): Promise<{ effects: Effect[]; outcome: PromiseSettledResult<unknown> }> => {
  const before = snapshot(shop)
  const [outcome] = await Promise.allSettled([call()])
  const after = snapshot(shop)
  const shown = outcome.status === 'fulfilled' && showsPeople(outcome.value, input)
  const isSeen = (effect: Effect) => before[effect] !== after[effect] || (effect === 'personal_data' && shown)
  return { effects: effects.filter(isSeen), outcome }
}
