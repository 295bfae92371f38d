import type { IdOf, RebuildStockInput, RebuiltStock } from '@tradepost/contract'
import { MAX_NAMED_COUNTERS } from '@tradepost/contract'
import type { Reads, Tx } from '@tradepost/db'
import { schema } from '@tradepost/db'
import { sql } from 'drizzle-orm'
import type { Actor } from '../audit/record-audit.ts'
import { recordAudit } from '../audit/record-audit.ts'
import type { Deps } from '../deps.ts'
import type { KeyUse } from '../orders/idempotency.ts'
import { fingerprintOf, readKey, storeAnswer } from '../orders/idempotency.ts'

const { stockLevels } = schema

/** How many variants are processed together: few enough that no other write waits long. */
const CHUNK = 500

type Counter = RebuiltStock['mended'][number]

/**
 * Sets every counter to the sum of its movements, one chunk of variants at a time. Counters that are already correct
 * are not written. Returns what was repaired and what cannot be. Throws `idempotency.conflict`.
 */
export const rebuildStock = async (
  deps: Deps,
  { input, actor }: { input: RebuildStockInput; actor: Actor }
): Promise<RebuiltStock> => {
  const owner = actor.id ?? actor.kind
  const { idempotencyKey: key } = input
  const use = { owner, procedure: actor.procedure, key, fingerprint: fingerprintOf({}) }
  const known = await readAnswer(deps.db.read, use)
  if (known) return known
  const answer: RebuiltStock = { checked: 0, mendedCount: 0, mended: [], unmended: [] }
  for (let chunk = await readChunk(deps.db.read, ''); chunk; chunk = await readChunk(deps.db.read, chunk.last)) {
    answer.checked += chunk.count
    if (!(await isWrong(deps.db.read, chunk))) continue
    note(answer, await mendChunk(deps, chunk, actor))
  }
  return keepAnswer(deps, { use, answer, actor })
}

/** Only a rebuild stores an answer under such a key. */
const readAnswer = async (read: Reads, use: KeyUse): Promise<RebuiltStock | null> => {
  const known = await readKey(read, use)
  return known.state === 'answered' ? (JSON.parse(known.answer) as RebuiltStock) : null
}

interface Rebuilt {
  readonly use: KeyUse
  readonly answer: RebuiltStock
  readonly actor: Actor
}

/** Stores the answer. If the same call has been answered in the meantime, returns that answer. */
const keepAnswer = (deps: Deps, { use, answer, actor }: Rebuilt): Promise<RebuiltStock> =>
  deps.db.write(async (tx) => {
    const known = await readAnswer(tx, use)
    if (known) return known
    const { checked, mendedCount, unmended } = answer
    const after = { checked, mended: mendedCount, unmended: unmended.length }
    await recordAudit(tx, deps, { actor, change: { target: 'stock', before: null, after } })
    await storeAnswer(tx, use, { subjectId: 'stock', answer, now: deps.now() })
    return answer
  })

const note = (answer: RebuiltStock, { mended, unmended }: Pick<RebuiltStock, 'mended' | 'unmended'>): void => {
  answer.mendedCount += mended.length
  answer.mended.push(...mended.slice(0, MAX_NAMED_COUNTERS - answer.mended.length))
  answer.unmended.push(...unmended.slice(0, MAX_NAMED_COUNTERS - answer.unmended.length))
}

/** The variants after one ID, up to and including another. */
interface Chunk {
  readonly after: string
  readonly last: string
  readonly count: number
}

const readChunk = async (read: Reads, after: string): Promise<Chunk | null> => {
  const [row] = await read.values<[last: string | null, count: number]>(sql`
    select max(id), count(*) from (select id from variants where id > ${after} order by id limit ${CHUNK})`)
  return row && row[0] !== null ? { after, last: row[0], count: row[1] } : null
}

const isWrong = async (read: Reads, chunk: Chunk): Promise<boolean> => (await readFaults(read, chunk)).length > 0

type FaultValues = [
  variantId: IdOf<'variant'>,
  locationId: IdOf<'location'>,
  onHandBefore: number,
  onHandAfter: number,
  allocatedBefore: number,
  allocatedAfter: number,
  backorder: number,
]

/** Compares counters and movements in one statement, so that both are from the same moment. */
const readFaults = (read: Reads, { after, last }: Chunk): Promise<FaultValues[]> =>
  read.values<FaultValues>(sql`
    select variant_id, location_id, sum(on_hand) as on_hand_before, sum(moved) as on_hand_after,
      sum(allocated) as allocated_before, sum(held) as allocated_after,
      coalesce(max(backorder), (select backorder from variants where id = variant_id))
    from (
      select variant_id, location_id, on_hand, 0 as moved, allocated, 0 as held, backorder from stock_levels
      where variant_id > ${after} and variant_id <= ${last}
      union all
      select variant_id, location_id, 0, on_hand_delta, 0, allocated_delta, null from stock_movements
      where variant_id > ${after} and variant_id <= ${last}
    ) group by variant_id, location_id
    having on_hand_before <> on_hand_after or allocated_before <> allocated_after`)

const mendChunk = (deps: Deps, chunk: Chunk, actor: Actor) =>
  deps.db.write(async (tx) => {
    const done = { mended: [] as Counter[], unmended: [] as Counter[] }
    for (const [variantId, locationId, onHandBefore, onHandAfter, ...rest] of await readFaults(tx, chunk)) {
      const [allocatedBefore, allocatedAfter, backorder] = rest
      const counter = { variantId, locationId, onHandBefore, onHandAfter, allocatedBefore, allocatedAfter }
      if (!canBe(counter, backorder === 1)) {
        done.unmended.push(counter)
        continue
      }
      await mend(tx, counter, backorder === 1)
      await recordAudit(tx, deps, { actor, change: { target: variantId, ...auditOf(counter) } })
      done.mended.push(counter)
    }
    return done
  })

const canBe = ({ onHandAfter, allocatedAfter }: Counter, backorder: boolean): boolean =>
  onHandAfter >= 0 && allocatedAfter >= 0 && (backorder || allocatedAfter <= onHandAfter)

const mend = async (tx: Tx, counter: Counter, backorder: boolean): Promise<void> => {
  const { variantId, locationId, onHandAfter: onHand, allocatedAfter: allocated } = counter
  await tx
    .insert(stockLevels)
    .values({ variantId, locationId, onHand, allocated, backorder })
    .onConflictDoUpdate({ target: [stockLevels.variantId, stockLevels.locationId], set: { onHand, allocated } })
}

const auditOf = ({ locationId, onHandBefore, onHandAfter, allocatedBefore, allocatedAfter }: Counter) => ({
  before: { locationId, onHand: onHandBefore, allocated: allocatedBefore },
  after: { locationId, onHand: onHandAfter, allocated: allocatedAfter, reason: 'rebuilt from the ledger' },
})
