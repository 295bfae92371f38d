import { useInfiniteQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import type { IdOf, StockItem } from '@tradepost/contract'
import { clsx } from 'clsx'
import { can } from '../../auth/can.ts'
import { useSession } from '../../auth/session-queries.ts'
import { Button } from '../../ui/button.tsx'
import { Problem } from '../../ui/problem.tsx'
import { Sheet } from '../../ui/sheet.tsx'
import { Callout, LoadFailure, Loading, Skeleton } from '../../ui/states.tsx'
import { Ledger } from './ledger.tsx'
import { MoveForm } from './move-form.tsx'
import { stockLedger, useLocations } from './stock-queries.ts'

interface LevelRowProps {
  name: string
  figures: { onHand: number; allocated: number; available: number }
  isTotal?: boolean
}

const LevelRow = ({ name, figures, isTotal = false }: LevelRowProps) => (
  <tr className={clsx('text-right', isTotal ? 'font-medium' : 'border-b border-line')}>
    <th scope="row" className={clsx('py-2 text-left break-words', isTotal ? 'font-medium' : 'font-normal')}>
      {name}
    </th>
    {[figures.onHand, figures.allocated, figures.available].map((figure, index) => (
      <td key={columns[index]} className="py-2 pl-2">
        {figure.toLocaleString('en')}
      </td>
    ))}
  </tr>
)

const columns = ['On hand', 'Promised', 'Free']

const LevelTable = ({ item }: { item: StockItem }) => (
  <table className="mt-4 w-full text-[0.9375rem] tabular-nums">
    <caption className="sr-only">Stock by location</caption>
    <thead className="text-sm text-muted">
      <tr className="border-b border-line text-right">
        <th scope="col" className="py-2 text-left font-normal">
          Location
        </th>
        {columns.map((column) => (
          <th key={column} scope="col" className="py-2 pl-2 font-normal">
            {column}
          </th>
        ))}
      </tr>
    </thead>
    <tbody>
      {item.levels.map((level) => (
        <LevelRow key={level.locationId} name={level.locationName} figures={level} />
      ))}
      <LevelRow name="In all" figures={item} isTotal />
    </tbody>
  </table>
)

const About = ({ item }: { item: StockItem }) => (
  <div>
    <p className="leading-snug">
      <Link
        to="/admin/products/$id"
        params={{ id: item.productId }}
        className="font-medium underline decoration-line-strong underline-offset-4 hover:decoration-ink"
      >
        {item.productTitle}
      </Link>
      <span className="text-muted"> · {item.variantTitle}</span>
    </p>
    {item.tracked ? null : (
      <p className="mt-1 text-sm text-muted">
        The shop sells it without counting; units are kept on record all the same.
      </p>
    )}
    {item.backorder ? <p className="mt-1 text-sm text-muted">May be sold beyond what is there.</p> : null}
    <LevelTable item={item} />
  </div>
)

const Content = ({ variantId }: { variantId: IdOf<'variant'> }) => {
  const ledger = useInfiniteQuery(stockLedger(variantId))
  const locations = useLocations()
  const mayWrite = can(useSession().data, 'inventory:write')
  if (ledger.isPending) {
    return (
      <Loading what="the stock">
        <Skeleton className="h-72 rounded-3xl" />
      </Loading>
    )
  }
  if (!ledger.data) return <LoadFailure error={ledger.error} onRetry={() => void ledger.refetch()} />
  const [first] = ledger.data.pages
  if (!first) return null
  return (
    <div className="flex flex-col gap-7">
      <About item={first.item} />
      {first.addsUp ? null : (
        <Callout tone="caution" title="The movements do not add up to these numbers">
          The command tradepost stock rebuild sets them right.
        </Callout>
      )}
      {mayWrite && locations.length > 0 ? <MoveForm item={first.item} locations={locations} /> : null}
      <section aria-labelledby="ledger-title">
        <h3 id="ledger-title" className="display mb-1 text-xl">
          How it came to be
        </h3>
        <Ledger movements={ledger.data.pages.flatMap((page) => page.items)} />
        <div className="mt-4 flex flex-col items-start gap-4 empty:hidden">
          <Problem error={ledger.error} />
          {ledger.hasNextPage ? (
            <Button look="secondary" isBusy={ledger.isFetchingNextPage} onClick={() => void ledger.fetchNextPage()}>
              Older movements
            </Button>
          ) : null}
        </div>
      </section>
    </div>
  )
}

interface StockPanelProps {
  variantId: IdOf<'variant'> | undefined
  title: string
  onClose: () => void
}

/** The stock of one variant beside the list: its levels by location, the possible actions, and its ledger. */
export const StockPanel = ({ variantId, title, onClose }: StockPanelProps) => (
  <Sheet isOpen={variantId !== undefined} onClose={onClose} title={title}>
    {variantId === undefined ? null : <Content key={variantId} variantId={variantId} />}
  </Sheet>
)
