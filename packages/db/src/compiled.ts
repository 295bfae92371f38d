import { Column, is, Param, Placeholder, SQL, sql } from 'drizzle-orm'
import { drizzle } from 'drizzle-orm/libsql'
import type { Executor } from './connection.ts'
import type { Reads, Tx } from './database.ts'
import { asClient } from './database.ts'
import { runOn } from './executors.ts'

/** Stands, while a statement is built, for the values that each of its runs is given. */
export type Given<V> = { readonly [K in keyof V]: Placeholder & { readonly given?: V[K] } }

type Built<R> = PromiseLike<R> & { readonly prepare: () => unknown }
type Rows<R> = R extends readonly unknown[] ? R : void

interface Field {
  readonly path: readonly string[]
  readonly decode: (value: unknown) => unknown
}

interface Compiled {
  readonly sql: string
  readonly argsOf: (values: Readonly<Record<string, unknown>>) => unknown[]
  readonly fields: readonly Field[]
}

/**
 * Makes a statement that Drizzle builds once, at its first run, and that every later run only binds values to: building
 * costs more than running. `given` in `set` goes through `sql`. Optional joins of whole tables are refused.
 */
export const compiled = <V extends object, R>(
  build: (q: Tx, given: Given<V>) => Built<R>
): ((on: Reads, values: V) => Promise<Rows<R>>) => {
  let made: Compiled | undefined
  return async (on, values) => {
    made ??= compile(build(builder, placeholders()))
    const { rows } = await runOn(on, { sql: made.sql, args: made.argsOf(asRecord(values)) })
    const { fields } = made
    // The fields are those of the query whose type this is.
    return rows.map((row) => decodeRow(fields, row)) as unknown as Rows<R>
  }
}

const nowhere: Executor = { execute: () => Promise.reject(new Error('A statement is only built here.')) }
const builder = drizzle({ client: asClient(nowhere) })

const asRecord = (values: object): Readonly<Record<string, unknown>> => ({ ...values })

/** Gives a placeholder for whatever name is asked for: the type says which there are. */
const placeholders = <V>(): Given<V> => new Proxy({}, { get: (_, name) => sql.placeholder(String(name)) }) as Given<V>

/** What Drizzle's prepared query of this version holds beside its types; the tests of this file would fail first. */
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
    fields: fields.map(({ path, field }) => ({ path, decode: decoderOf(field) })),
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
  if (is(field, Column)) return (value) => field.mapFromDriverValue(value)
  const decoder = is(field, SQL) ? decoderOfSql(field) : is(field, SQL.Aliased) ? decoderOfSql(field.sql) : undefined
  if (!decoder) throw new TypeError('Only columns and expressions can be selected.')
  return (value) => decoder.mapFromDriverValue(value)
}

/** Drizzle keeps the decoder of an expression to itself; `mapWith` sets it. */
const decoderOfSql = (expression: SQL): { mapFromDriverValue: (value: unknown) => unknown } =>
  (expression as unknown as { decoder: { mapFromDriverValue: (value: unknown) => unknown } }).decoder

const decodeRow = (fields: readonly Field[], row: readonly unknown[]): Record<string, unknown> => {
  const decoded: Record<string, unknown> = {}
  for (let n = 0; n < fields.length; n++) {
    const field = fields[n]
    if (!field) continue
    const raw = row[n]
    put(decoded, field.path, raw === null || raw === undefined ? null : field.decode(raw))
  }
  return decoded
}

const put = (into: Record<string, unknown>, [name = '', ...rest]: readonly string[], value: unknown): void => {
  if (rest.length === 0) into[name] = value
  else put((into[name] ??= {}) as Record<string, unknown>, rest, value)
}
