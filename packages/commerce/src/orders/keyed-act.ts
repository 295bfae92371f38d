import type { IdOf } from '@tradepost/contract'
import { asId, fail } from '@tradepost/contract'
import type { Reads, Tx } from '@tradepost/db'
import type { Actor } from '../audit/record-audit.ts'
import type { Deps } from '../deps.ts'
import { finishMoney } from './finish-money.ts'
import type { KeyUse } from './idempotency.ts'
import { answerKey, fingerprintOf, readKey, storeAnswer, takeKey } from './idempotency.ts'

/** A request by staff or a tool. `use` replaces the key when another act delegates to this one. */
export interface StaffAct<I> {
  readonly input: I
  readonly actor: Actor
  readonly use?: KeyUse
}

/** Returns the name of an actor in histories, ledgers and keys. */
export const nameOf = ({ id, kind }: Actor): string => id ?? kind

/** Returns the idempotency key of a staff act, with its owner and the hash of its input. */
export const keyOf = <I extends { readonly idempotencyKey: string }>({ input, actor, use }: StaffAct<I>): KeyUse => {
  const { idempotencyKey: key, ...rest } = input
  return use ?? { owner: nameOf(actor), procedure: actor.procedure, key, fingerprint: fingerprintOf(rest) }
}

/** An act that is performed once per key: what it writes, and what it returns. `T` must be plain JSON. */
export interface KeyedAct<T> {
  readonly use: KeyUse
  readonly orderId: IdOf<'order'>
  /** Writes the act. If it throws, nothing is stored, not even the key. */
  readonly act: (tx: Tx) => Promise<unknown>
  readonly show: (read: Reads) => Promise<T>
}

/**
 * Performs an act in one transaction with its key and its answer. The same key returns the same answer, byte for byte.
 */
export const actOnce = <T>(deps: Deps, { use, orderId, act, show }: KeyedAct<T>): Promise<T> =>
  deps.db.write(async (tx) => {
    const known = await readKey(tx, use)
    if (known.state === 'answered') return parseAnswer(known.answer) as T
    await act(tx)
    const answer = await show(tx)
    await storeAnswer(tx, use, { subjectId: orderId, answer, now: deps.now() })
    return answer
  })

/** The steps between an act and its answer, outside any transaction. Repeating them must change nothing. */
interface Afterwards {
  /**
   * Whether the call fails if a provider does not answer: the same key then continues where it stopped. Otherwise the
   * act is valid on its own, and the recovery job moves the money.
   */
  readonly needsProvider: boolean
  /**
   * Whether the call fails if a provider refuses to capture. The call is then over: the same key does not ask again.
   */
  readonly needsCapture?: boolean
  readonly before?: () => Promise<void>
}

/**
 * Performs an act whose money a provider moves: writes it and its key in one transaction, moves the money outside any
 * transaction, and stores the answer in another. The same key continues after any interruption, and returns one answer,
 * byte for byte. Throws `payment.provider_unavailable` if the act needs the provider, and `payment.capture_refused` if
 * it needs a capture.
 */
export const actThenMove = async <T>(
  deps: Deps,
  { use, orderId, act, show }: KeyedAct<T>,
  { needsProvider, needsCapture = false, before }: Afterwards
): Promise<T> => {
  const begun = await deps.db.write(async (tx) => {
    const known = await takeKey(tx, use, { subjectId: orderId, now: deps.now() })
    if (known.state !== 'new') return known
    await act(tx)
    return { state: 'begun' as const, subjectId: orderId }
  })
  if (begun.state === 'answered') return parseAnswer(begun.answer) as T
  await before?.()
  const isTaken = await finishMoney(deps, asId('order', begun.subjectId), { needsProvider })
  if (needsCapture && !isTaken) throw fail('payment.capture_refused')
  return deps.db.write(async (tx) => {
    const known = await readKey(tx, use)
    if (known.state === 'answered') return parseAnswer(known.answer) as T
    const answer = await show(tx)
    await answerKey(tx, use, answer)
    return answer
  })
}

/** Parses a stored answer. Only `actOnce` and `actThenMove` write them, each under a key of its own procedure. */
const parseAnswer = (answer: string): unknown => JSON.parse(answer)
