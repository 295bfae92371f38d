import { createOwner, listUndelivered, retryUndelivered, seedDemo } from '@tradepost/commerce'
import { RegisterInput, UndeliveredEvents, User } from '@tradepost/contract'
import * as z from 'zod'
import { operator } from './trpc.ts'
import { declares } from './wire-errors.ts'

/** Acts of the operator. The command line sends them to the process that owns the database. */
export const operatorActs = {
  createOwner: operator(['personal_data', 'access'])
    .input(RegisterInput)
    .output(User)
    .errors(declares('auth.email_taken', 'auth.weak_password'))
    .mutation(({ ctx, input }) => createOwner(ctx.deps, input, ctx.actor)),

  seed: operator(['stock', 'personal_data', 'access'])
    .output(z.object({ seeded: z.boolean() }))
    .mutation(async ({ ctx }) => {
      const { seedCatalogue, seedCollections } = await import('@tradepost/db/seed')
      return { seeded: await seedDemo(ctx.deps, seedCatalogue(), seedCollections) }
    }),

  undelivered: operator([])
    .output(UndeliveredEvents)
    .query(({ ctx }) => listUndelivered(ctx.deps)),

  retryUndelivered: operator([])
    .output(z.object({ retried: z.int() }))
    .mutation(({ ctx }) => retryUndelivered(ctx.deps)),

  migrations: operator([])
    .output(z.object({ migrations: z.array(z.string()) }))
    .query(({ ctx }) => ({ migrations: [...ctx.deps.db.migrations] })),
}
