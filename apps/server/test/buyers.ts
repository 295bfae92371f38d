import type { TradepostClient } from '@tradepost/client'
import { createTradepostClient, memorySession } from '@tradepost/client'
import type { ImportRun, PlaceOrderInput } from '@tradepost/contract'
import { isImportOver } from '@tradepost/contract'
import type { RunningServer } from './run-server.ts'

/** Creates a client with a new guest's cookies. */
export const newGuest = (url: string): TradepostClient => createTradepostClient({ url, fetch: memorySession() })

/** Returns the input of a test order, with the same address for every order. */
export const orderInput = (idempotencyKey: string): PlaceOrderInput => ({
  idempotencyKey,
  email: 'guest@example.com',
  shippingAddress: {
    name: 'Guest',
    line1: '1 High St',
    line2: null,
    city: 'Dublin',
    postalCode: 'D01',
    countryCode: 'IE',
  },
  payment: { method: 'test_card', cardNumber: '4242424242424242' },
})

/** The password of the owner that {@link signInAsOwner} creates. */
export const ownerPassword = 'a long owner password'

/** Creates the owner of a running shop through its operator and signs in as the owner. */
export const signInAsOwner = async (server: RunningServer, email = 'owner@shop.test'): Promise<TradepostClient> => {
  const account = { email, name: 'Owner', password: ownerPassword }
  const operator = createTradepostClient({ url: server.url, operatorSecret: server.operatorSecret })
  await operator.operator.createOwner.mutate(account)
  const { password } = account
  const { token } = await operator.auth.signIn.mutate({ email, password, transport: 'token' })
  return createTradepostClient({ url: server.url, token: token ?? '' })
}

/** Returns a token of the owner that {@link signInAsOwner} has created. */
export const ownerToken = async ({ url }: RunningServer): Promise<string> => {
  const owner = { email: 'owner@shop.test', password: ownerPassword, transport: 'token' } as const
  return (await createTradepostClient({ url }).auth.signIn.mutate(owner)).token ?? ''
}

/** Uploads a CSV, imports it and returns the finished run. Throws if it did not end as done. */
export const importCsv = async (owner: TradepostClient, csv: string): Promise<ImportRun> => {
  const { imports } = owner.admin
  let run = await imports.create.mutate({ fileName: 'products.csv' })
  const form = new FormData()
  form.set('id', run.id)
  form.set('offset', '0')
  form.set('chunk', new Blob([csv]))
  await imports.append.mutate(form)
  run = await imports.start.mutate({ id: run.id })
  while (!isImportOver(run.state)) {
    await new Promise((resolve) => setTimeout(resolve, 20))
    run = await imports.get.query({ id: run.id })
  }
  if (run.state !== 'done') throw new Error(`The import has ${run.state}: ${JSON.stringify(run.faults)}`)
  return run
}

/** Imports products of one variant each, by slug and units on hand, and returns the variants' IDs. */
export const importProducts = async (owner: TradepostClient, stock: Record<string, number>) => {
  const header = 'Handle,Title,Option1 Name,Option1 Value,Variant Inventory Qty,Variant Price\n'
  const rows = Object.entries(stock).map(([slug, onHand]) => `${slug},${slug},Title,Default Title,${onHand},19.99\n`)
  await importCsv(owner, [header, ...rows].join(''))
  const products = await Promise.all(Object.keys(stock).map((slug) => owner.products.get.query({ slug })))
  return products.map(({ variants: [variant] }) => {
    if (!variant) throw new Error('An imported product has no variant.')
    return variant.id
  })
}
