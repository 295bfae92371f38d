import type { Access, Effect } from '@tradepost/contract'
import type { Meta } from '@tradepost/router'
import { appRouter } from '@tradepost/router'
import * as z from 'zod'
import type { ApiCaller } from './test-shop.ts'

export type JsonSchema = Readonly<Record<string, unknown>>

/** A procedure's path, access, effects and schemas. */
export interface ListedProcedure {
  readonly path: string
  readonly type: 'query' | 'mutation' | 'subscription'
  readonly access: Access | undefined
  readonly effects: readonly Effect[] | undefined
  readonly input: JsonSchema | null
  readonly output: JsonSchema | null
  /** Returns the issues of an input; empty if it is valid. */
  readonly refusals: (input: unknown) => readonly z.core.$ZodIssue[]
}

interface Definition {
  readonly type: ListedProcedure['type']
  readonly meta?: Meta
  readonly inputs: readonly z.ZodType[]
  readonly output?: z.ZodType
}

/** Lists every procedure of the router. */
export const listProcedures = (): ListedProcedure[] =>
  Object.entries(definitions()).map(
    ([
      path,
      {
        _def: { type, meta, inputs, output },
      },
    ]) => {
      if (inputs.length > 1) throw new Error(`${path} has ${inputs.length} inputs: give it one.`)
      return {
        path,
        type,
        access: meta?.access,
        effects: meta?.effects,
        input: inputs[0] ? toJsonSchema(inputs[0], 'input') : null,
        output: output ? toJsonSchema(output, 'output') : null,
        refusals: (input) => inputs[0]?.safeParse(input).error?.issues ?? [],
      }
    }
  )

/** Returns the builder's runtime definitions by dotted path. Its public type is nested and has only inferred types. */
const definitions = () => appRouter._def.procedures as unknown as Record<string, { _def: Definition }>

const toJsonSchema = (schema: z.ZodType, io: 'input' | 'output'): JsonSchema => {
  const { $schema: _, ...rest } = z.toJSONSchema(schema, { io, unrepresentable: 'any' })
  return rest
}

/** Calls a procedure by its path, with an input of any type. */
export const callByPath = async (api: ApiCaller, path: string, input: unknown): Promise<unknown> => {
  let at: unknown = api
  for (const name of path.split('.')) at = Reflect.get(Object(at), name)
  if (typeof at !== 'function') throw new Error(`There is no procedure ${path}.`)
  return at(input)
}
