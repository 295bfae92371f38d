import { useQuery, useQueryClient } from '@tanstack/react-query'
import { type IdOf, type ImportRun, isImportOver } from '@tradepost/contract'
import { useEffect, useState } from 'react'
import { api, client } from '../../api.ts'

const POLL_MS = 1000
const CHECK_MS = 15_000

const isAtWork = ({ state }: ImportRun): boolean => !isImportOver(state) && state !== 'uploading'

/** Reads the 20 newest import runs. */
export const useImportRuns = () => useQuery(api.admin.imports.list.queryOptions({ limit: 20 }))

/** Returns a run that is in progress, for instance after the page was reloaded. */
export const findRunUnderWay = (runs: readonly ImportRun[]): ImportRun | undefined => runs.find(isAtWork)

// Writes streamed progress into the query's cache. If the stream breaks, the query polls instead.
const useStream = (id: IdOf<'import'>, isWanted: boolean): boolean => {
  const queries = useQueryClient()
  const [isLive, setIsLive] = useState(false)
  useEffect(() => {
    if (!isWanted) return
    const stream = client.admin.imports.onProgress.subscribe(
      { id },
      {
        onData: (run) => {
          setIsLive(true)
          queries.setQueryData(api.admin.imports.get.queryKey({ id }), run)
        },
        onConnectionStateChange: ({ state }) => setIsLive(state === 'pending'),
        onError: () => setIsLive(false),
        onComplete: () => setIsLive(false),
      }
    )
    return () => {
      stream.unsubscribe()
      setIsLive(false)
    }
  }, [id, isWanted, queries])
  return isLive
}

/** Reads one run and follows it while it is in progress. */
export const useImportRun = (id: IdOf<'import'>) => {
  const queries = useQueryClient()
  const known = queries.getQueryData(api.admin.imports.get.queryKey({ id }))
  const [isFollowed, setIsFollowed] = useState(known !== undefined && isAtWork(known))
  const isLive = useStream(id, isFollowed)
  const run = useQuery(
    api.admin.imports.get.queryOptions(
      { id },
      {
        refetchInterval: ({ state }) => {
          if (state.data === undefined || !isAtWork(state.data)) return false
          return isLive ? CHECK_MS : POLL_MS
        },
      }
    )
  )
  const isNowAtWork = run.data !== undefined && isAtWork(run.data)
  if (isNowAtWork !== isFollowed) setIsFollowed(isNowAtWork)
  useEffect(() => {
    if (isNowAtWork) return
    void queries.invalidateQueries({ queryKey: api.admin.imports.list.pathKey() })
  }, [isNowAtWork, queries])
  return run
}

/** Returns a callback that shows a run as a mutation returned it. */
export const useTakeRun = () => {
  const queries = useQueryClient()
  return (run: ImportRun): void => {
    queries.setQueryData(api.admin.imports.get.queryKey({ id: run.id }), run)
    void queries.invalidateQueries({ queryKey: api.admin.imports.list.pathKey() })
  }
}
