import { getCollection, listCollections } from '@tradepost/commerce'
import { Collection, CollectionList, GetCollectionInput } from '@tradepost/contract'
import { anyone } from './trpc.ts'
import { declares } from './wire-errors.ts'

export const collections = {
  list: anyone([])
    .output(CollectionList)
    .query(({ ctx }) => listCollections(ctx.deps)),

  get: anyone([])
    .input(GetCollectionInput)
    .output(Collection)
    .errors(declares('collection.not_found'))
    .query(({ ctx, input }) => getCollection(ctx.deps, input)),
}
