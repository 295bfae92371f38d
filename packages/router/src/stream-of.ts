import type { TrackedEnvelope } from '@trpc/server'
import { tracked } from '@trpc/server'
import * as z from 'zod'

/** Tells whether a procedure has answered with a stream. */
export const isStream = (value: unknown): value is AsyncIterable<unknown> =>
  value !== null && typeof value === 'object' && Symbol.asyncIterator in value

/** Makes the output of a subscription: whatever it yields passes through the schema, as the answer of a query does. */
export const streamOf = <T>(schema: z.ZodType<T>) =>
  z
    .custom<AsyncIterable<T>>(isStream)
    .transform(async function* (values: AsyncIterable<T>): AsyncGenerator<T, void> {
      for await (const value of values) yield schema.parse(value)
    })
    .meta({ streamOf: z.toJSONSchema(schema, { io: 'output' }) })

/** Makes the output of a subscription that can be taken up again where it was cut off: each value goes with its id. */
export const trackedStreamOf = <T>(schema: z.ZodType<T>) =>
  z
    .custom<AsyncIterable<TrackedEnvelope<T>>>(isStream)
    .transform(async function* (values: AsyncIterable<TrackedEnvelope<T>>): AsyncGenerator<TrackedEnvelope<T>, void> {
      for await (const [id, value] of values) yield tracked(id, schema.parse(value))
    })
    .meta({ streamOf: z.toJSONSchema(schema, { io: 'output', unrepresentable: 'any' }) })
