import type { TrackedEnvelope } from '@trpc/server'
import { tracked } from '@trpc/server'
import * as z from 'zod'

/** Returns whether the result of a procedure is a stream. */
export const isStream = (value: unknown): value is AsyncIterable<unknown> =>
  value !== null && typeof value === 'object' && Symbol.asyncIterator in value

/**
 * Creates the output schema of a subscription. Every yielded value is parsed by `schema`, like the answer of a query.
 */
export const streamOf = <T>(schema: z.ZodType<T>) =>
  z
    .custom<AsyncIterable<T>>(isStream)
    .transform(async function* (values: AsyncIterable<T>): AsyncGenerator<T, void> {
      for await (const value of values) yield schema.parse(value)
    })
    .meta({ streamOf: z.toJSONSchema(schema, { io: 'output' }) })

/**
 * Creates the output schema of a subscription that a client can resume after a disconnect. Each value carries its ID.
 */
export const trackedStreamOf = <T>(schema: z.ZodType<T>) =>
  z
    .custom<AsyncIterable<TrackedEnvelope<T>>>(isStream)
    .transform(async function* (values: AsyncIterable<TrackedEnvelope<T>>): AsyncGenerator<TrackedEnvelope<T>, void> {
      for await (const [id, value] of values) yield tracked(id, schema.parse(value))
    })
    .meta({ streamOf: z.toJSONSchema(schema, { io: 'output', unrepresentable: 'any' }) })
