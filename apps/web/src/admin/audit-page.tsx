import { infiniteQueryOptions, keepPreviousData, useInfiniteQuery } from '@tanstack/react-query'
import { getRouteApi } from '@tanstack/react-router'
import { ScrollText } from 'lucide-react'
import { useForm } from 'react-hook-form'
import { api, client } from '../api.ts'
import { useDocumentTitle } from '../shop/document-title.ts'
import { Button } from '../ui/button.tsx'
import { TextField } from '../ui/field.tsx'
import { PageTitle } from '../ui/page-title.tsx'
import { Problem } from '../ui/problem.tsx'
import { EmptyState, LoadFailure, Loading, Skeleton } from '../ui/states.tsx'
import { AuditRow } from './audit-row.tsx'
import { type AuditSearch, parseAuditSearch } from './audit-search.ts'
import { Needs } from './needs.tsx'

const route = getRouteApi('/admin/audit')

// The first page has no cursor.
const firstCursor = (): string | null => null

const foundEntries = (search: AuditSearch) =>
  infiniteQueryOptions({
    queryKey: [...api.admin.audit.list.pathKey(), 'pages', search],
    queryFn: ({ pageParam, signal }) => client.admin.audit.list.query({ ...search, cursor: pageParam }, { signal }),
    initialPageParam: firstCursor(),
    getNextPageParam: (page) => page.nextCursor,
  })

interface FilterFormProps {
  search: AuditSearch
  onFilter: (search: AuditSearch) => void
}

const FilterForm = ({ search, onFilter }: FilterFormProps) => {
  const { register, handleSubmit } = useForm({
    defaultValues: { procedure: search.procedure ?? '', about: search.about ?? '' },
  })
  const submit = handleSubmit((values) => onFilter(parseAuditSearch(values)))
  const isFiltered = search.procedure !== undefined || search.about !== undefined
  return (
    <form
      noValidate
      role="search"
      aria-label="Audit log"
      onSubmit={(event) => void submit(event)}
      className="mb-8 grid gap-4 sm:grid-cols-[1fr_1fr_auto] sm:items-end"
    >
      <TextField
        label="Procedure"
        placeholder="admin.staff.invite"
        autoCapitalize="none"
        autoComplete="off"
        spellCheck={false}
        {...register('procedure')}
      />
      <TextField
        label="About (id of actor or target)"
        placeholder="usr_…"
        autoCapitalize="none"
        autoComplete="off"
        spellCheck={false}
        {...register('about')}
      />
      <span className="flex gap-3 sm:pb-0.5">
        <Button type="submit" look="secondary">
          Filter
        </Button>
        {isFiltered ? (
          <Button look="quiet" onClick={() => onFilter({})}>
            Show all
          </Button>
        ) : null}
      </span>
    </form>
  )
}

const EntryList = ({ search }: { search: AuditSearch }) => {
  const found = useInfiniteQuery({ ...foundEntries(search), placeholderData: keepPreviousData })
  const entries = found.data?.pages.flatMap((page) => page.items) ?? []
  if (found.isPending) {
    return (
      <Loading what="the audit log">
        <Skeleton className="h-64 rounded-3xl" />
      </Loading>
    )
  }
  if (found.isError && !found.data) return <LoadFailure error={found.error} onRetry={() => void found.refetch()} />
  if (entries.length === 0) {
    return (
      <EmptyState title="Nothing here" icon={<ScrollText aria-hidden strokeWidth={1.4} className="size-7" />}>
        No act is recorded that fits.
      </EmptyState>
    )
  }
  return (
    <div aria-busy={found.isPlaceholderData} className={found.isPlaceholderData ? 'opacity-50' : ''}>
      <ul aria-label="Entries" className="divide-y divide-line rounded-3xl border border-line bg-surface">
        {entries.map((entry) => (
          <AuditRow key={entry.id} entry={entry} />
        ))}
      </ul>
      <div className="mt-8 flex flex-col items-start gap-4">
        <Problem error={found.error} />
        {found.hasNextPage ? (
          <Button look="secondary" isBusy={found.isFetchingNextPage} onClick={() => void found.fetchNextPage()}>
            Load more
          </Button>
        ) : null}
      </div>
    </div>
  )
}

const AuditDesk = () => {
  const search = route.useSearch()
  const navigate = route.useNavigate()
  return (
    <>
      <PageTitle
        title="Audit log"
        lead="Acts of staff, keys and the system on other people’s data, newest first. Nothing in it can be changed."
      />
      <FilterForm
        key={`${search.procedure ?? ''} ${search.about ?? ''}`}
        search={search}
        onFilter={(next) => void navigate({ search: next, resetScroll: false })}
      />
      <EntryList search={search} />
    </>
  )
}

/** Who did what to whose data. */
export const AuditPage = () => {
  useDocumentTitle('Audit log')
  return (
    <Needs permission="audit:read">
      <AuditDesk />
    </Needs>
  )
}
