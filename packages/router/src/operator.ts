import { createOwner, seedDemo } from '@tradepost/commerce'
import { RegisterInput, User } from '@tradepost/contract'
import * as z from 'zod'
import { operator } from './trpc.ts'
import { declares } from './wire-errors.ts'

/** Acts of the server's own machine, which the command line asks the process that owns the database for. */
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

  migrations: operator([])
    .output(z.object({ migrations: z.array(z.string()) }))
    .query(({ ctx }) => ({ migrations: [...ctx.deps.db.migrations] })),
}
