import { keepPreviousData, useInfiniteQuery } from '@tanstack/react-query'
import { getRouteApi, Link } from '@tanstack/react-router'
import type { Promotion } from '@tradepost/contract'
import { clsx } from 'clsx'
import { Plus, TicketPercent } from 'lucide-react'
import { can } from '../../auth/can.ts'
import { useSession } from '../../auth/session-queries.ts'
import { useDocumentTitle } from '../../shop/document-title.ts'
import { Button, buttonClass } from '../../ui/button.tsx'
import { PageTitle } from '../../ui/page-title.tsx'
import { Problem } from '../../ui/problem.tsx'
import { EmptyState, LoadFailure, Loading, Skeleton } from '../../ui/states.tsx'
import { Needs } from '../needs.tsx'
import { SearchWords } from '../search-words.tsx'
import { PromotionBadge } from './promotion-badge.tsx'
import { promotionPages } from './promotion-queries.ts'
import type { PromotionSearch } from './promotion-search.ts'
import { datesText, rewardText, usesText } from './promotion-words.ts'

const route = getRouteApi('/admin/promotions')

const NewLink = () => (
  <Link to="/admin/promotions/new" className={buttonClass()}>
    <Plus aria-hidden className="size-4.5" />
    New promotion
  </Link>
)

const tabClass =
  'inline-flex min-h-11 items-center rounded-full px-4 text-[0.9375rem] whitespace-nowrap transition-colors hover:bg-sunken ' +
  'focus-visible:-outline-offset-2 aria-[current=page]:bg-brand aria-[current=page]:text-on-brand'

const tabs = [
  { state: undefined, label: 'All' },
  { state: 'on', label: 'Turned on' },
  { state: 'off', label: 'Turned off' },
] as const

const StateTabs = ({ search: { state: current, ...rest } }: { search: PromotionSearch }) => (
  <nav aria-label="State">
    <ul className="flex gap-1">
      {tabs.map(({ state, label }) => (
        <li key={label}>
          <Link
            to="/admin/promotions"
            search={{ ...rest, ...(state === undefined ? {} : { state }) }}
            resetScroll={false}
            aria-current={current === state ? 'page' : false}
            activeProps={{}}
            className={tabClass}
          >
            {label}
          </Link>
        </li>
      ))}
    </ul>
  </nav>
)

const Row = ({ promotion }: { promotion: Promotion }) => (
  <li className="grid grid-cols-[minmax(0,1fr)_auto] items-center gap-x-4 gap-y-1.5 px-4 py-3.5 text-[0.9375rem] sm:px-5 lg:grid-cols-[minmax(0,1fr)_11rem_9rem_7rem]">
    <div className="col-span-full min-w-0 lg:col-span-1">
      <Link
        to="/admin/promotions/$id"
        params={{ id: promotion.id }}
        className="inline-flex min-h-6 font-medium underline-offset-4 hover:underline"
      >
        {promotion.title}
      </Link>
      <p className="text-sm text-muted">
        {[rewardText(promotion.reward), datesText(promotion)].filter(Boolean).join(' · ')}
      </p>
    </div>
    {promotion.code === null ? (
      <span className="text-sm text-muted">Without a code</span>
    ) : (
      <span className="font-medium tracking-wide break-all">{promotion.code}</span>
    )}
    <span className="col-start-1 text-sm text-muted tabular-nums lg:col-start-auto">{usesText(promotion)}</span>
    <span className="col-start-2 row-start-2 justify-self-end lg:col-start-auto lg:row-start-auto lg:justify-self-start">
      <PromotionBadge promotion={promotion} />
    </span>
  </li>
)

const Nothing = ({ search, mayWrite }: { search: PromotionSearch; mayWrite: boolean }) => {
  const isFiltered = search.search !== undefined || search.state !== undefined
  return (
    <EmptyState
      title={isFiltered ? 'Nothing fits' : 'No promotions yet'}
      icon={<TicketPercent aria-hidden strokeWidth={1.4} className="size-7" />}
      action={isFiltered || !mayWrite ? null : <NewLink />}
    >
      {isFiltered
        ? 'No promotion has these words and this state.'
        : 'A promotion takes something off: by a code, or for everybody.'}
    </EmptyState>
  )
}

const PromotionList = ({ search, mayWrite }: { search: PromotionSearch; mayWrite: boolean }) => {
  const found = useInfiniteQuery({ ...promotionPages(search), placeholderData: keepPreviousData })
  const items = found.data?.pages.flatMap((page) => page.items) ?? []
  if (found.isPending) {
    return (
      <Loading what="the promotions">
        <Skeleton className="h-72 rounded-3xl" />
      </Loading>
    )
  }
  if (found.isError && !found.data) return <LoadFailure error={found.error} onRetry={() => void found.refetch()} />
  return (
    <>
      {items.length === 0 ? (
        <Nothing search={search} mayWrite={mayWrite} />
      ) : (
        <ul
          aria-label="Promotions"
          aria-busy={found.isPlaceholderData}
          className={clsx(
            'divide-y divide-line rounded-3xl border border-line bg-surface',
            found.isPlaceholderData && 'opacity-50'
          )}
        >
          {items.map((promotion) => (
            <Row key={promotion.id} promotion={promotion} />
          ))}
        </ul>
      )}
      <div className="mt-6 flex flex-col items-start gap-4 empty:hidden">
        <Problem error={found.error} />
        {found.hasNextPage ? (
          <Button look="secondary" isBusy={found.isFetchingNextPage} onClick={() => void found.fetchNextPage()}>
            Load more
          </Button>
        ) : null}
      </div>
    </>
  )
}

const PromotionsDesk = () => {
  const search = route.useSearch()
  const navigate = route.useNavigate()
  const mayWrite = can(useSession().data, 'promotions:write')
  const { search: words = '', ...rest } = search
  return (
    <>
      <PageTitle
        title="Promotions"
        lead="What is taken off, for whom, and until when. Uses are orders that count now."
        action={mayWrite ? <NewLink /> : null}
      />
      <div className="mb-4 flex flex-col gap-3">
        <SearchWords
          label="Search promotions"
          placeholder="Title or code …"
          maxLength={100}
          words={words}
          onWords={(next) =>
            void navigate({
              search: next === '' ? rest : { ...rest, search: next },
              replace: true,
              resetScroll: false,
            })
          }
        />
        <StateTabs search={search} />
      </div>
      <PromotionList search={search} mayWrite={mayWrite} />
    </>
  )
}

/** The promotions of the shop, newest first. */
export const PromotionsPage = () => {
  useDocumentTitle('Promotions')
  return (
    <Needs permission="promotions:read">
      <PromotionsDesk />
    </Needs>
  )
}
