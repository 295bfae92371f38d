import type { Tx } from '@tradepost/db'
import { schema } from '@tradepost/db'
import { eq, sql } from 'drizzle-orm'
import type { Deps } from '../deps.ts'

const { jobMarks } = schema

const JOB = 'related'
const COUNT = 'related-orders'
const MAX_ORDERS = 50
// A wholesale order says little about any two of its products, and has very many pairs.
const MAX_PRODUCTS = 40
const MAX_RELATED = 20

/**
 * Lowers the lift of rare pairs: it is multiplied by orders / (orders + DOUBT). Otherwise two products that were bought
 * together once by chance would have the highest lift of all.
 */
const DOUBT = 2

/**
 * Learns from the next orders which products are bought together and how many are sold. Returns the number of orders.
 */
export const learnRelated = (deps: Deps): Promise<number> =>
  deps.db.write(async (tx) => {
    const mark = await readMark(tx, JOB)
    const placed = await tx.values<[seq: number, orderId: string]>(sql`
      select seq, order_id from order_history where to_status = 'placed' and seq > ${Number(mark ?? 0)}
      order by seq limit ${MAX_ORDERS}`)
    const last = placed.at(-1)
    if (!last) return 0
    const touched = new Set<number>()
    for (const [, orderId] of placed) for (const seq of await learnOrder(tx, orderId)) touched.add(seq)
    const orders = Number((await readMark(tx, COUNT)) ?? 0) + placed.length
    for (const seq of touched) await rankRelated(tx, seq, orders)
    await writeMark(tx, JOB, String(last[0]))
    await writeMark(tx, COUNT, String(orders))
    return placed.length
  })

const readMark = async (tx: Tx, job: string): Promise<string | undefined> => {
  const [row] = await tx.select({ mark: jobMarks.mark }).from(jobMarks).where(eq(jobMarks.job, job))
  return row?.mark
}

const writeMark = (tx: Tx, job: string, mark: string) =>
  tx.insert(jobMarks).values({ job, mark }).onConflictDoUpdate({ target: jobMarks.job, set: { mark } })

const learnOrder = async (tx: Tx, orderId: string): Promise<number[]> => {
  const sold = await tx.values<[seq: number, units: number]>(sql`
    select products.seq, sum(order_lines.quantity)
    from order_lines join variants on variants.id = order_lines.variant_id
      join products on products.id = variants.product_id
    where order_lines.order_id = ${orderId} group by products.seq order by sum(order_lines.total_amount) desc`)
  for (const [seq, units] of sold) await countSale(tx, seq, units)
  const seqs = sold.slice(0, MAX_PRODUCTS).map(([seq]) => seq)
  await countPairs(tx, seqs)
  return seqs
}

const countSale = async (tx: Tx, seq: number, units: number): Promise<void> => {
  await tx.run(sql`
    insert into product_sales (seq, orders, units) values (${seq}, 1, ${units})
    on conflict (seq) do update set orders = orders + 1, units = units + excluded.units`)
  await tx.run(sql`update product_listings set sold = sold + ${units} where seq = ${seq}`)
}

const countPairs = async (tx: Tx, seqs: readonly number[]): Promise<void> => {
  if (seqs.length < 2) return
  const list = JSON.stringify(seqs)
  await tx.run(sql`
    insert into product_pairs (seq, other_seq, orders)
    select one.value, other.value, 1 from json_each(${list}) as one cross join json_each(${list}) as other
    where one.value <> other.value
    on conflict (seq, other_seq) do update set orders = orders + 1`)
}

/**
 * Ranks the products bought with a product by lift: how many times more often the two are in one order than if they
 * were independent (P(a,b) / P(a)P(b)). Leaves out scores no higher than that of a pair bought together once with a
 * lift of 1, which is chance.
 */
const rankRelated = async (tx: Tx, seq: number, orders: number): Promise<void> => {
  await tx.run(sql`delete from related_products where seq = ${seq}`)
  await tx.run(sql`
    insert into related_products (seq, rank, other_seq, score)
    select ${seq}, row_number() over (order by score desc, other_seq) - 1, other_seq, score
    from (
      select pair.other_seq,
        (1.0 * pair.orders / (pair.orders + ${DOUBT}))
          * (1.0 * pair.orders * ${orders})
          / (1.0 * own.orders * other.orders) as score
      from product_pairs as pair
        cross join product_sales as own on own.seq = pair.seq
        cross join product_sales as other on other.seq = pair.other_seq
      where pair.seq = ${seq}
      order by score desc limit ${MAX_RELATED}
    ) where score > ${1 / (1 + DOUBT)}`)
}
