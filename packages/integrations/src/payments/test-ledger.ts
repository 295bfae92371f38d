import { closeSync, ftruncateSync, mkdirSync, openSync, readFileSync, writeSync } from 'node:fs'
import { dirname } from 'node:path'
import type { NewPayment } from '@tradepost/commerce'
import { ProviderUnavailable } from '@tradepost/commerce'
import type { TestCardBehaviour } from '@tradepost/contract'

/** The creation of a payment. The behavior of its card is stored, the card number is not. */
export interface CreatedEntry extends Pick<NewPayment, 'orderId' | 'orderNumber' | 'amount' | 'currency' | 'capture'> {
  readonly kind: 'created'
  readonly at: number
  readonly key: string
  readonly reference: string
  readonly card: TestCardBehaviour
}

export type LedgerEntry =
  | CreatedEntry
  | { readonly kind: 'challenged'; readonly at: number; readonly reference: string; readonly passed: boolean }
  | (LedgerAct & { readonly kind: 'captured' | 'refunded'; readonly amount: number })
  | (LedgerAct & { readonly kind: 'voided' })
  /** An event has informed the shop about the payment. */
  | { readonly kind: 'told'; readonly at: number; readonly reference: string }

interface LedgerAct {
  readonly at: number
  readonly key: string
  readonly reference: string
}

/** An append-only ledger, in a file or in memory. */
export interface TestLedger {
  /** The entries that were written before the ledger was opened. */
  readonly entries: readonly LedgerEntry[]
  /** Writes a complete entry before returning, or writes nothing and throws {@link ProviderUnavailable}. */
  readonly append: (entry: LedgerEntry) => void
  readonly close: () => void
}

const memory: TestLedger = { entries: [], append: () => undefined, close: () => undefined }

/** Opens a ledger with one JSON object per line. Removes a last line that a crash cut off: it was never answered. */
export const openTestLedger = (path: string | null): TestLedger => {
  if (path === null) return memory
  mkdirSync(dirname(path), { recursive: true })
  let file: number | null = openSync(path, 'a+')
  const content = readFileSync(path)
  let length = content.lastIndexOf('\n') + 1
  ftruncateSync(file, length)
  const append = (entry: LedgerEntry): void => {
    if (file === null) throw new ProviderUnavailable('The test provider was stopped.')
    const line = Buffer.from(`${JSON.stringify(entry)}\n`)
    try {
      for (let from = 0; from < line.length; from += writeSync(file, line, from)) continue
      length += line.length
    } catch (cause) {
      ftruncateSync(file, length)
      throw new ProviderUnavailable('The ledger of the test provider could not be written.', { cause })
    }
  }
  const close = (): void => {
    if (file !== null) closeSync(file)
    file = null
  }
  return { entries: parseEntries(content.subarray(0, length).toString()), append, close }
}

/** Returns the entries of a ledger without opening it for writing. */
export const readLedgerEntries = (path: string): LedgerEntry[] => {
  const content = readFileSync(path, 'utf8')
  return parseEntries(content.slice(0, content.lastIndexOf('\n') + 1))
}

const parseEntries = (lines: string): LedgerEntry[] =>
  lines
    .split('\n')
    .slice(0, -1)
    .map((line, index) => {
      try {
        return asEntry(JSON.parse(line))
      } catch (cause) {
        throw new Error(`Line ${index + 1} of the test provider’s ledger is damaged.`, { cause })
      }
    })

/** Trusts the type, because only `append` writes to the file, and it writes only entries. */
const asEntry = (value: unknown): LedgerEntry => value as LedgerEntry
