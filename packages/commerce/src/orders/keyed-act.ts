import type { IdOf } from '@tradepost/contract'
import { asId, fail } from '@tradepost/contract'
import type { Reads, Tx } from '@tradepost/db'
import type { Actor } from '../audit/record-audit.ts'
import type { Deps } from '../deps.ts'
import { finishMoney } from './finish-money.ts'
import type { KeyUse } from './idempotency.ts'
import { answerKey, fingerprintOf, readKey, storeAnswer, takeKey } from './idempotency.ts'

/** What somebody of the staff, or a tool, asks for; `use` names the key where another act has it. */
export interface StaffAct<I> {
  readonly input: I
  readonly actor: Actor
  readonly use?: KeyUse
}

/** Names an actor in histories, ledgers and keys. */
export const nameOf = ({ id, kind }: Actor): string => id ?? kind

/** Says whose key an act of the staff came with, and what it came with. */
export const keyOf = <I extends { readonly idempotencyKey: string }>({ input, actor, use }: StaffAct<I>): KeyUse => {
  const { idempotencyKey: key, ...rest } = input
  return use ?? { owner: nameOf(actor), procedure: actor.procedure, key, fingerprint: fingerprintOf(rest) }
}

/** An act that is done once a key: what it writes, and what it is answered with. `T` must be plain JSON. */
export interface KeyedAct<T> {
  readonly use: KeyUse
  readonly orderId: IdOf<'order'>
  /** Writes the act; what it throws leaves nothing behind, not even the key. */
  readonly act: (tx: Tx) => Promise<unknown>
  readonly show: (read: Reads) => Promise<T>
}

/** Does an act in one transaction with its key and its answer; the key again gives the answer again, byte for byte. */
export const actOnce = <T>(deps: Deps, { use, orderId, act, show }: KeyedAct<T>): Promise<T> =>
  deps.db.write(async (tx) => {
    const known = await readKey(tx, use)
    if (known.state === 'answered') return parseAnswer(known.answer) as T
    await act(tx)
    const answer = await show(tx)
    await storeAnswer(tx, use, { subjectId: orderId, answer, now: deps.now() })
    return answer
  })

/** What is to be done between an act and its answer, outside of any transaction; a second time must change nothing. */
interface Afterwards {
  /**
   * Whether a provider that does not answer fails the call: the same key then goes on where it was. Where it does not, the
   * act stands by itself and the job that settles what is open moves the money.
   */
  readonly needsProvider: boolean
  /** Whether a provider that refuses to take money fails the call, which is then over: the same key does not ask again. */
  readonly needsCapture?: boolean
  readonly before?: () => Promise<void>
}

/**
 * Does an act whose money a provider moves: writes it and its key in one transaction, moves the money outside of any, and
 * stores the answer in another. The same key goes on after whatever came between, and gives one answer, byte for byte.
 * Throws `payment.provider_unavailable` where the act needs the provider, `payment.capture_refused` where it needs a capture.
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

/** Reads an answer as it was stored; `actOnce` and `actThenMove` alone write them, each under a key of its own procedure. */
const parseAnswer = (answer: string): unknown => JSON.parse(answer)
