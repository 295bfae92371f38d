import { useQuery } from '@tanstack/react-query'
import { UserPlus } from 'lucide-react'
import { useState } from 'react'
import { api } from '../api.ts'
import { can } from '../auth/can.ts'
import { useSession } from '../auth/session-queries.ts'
import { useDocumentTitle } from '../shop/document-title.ts'
import { Button } from '../ui/button.tsx'
import { Dialog } from '../ui/dialog.tsx'
import { PageTitle } from '../ui/page-title.tsx'
import { LoadFailure, Loading, Skeleton } from '../ui/states.tsx'
import { InvitationList } from './invitation-list.tsx'
import { InviteForm } from './invite-form.tsx'
import { MemberRow } from './member-row.tsx'
import { Needs } from './needs.tsx'

const StaffDesk = () => {
  const session = useSession().data
  const mayWrite = can(session, 'staff:write')
  const staff = useQuery(api.admin.staff.list.queryOptions())
  const [isInviting, setIsInviting] = useState(false)
  const close = () => setIsInviting(false)
  return (
    <>
      <PageTitle
        title="Staff"
        lead="Who works in the back office. A new colleague joins by a mailed invitation."
        action={
          mayWrite ? (
            <Button aria-haspopup="dialog" onClick={() => setIsInviting(true)}>
              <UserPlus aria-hidden className="size-4.5" />
              Invite
            </Button>
          ) : null
        }
      />
      {staff.isPending ? (
        <Loading what="the staff">
          <Skeleton className="h-40 rounded-3xl" />
        </Loading>
      ) : null}
      {staff.isError && !staff.data ? <LoadFailure error={staff.error} onRetry={() => void staff.refetch()} /> : null}
      {staff.data ? (
        <>
          <ul aria-label="Members" className="divide-y divide-line rounded-3xl border border-line bg-surface">
            {staff.data.members.map((member) => (
              <MemberRow key={member.id} member={member} isChangeable={mayWrite && member.id !== session?.user?.id} />
            ))}
          </ul>
          <InvitationList invitations={staff.data.invitations} mayRevoke={mayWrite} />
        </>
      ) : null}
      <Dialog isOpen={isInviting} onClose={close} title="Invite a colleague">
        <InviteForm onDone={close} />
      </Dialog>
    </>
  )
}

/** The staff members and their invitations. */
export const StaffPage = () => {
  useDocumentTitle('Staff')
  return (
    <Needs permission="staff:read">
      <StaffDesk />
    </Needs>
  )
}
