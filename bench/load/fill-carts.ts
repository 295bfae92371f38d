import { randomBytes } from 'node:crypto'
import { hashSecret } from '@tradepost/commerce'
import { makeId } from '@tradepost/contract'
import Sqlite from 'libsql'
import { newGuest } from './requests.ts'

/**
 * Writes carts of one to three lines directly into a shop's database, because adding to a cart is not measured. Returns
 * the secrets of their guests.
 */
export const fillCarts = (
  path: string,
  { variants, carts }: { variants: readonly string[]; carts: number }
): string[] => {
  const guests = Array.from({ length: carts }, newGuest)
  const file = new Sqlite(path)
  const addCart = file.prepare(
    "INSERT INTO carts (id, guest_hash, status, version, created_at, updated_at) VALUES (?, ?, 'open', 1, ?, ?)"
  )
  const addLine = file.prepare(`INSERT INTO cart_lines (id, cart_id, variant_id, quantity, seen_amount)
    SELECT ?, ?, id, ?, price_amount FROM variants WHERE id = ?`)
  const now = Date.now()
  file.exec('BEGIN')
  for (const [n, guest] of guests.entries()) {
    const cart = makeId('cart', now, randomBytes)
    addCart.run(cart, hashSecret(guest), now, now)
    for (let line = 0; line <= n % 3; line++)
      addLine.run(makeId('cartLine', now, randomBytes), cart, 1 + (n % 2), variants[(n * 7 + line) % variants.length])
  }
  file.exec('COMMIT')
  file.exec('PRAGMA wal_checkpoint(truncate)')
  file.close()
  return guests
}
