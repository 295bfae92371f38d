import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { api } from '../api.ts'
import { refreshSession } from '../auth/session-queries.ts'
import { useDocumentTitle } from '../shop/document-title.ts'
import { Badge } from '../ui/badge.tsx'
import { Button } from '../ui/button.tsx'
import { ConfirmDialog } from '../ui/dialog.tsx'
import { notify } from '../ui/notices.ts'
import { PageTitle } from '../ui/page-title.tsx'
import { Panel } from '../ui/panel.tsx'
import { LoadFailure, Loading, Skeleton } from '../ui/states.tsx'
import { Needs } from './needs.tsx'

const useSetRequired = () => {
  const queries = useQueryClient()
  return useMutation(
    api.admin.settings.setSecurity.mutationOptions({
      onSuccess: async (settings) => {
        queries.setQueryData(api.admin.settings.security.queryKey(), settings)
        await refreshSession(queries)
      },
    })
  )
}

const StaffMfaSwitch = ({ isRequired }: { isRequired: boolean }) => {
  const [isAsking, setIsAsking] = useState(false)
  const set = useSetRequired()
  const close = () => setIsAsking(false)
  const confirm = () => {
    const onSuccess = () => {
      close()
      notify(isRequired ? 'Staff may sign in without a second factor.' : 'Staff need a second factor from now on.')
    }
    set.mutate({ requireStaffMfa: !isRequired }, { onSuccess })
  }
  return (
    <>
      <Button look="secondary" aria-haspopup="dialog" onClick={() => setIsAsking(true)}>
        {isRequired ? 'Stop requiring it' : 'Require it'}
      </Button>
      <ConfirmDialog
        isOpen={isAsking}
        onClose={close}
        title={isRequired ? 'Let staff in without it?' : 'Require a second factor?'}
        act={isRequired ? 'Stop requiring it' : 'Require it'}
        onConfirm={confirm}
        isBusy={set.isPending}
        error={set.error}
        isDanger={isRequired}
      >
        {isRequired
          ? 'A stolen password alone will then open the back office for accounts that have no second factor.'
          : 'Staff without one, you among them, can do nothing in the back office until they have turned it on.'}
      </ConfirmDialog>
    </>
  )
}

const SettingsDesk = () => {
  const settings = useQuery(api.admin.settings.security.queryOptions())
  const isRequired = settings.data?.requireStaffMfa ?? false
  return (
    <>
      <PageTitle title="Security" lead="What the shop asks of its staff." />
      {settings.isError && !settings.data ? (
        <LoadFailure error={settings.error} onRetry={() => void settings.refetch()} />
      ) : null}
      {settings.isPending ? (
        <Loading what="the settings">
          <Skeleton className="h-40 rounded-3xl" />
        </Loading>
      ) : null}
      {settings.data ? (
        <Panel
          title="Second factor of the staff"
          lead="Where it is required, nobody works in the back office with a password alone."
          aside={<Badge tone={isRequired ? 'good' : 'caution'}>{isRequired ? 'Required' : 'Not required'}</Badge>}
        >
          <StaffMfaSwitch isRequired={isRequired} />
        </Panel>
      ) : null}
    </>
  )
}

/** The page with the shop's sign-in requirements for staff. */
export const SecuritySettingsPage = () => {
  useDocumentTitle('Staff security')
  return (
    <Needs permission="settings:write">
      <SettingsDesk />
    </Needs>
  )
}
