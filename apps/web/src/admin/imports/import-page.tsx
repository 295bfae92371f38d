import { getRouteApi } from '@tanstack/react-router'
import type { IdOf, ImportRun } from '@tradepost/contract'
import { useEffect, useEffectEvent, useRef, useState } from 'react'
import { useDocumentTitle } from '../../shop/document-title.ts'
import { PageTitle } from '../../ui/page-title.tsx'
import { LoadFailure, Loading, Skeleton } from '../../ui/states.tsx'
import { Needs } from '../needs.tsx'
import { ChooseFile } from './choose-file.tsx'
import { findRunUnderWay, useImportRuns, useTakeRun } from './import-queries.ts'
import { PastRuns } from './past-runs.tsx'
import { RunView } from './run-view.tsx'

const route = getRouteApi('/admin/import')

interface Sent {
  readonly id: IdOf<'import'>
  readonly file: File
}

// Opens a run in progress only once, when the page opens, so that the user can leave it and start another one.
const useRunUnderWay = (runs: readonly ImportRun[] | undefined, show: (id: IdOf<'import'>) => void) => {
  const hasLooked = useRef(false)
  const look = useEffectEvent((found: ImportRun | undefined) => {
    if (found !== undefined) show(found.id)
  })
  useEffect(() => {
    if (runs === undefined || hasLooked.current) return
    hasLooked.current = true
    look(findRunUnderWay(runs))
  }, [runs])
}

const ImportDesk = () => {
  const search = route.useSearch()
  const navigate = route.useNavigate()
  const takeRun = useTakeRun()
  const runs = useImportRuns()
  const [sent, setSent] = useState<Sent | null>(null)
  const items = runs.data?.items ?? []
  const id = search.run
  const show = (run?: IdOf<'import'>) => void navigate({ search: run === undefined ? {} : { run } })
  useRunUnderWay(runs.data?.items, (run) => {
    if (id === undefined) void navigate({ search: { run }, replace: true })
  })
  const open = (run: ImportRun, file: File) => {
    takeRun(run)
    setSent({ id: run.id, file })
    show(run.id)
  }
  return (
    <>
      <PageTitle
        title="Import products"
        lead="Many products at once from a CSV file. A product that the shop has already, by its handle, is brought up to date."
      />
      {runs.isError && !runs.data ? <LoadFailure error={runs.error} onRetry={() => void runs.refetch()} /> : null}
      {runs.isPending ? (
        <Loading what="the imports">
          <Skeleton className="h-56 rounded-3xl" />
        </Loading>
      ) : null}
      {runs.data && id === undefined ? <ChooseFile onOpened={open} /> : null}
      {runs.data && id !== undefined ? (
        <RunView
          key={id}
          id={id}
          file={sent?.id === id ? sent.file : null}
          onFile={(file) => setSent({ id, file })}
          onClose={() => show()}
        />
      ) : null}
      {runs.data ? <PastRuns runs={items.filter((run) => run.id !== id)} /> : null}
    </>
  )
}

/** The page that imports many products from a file. */
export const ImportPage = () => {
  useDocumentTitle('Import products')
  return (
    <Needs permission="products:write">
      <ImportDesk />
    </Needs>
  )
}
