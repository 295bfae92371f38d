import {
  adminGetCollection,
  adminGetProduct,
  adminListCollections,
  adminListProducts,
  arrangeCollection,
  bulkUpdateProducts,
  createCollection,
  createProduct,
  deleteCollection,
  deleteProduct,
  listCollectionProducts,
  updateCollection,
  updateProduct,
} from '@tradepost/commerce'
import {
  AdminCollection,
  AdminCollectionIdInput,
  AdminCollectionList,
  AdminListProductsInput,
  AdminProduct,
  AdminProductIdInput,
  AdminProductPage,
  ArrangeCollectionInput,
  BulkUpdateProductsInput,
  BulkUpdateProductsOutput,
  CollectionProductPage,
  CollectionProductsInput,
  CreateCollectionInput,
  CreateProductInput,
  DeleteCollectionInput,
  DeleteProductInput,
  UpdateCollectionInput,
  UpdateProductInput,
} from '@tradepost/contract'
import * as z from 'zod'
import { staff } from './trpc.ts'
import { declares } from './wire-errors.ts'

export const adminProducts = {
  list: staff('products:read', [])
    .input(AdminListProductsInput)
    .output(AdminProductPage)
    .query(({ ctx, input }) => adminListProducts(ctx.deps, input)),

  get: staff('products:read', [])
    .input(AdminProductIdInput)
    .output(AdminProduct)
    .errors(declares('product.not_found'))
    .query(({ ctx, input }) => adminGetProduct(ctx.deps, input)),

  create: staff('products:write', ['stock'])
    .input(CreateProductInput)
    .output(AdminProduct)
    .errors(
      declares(
        'product.slug_taken',
        'product.sku_taken',
        'product.invalid',
        'media.not_found',
        'collection.not_found',
        'collection.is_by_rule',
        'collection.too_many',
        'idempotency.conflict'
      )
    )
    .mutation(({ ctx, input }) => createProduct(ctx.deps, { input, actor: ctx.actor })),

  update: staff('products:write', ['stock'])
    .input(UpdateProductInput)
    .output(AdminProduct)
    .errors(
      declares(
        'product.not_found',
        'product.conflict',
        'product.slug_taken',
        'product.sku_taken',
        'product.invalid',
        'media.not_found',
        'collection.not_found',
        'collection.is_by_rule',
        'collection.too_many'
      )
    )
    .mutation(({ ctx, input }) => updateProduct(ctx.deps, { input, actor: ctx.actor })),

  delete: staff('products:write', ['stock'])
    .input(DeleteProductInput)
    .output(z.null())
    .errors(declares('product.not_found', 'product.conflict'))
    .mutation(({ ctx, input }) => deleteProduct(ctx.deps, { input, actor: ctx.actor })),

  bulkUpdate: staff('products:write', [])
    .input(BulkUpdateProductsInput)
    .output(BulkUpdateProductsOutput)
    .errors(declares('product.not_found', 'product.invalid', 'idempotency.conflict'))
    .mutation(({ ctx, input }) => bulkUpdateProducts(ctx.deps, { input, actor: ctx.actor })),
}

export const adminCollections = {
  list: staff('products:read', [])
    .output(AdminCollectionList)
    .query(({ ctx }) => adminListCollections(ctx.deps)),

  get: staff('products:read', [])
    .input(AdminCollectionIdInput)
    .output(AdminCollection)
    .errors(declares('collection.not_found'))
    .query(({ ctx, input }) => adminGetCollection(ctx.deps, input)),

  products: staff('products:read', [])
    .input(CollectionProductsInput)
    .output(CollectionProductPage)
    .errors(declares('collection.not_found'))
    .query(({ ctx, input }) => listCollectionProducts(ctx.deps, input)),

  create: staff('products:write', [])
    .input(CreateCollectionInput)
    .output(AdminCollection)
    .errors(
      declares(
        'collection.not_found',
        'collection.slug_taken',
        'collection.invalid_parent',
        'collection.too_many',
        'media.not_found'
      )
    )
    .mutation(({ ctx, input }) => createCollection(ctx.deps, { input, actor: ctx.actor })),

  update: staff('products:write', [])
    .input(UpdateCollectionInput)
    .output(AdminCollection)
    .errors(
      declares(
        'collection.not_found',
        'collection.conflict',
        'collection.slug_taken',
        'collection.invalid_parent',
        'media.not_found'
      )
    )
    .mutation(({ ctx, input }) => updateCollection(ctx.deps, { input, actor: ctx.actor })),

  delete: staff('products:write', [])
    .input(DeleteCollectionInput)
    .output(z.null())
    .errors(declares('collection.not_found', 'collection.conflict', 'collection.has_children'))
    .mutation(({ ctx, input }) => deleteCollection(ctx.deps, { input, actor: ctx.actor })),

  arrange: staff('products:write', [])
    .input(ArrangeCollectionInput)
    .output(AdminCollection)
    .errors(declares('collection.not_found', 'collection.is_by_rule', 'collection.too_many', 'product.not_found'))
    .mutation(({ ctx, input }) => arrangeCollection(ctx.deps, { input, actor: ctx.actor })),
}
