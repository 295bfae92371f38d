import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { Monitor, Smartphone } from 'lucide-react'
import { useState } from 'react'
import { api } from '../api.ts'
import { useDocumentTitle } from '../shop/document-title.ts'
import { Badge } from '../ui/badge.tsx'
import { Button } from '../ui/button.tsx'
import { instantText } from '../ui/dates.ts'
import { ConfirmDialog } from '../ui/dialog.tsx'
import { notify } from '../ui/notices.ts'
import { PageTitle } from '../ui/page-title.tsx'
import { Problem } from '../ui/problem.tsx'
import { LoadFailure, Loading, Skeleton } from '../ui/states.tsx'
import type { AccountSession } from './account-queries.ts'
import { deviceName, isHandheld } from './device-name.ts'

const useSessionsChanged = () => {
  const queries = useQueryClient()
  return () => queries.invalidateQueries({ queryKey: api.account.sessions.list.queryKey() })
}

const SessionRow = ({ session }: { session: AccountSession }) => {
  const changed = useSessionsChanged()
  const end = useMutation(api.account.sessions.revoke.mutationOptions({ onSuccess: changed }))
  const name = deviceName(session.userAgent)
  const Icon = isHandheld(session.userAgent) ? Smartphone : Monitor
  return (
    <li className="flex flex-wrap items-center gap-x-4 gap-y-3 rounded-3xl border border-line bg-surface p-5 sm:px-6">
      <Icon aria-hidden strokeWidth={1.4} className="size-7 shrink-0 text-muted" />
      <div className="min-w-0 flex-1 basis-52">
        <p className="flex flex-wrap items-center gap-x-3 gap-y-1 font-medium" title={session.userAgent}>
          {name}
          {session.isCurrent ? <Badge tone="good">This browser</Badge> : null}
        </p>
        <p className="mt-1 text-sm leading-relaxed text-muted">
          Last seen <time dateTime={session.lastSeenAt}>{instantText(session.lastSeenAt)}</time>, signed in{' '}
          <time dateTime={session.createdAt}>{instantText(session.createdAt)}</time>
        </p>
      </div>
      {session.isCurrent ? null : (
        <Button
          look="secondary"
          isBusy={end.isPending}
          aria-label={`End session: ${name}, last seen ${instantText(session.lastSeenAt)}`}
          onClick={() => end.mutate({ id: session.id }, { onSuccess: () => notify(`${name} is signed out.`) })}
        >
          End
        </Button>
      )}
      <div className="basis-full empty:hidden">
        <Problem error={end.error} />
      </div>
    </li>
  )
}

const EndOthers = () => {
  const [isAsking, setIsAsking] = useState(false)
  const changed = useSessionsChanged()
  const end = useMutation(api.account.sessions.revokeOthers.mutationOptions({ onSuccess: changed }))
  const close = () => setIsAsking(false)
  const confirm = () =>
    end.mutate(undefined, {
      onSuccess: ({ revoked }) => {
        close()
        notify(revoked === 1 ? 'One session is ended.' : `${revoked} sessions are ended.`)
      },
    })
  return (
    <>
      <Button look="secondary" aria-haspopup="dialog" onClick={() => setIsAsking(true)}>
        End all others
      </Button>
      <ConfirmDialog
        isOpen={isAsking}
        onClose={close}
        title="End all other sessions?"
        act="End sessions"
        onConfirm={confirm}
        isBusy={end.isPending}
        error={end.error}
      >
        Every other browser and tool has to sign in again. This browser stays signed in.
      </ConfirmDialog>
    </>
  )
}

export const SessionsPage = () => {
  useDocumentTitle('Sessions')
  const sessions = useQuery(api.account.sessions.list.queryOptions())
  const items = sessions.data?.items ?? []
  return (
    <>
      <PageTitle
        title="Sessions"
        lead="Where you are signed in. End what you do not know, and change your password."
        action={items.some(({ isCurrent }) => !isCurrent) ? <EndOthers /> : null}
      />
      {sessions.isPending ? (
        <Loading what="your sessions">
          <Skeleton className="h-24 rounded-3xl" />
        </Loading>
      ) : null}
      {sessions.isError && !sessions.data ? (
        <LoadFailure error={sessions.error} onRetry={() => void sessions.refetch()} />
      ) : null}
      <ul className="flex flex-col gap-3">
        {items.map((session) => (
          <SessionRow key={session.id} session={session} />
        ))}
      </ul>
    </>
  )
}
