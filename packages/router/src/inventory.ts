import {
  adjustUnits,
  countUnits,
  createLocation,
  explainStock,
  listLocations,
  listStock,
  rebuildStock,
  receiveUnits,
  transferUnits,
  updateLocation,
} from '@tradepost/commerce'
import {
  AdjustStockInput,
  CountStockInput,
  CreateLocationInput,
  ExplainStockInput,
  ListStockInput,
  Location,
  LocationList,
  RebuildStockInput,
  RebuiltStock,
  ReceiveStockInput,
  StockExplanation,
  StockItem,
  StockPage,
  TransferStockInput,
  UpdateLocationInput,
} from '@tradepost/contract'
import { staff } from './trpc.ts'
import { declares } from './wire-errors.ts'

const moveErrors = declares('variant.not_found', 'location.not_found', 'stock.insufficient', 'idempotency.conflict')

export const inventory = {
  list: staff('inventory:read', [])
    .input(ListStockInput)
    .output(StockPage)
    .errors(declares('location.not_found'))
    .query(({ ctx, input }) => listStock(ctx.deps, input)),

  explain: staff('inventory:read', [])
    .input(ExplainStockInput)
    .output(StockExplanation)
    .errors(declares('variant.not_found', 'location.not_found'))
    .query(({ ctx, input }) => explainStock(ctx.deps, input)),

  receive: staff('inventory:write', ['stock'])
    .input(ReceiveStockInput)
    .output(StockItem)
    .errors(declares('variant.not_found', 'location.not_found', 'idempotency.conflict'))
    .mutation(({ ctx, input }) => receiveUnits(ctx.deps, { input, actor: ctx.actor })),

  adjust: staff('inventory:write', ['stock'])
    .input(AdjustStockInput)
    .output(StockItem)
    .errors(moveErrors)
    .mutation(({ ctx, input }) => adjustUnits(ctx.deps, { input, actor: ctx.actor })),

  count: staff('inventory:write', ['stock'])
    .input(CountStockInput)
    .output(StockItem)
    .errors(moveErrors)
    .mutation(({ ctx, input }) => countUnits(ctx.deps, { input, actor: ctx.actor })),

  transfer: staff('inventory:write', ['stock'])
    .input(TransferStockInput)
    .output(StockItem)
    .errors(moveErrors)
    .mutation(({ ctx, input }) => transferUnits(ctx.deps, { input, actor: ctx.actor })),

  rebuild: staff('inventory:write', ['stock'])
    .input(RebuildStockInput)
    .output(RebuiltStock)
    .errors(declares('idempotency.conflict'))
    .mutation(({ ctx, input }) => rebuildStock(ctx.deps, { input, actor: ctx.actor })),
}

export const locations = {
  list: staff('inventory:read', [])
    .output(LocationList)
    .query(({ ctx }) => listLocations(ctx.deps)),

  create: staff('inventory:write', [])
    .input(CreateLocationInput)
    .output(Location)
    .mutation(({ ctx, input }) => createLocation(ctx.deps, { input, actor: ctx.actor })),

  update: staff('inventory:write', [])
    .input(UpdateLocationInput)
    .output(Location)
    .errors(declares('location.not_found', 'location.conflict', 'location.last'))
    .mutation(({ ctx, input }) => updateLocation(ctx.deps, { input, actor: ctx.actor })),
}
