import { Column, is, Param, Placeholder, SQL, sql } from 'drizzle-orm'
import { drizzle } from 'drizzle-orm/libsql'
import type { Executor } from './connection.ts'
import type { Reads, Tx } from './database.ts'
import { asClient, lazily } from './database.ts'
import { runOn } from './executors.ts'

/** Placeholders that represent the values of each run while the statement is built. */
export type Given<V> = { readonly [K in keyof V]: Placeholder & { readonly given?: V[K] } }

type Built<R> = PromiseLike<R> & { readonly prepare: () => unknown }
type Rows<R> = R extends readonly unknown[] ? R : void

interface Field {
  /** The key of the nested object that contains the field, or null if the field is on the row itself. */
  readonly group: string | null
  readonly key: string
  /** Null if the raw value needs no decoding. */
  readonly decode: ((value: unknown) => unknown) | null
}

interface Compiled {
  readonly sql: string
  readonly argsOf: (values: Readonly<Record<string, unknown>>) => unknown[]
  readonly decode: (row: readonly unknown[]) => Record<string, unknown>
}

/**
 * Returns a function that runs a statement. Drizzle builds the statement once, at the first run, and later runs only
 * bind values, because building costs more than running. Wrap `given` in `sql` inside `set`. Throws a TypeError at the
 * first run if the query selects all columns of an optional join.
 */
export const compiled = <V extends object, R>(
  build: (q: Tx, given: Given<V>) => Built<R>
): ((on: Reads, values: V) => Promise<Rows<R>>) => {
  const made = lazily(() => compile(build(builder, placeholders())))
  return (on, values) =>
    runOn(on, {
      statement: () => ({ sql: made().sql, args: made().argsOf(asRecord(values)) }),
      // The fields match the query that this type comes from.
      take: ({ rows }) => rows.map(made().decode) as unknown as Rows<R>,
    })
}

/** Like {@link compiled}, but the statement returns only its first row, or undefined if there is none. */
export const compiledForOne = <V extends object, R extends readonly unknown[]>(
  build: (q: Tx, given: Given<V>) => Built<R>
): ((on: Reads, values: V) => Promise<R[number] | undefined>) => {
  const made = lazily(() => compile(build(builder, placeholders())))
  return (on, values) =>
    runOn(on, {
      statement: () => ({ sql: made().sql, args: made().argsOf(asRecord(values)), isForOne: true }),
      // The fields match the query that this type comes from.
      take: ({ rows: [row] }) => row && (made().decode(row) as R[number]),
    })
}

const nowhere: Executor = { execute: () => Promise.reject(new Error('A statement is only built here.')) }
const builder = drizzle({ client: asClient(nowhere) })

// Any object can be read by key; a missing key reads as undefined.
const asRecord = (values: object) => values as Readonly<Record<string, unknown>>

/** Returns an object with a placeholder for any name; the type limits which names exist. */
const placeholders = <V>(): Given<V> => new Proxy({}, { get: (_, name) => sql.placeholder(String(name)) }) as Given<V>

/** Untyped fields of the prepared query in this version of Drizzle. The tests of this file fail if they change. */
interface Prepared {
  readonly query: { readonly sql: string; readonly params: readonly unknown[] }
  readonly fields?: readonly { readonly path: readonly string[]; readonly field: unknown }[]
  readonly joinsNotNullableMap?: Readonly<Record<string, boolean>>
}

const compile = (built: { readonly prepare: () => unknown }): Compiled => {
  const { query, fields = [], joinsNotNullableMap = {} } = built.prepare() as Prepared
  const isOptional = Object.values(joinsNotNullableMap).includes(false)
  if (isOptional && fields.some(({ path }) => path.length > 1)) {
    throw new TypeError('Select the columns of an optional join by name.')
  }
  const params = query.params.map(bindingOf)
  return {
    sql: query.sql,
    argsOf: (values) => params.map((bind) => bind(values)),
    decode: rowDecoder(fields.map(({ path, field }) => ({ ...placeOf(path), decode: decoderOf(field) }))),
  }
}

type Bind = (values: Readonly<Record<string, unknown>>) => unknown

const bindingOf = (param: unknown): Bind => {
  if (is(param, Placeholder)) return (values) => given(values, param.name)
  if (is(param, Param) && is(param.value, Placeholder)) {
    const { name } = param.value
    return (values) => {
      const value = given(values, name)
      return value === null ? null : param.encoder.mapToDriverValue(value)
    }
  }
  return () => param
}

const given = (values: Readonly<Record<string, unknown>>, name: string): unknown => {
  const value = values[name]
  if (value === undefined) throw new TypeError(`The statement was not given ${name}.`)
  return value
}

const decoderOf = (field: unknown): Field['decode'] => {
  if (is(field, Column)) {
    if (field.mapFromDriverValue === Column.prototype.mapFromDriverValue) return null
    return (value) => field.mapFromDriverValue(value)
  }
  const decoder = is(field, SQL) ? decoderOfSql(field) : is(field, SQL.Aliased) ? decoderOfSql(field.sql) : undefined
  if (!decoder) throw new TypeError('Only columns and expressions can be selected.')
  return (value) => decoder.mapFromDriverValue(value)
}

/** Returns the decoder that `mapWith` set. Drizzle's types do not expose it. */
const decoderOfSql = (expression: SQL): { mapFromDriverValue: (value: unknown) => unknown } =>
  (expression as unknown as { decoder: { mapFromDriverValue: (value: unknown) => unknown } }).decoder

const placeOf = (path: readonly string[]): Pick<Field, 'group' | 'key'> => {
  const [first, second, ...more] = path
  if (first === undefined || more.length > 0) throw new TypeError('Fields lie in the row, or in one object of it.')
  return second === undefined ? { group: null, key: first } : { group: first, key: second }
}

const rowDecoder = (fields: readonly Field[]) => {
  const groups = [...new Set(fields.flatMap(({ group }) => (group === null ? [] : [group])))]
  const ungrouped = fields.filter(({ group }) => group === null)
  const shape = shapeOf([...ungrouped.map(({ key }) => key), ...groups])
  const inner = groups.map((group) => {
    const own = fields.filter((field) => field.group === group)
    return { group, shape: shapeOf(own.map(({ key }) => key)), cells: cellsOf(fields, own) }
  })
  const cells = cellsOf(fields, ungrouped)
  return (row: readonly unknown[]): Record<string, unknown> => {
    const decoded = decode(row, { ...shape }, cells)
    for (const { group, shape: own, cells: ownCells } of inner) decoded[group] = decode(row, { ...own }, ownCells)
    return decoded
  }
}

type Cell = Pick<Field, 'key' | 'decode'> & { readonly at: number }

const cellsOf = (all: readonly Field[], own: readonly Field[]): Cell[] =>
  own.map((field) => ({ key: field.key, decode: field.decode, at: all.indexOf(field) }))

const decode = (row: readonly unknown[], into: Record<string, unknown>, cells: readonly Cell[]) => {
  for (const { key, decode: decoder, at } of cells) {
    const raw = row[at] ?? null
    into[key] = decoder === null || raw === null ? raw : decoder(raw)
  }
  return into
}

// V8 turns an object into a dictionary when the 17th key is added to it. An object that is copied and then
// extended gets a hidden class of its own. Copying an object that already has all its keys avoids both.
const shapeOf = (keys: readonly string[]): Record<string, unknown> => Object.fromEntries(keys.map((key) => [key, null]))
