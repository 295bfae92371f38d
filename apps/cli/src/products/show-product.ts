import type { TradepostClient } from '@tradepost/client'
import type { AdminProduct, AdminVariant } from '@tradepost/contract'
import { formatMoney, Id } from '@tradepost/contract'
import type { UrlOption } from '../auth/session.ts'
import { findSession } from '../auth/session.ts'
import { Failure } from '../failure.ts'
import { ask } from '../shop.ts'
import { toDateTime } from '../terminal/date-time.ts'
import type { Column } from '../terminal/table.ts'
import { layTable } from '../terminal/table.ts'
import type { Terminal } from '../terminal/terminal.ts'
import { columnsOf, painter, print, printJson } from '../terminal/terminal.ts'

export interface ShowProductOptions extends UrlOption {
  readonly json?: boolean
}

/** Prints a product of any status, found by its ID, its slug or the SKU of one of its variants. */
export const showProduct = async (terminal: Terminal, name: string, options: ShowProductOptions): Promise<void> => {
  const shop = await findSession(terminal, options)
  const product = await ask(shop, (client) => findProduct(client, name))
  if (!product) throw new Failure('product.not_found', `No product has the id, slug or SKU “${name}”.`)
  if (options.json) printJson(terminal, product)
  else printProduct(terminal, product)
}

const CANDIDATES = 20

const findProduct = async (client: TradepostClient, name: string): Promise<AdminProduct | null> => {
  const { admin } = client
  const id = Id('product').safeParse(name)
  if (id.success) return admin.products.get.query({ id: id.data })
  const { items } = await admin.products.list.query({ search: name.slice(0, 200), limit: CANDIDATES })
  const named = items.find(({ slug }) => slug === name)
  if (named) return admin.products.get.query({ id: named.id })
  for (const { id } of items) {
    const product = await admin.products.get.query({ id })
    if (product.variants.some(({ sku }) => sku === name)) return product
  }
  return null
}

const columns: Column<AdminVariant>[] = [
  { title: 'SKU', cell: ({ sku }) => sku },
  { title: 'Variant', cell: ({ title }) => title, fit: 'cut' },
  { title: 'Price', cell: ({ prices }) => prices.map(({ price }) => formatMoney(price)).join(', '), align: 'right' },
  { title: 'On hand', cell: ({ tracked, onHand }) => (tracked ? String(onHand) : '–'), align: 'right' },
  { title: 'Allocated', cell: ({ tracked, allocated }) => (tracked ? String(allocated) : '–'), align: 'right' },
  { title: 'Backorder', cell: ({ backorder }) => (backorder ? 'yes' : 'no') },
]

const printProduct = (terminal: Terminal, product: AdminProduct): void => {
  const { stdout } = terminal
  const paint = painter(terminal, stdout)
  const space = { width: columnsOf(stdout), paint }
  const about: [what: string, value: string][] = [
    ['Title', product.title],
    ['Slug', product.slug],
    ['Id', product.id],
    ['Status', product.status],
    ['Vendor', product.vendor],
    ['Type', product.productType],
    ['Tags', product.tags.join(', ')],
    ['Images', String(product.images.length)],
    ['Created (UTC)', toDateTime(product.createdAt)],
    ['Updated (UTC)', toDateTime(product.updatedAt)],
  ]
  const facts = layTable<(typeof about)[number]>(
    [
      { title: 'Product', cell: ([what]) => what },
      { title: '', cell: ([, value]) => value || '–', fit: 'wrap' },
    ],
    about,
    space
  )
  print(terminal, ...facts, '', ...layTable(columns, product.variants, space))
}
