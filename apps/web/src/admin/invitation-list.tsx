import { useMutation } from '@tanstack/react-query'
import type { Invitation } from '@tradepost/contract'
import { useState } from 'react'
import { api } from '../api.ts'
import { roleNames } from '../auth/role-names.ts'
import { Badge } from '../ui/badge.tsx'
import { Button } from '../ui/button.tsx'
import { instantText } from '../ui/dates.ts'
import { ConfirmDialog } from '../ui/dialog.tsx'
import { notify } from '../ui/notices.ts'
import { useStaffChanged } from './staff-queries.ts'

const RevokeButton = ({ invitation }: { invitation: Invitation }) => {
  const [isAsking, setIsAsking] = useState(false)
  const changed = useStaffChanged()
  const revoke = useMutation(api.admin.staff.revokeInvitation.mutationOptions({ onSuccess: changed }))
  const close = () => setIsAsking(false)
  const confirm = () =>
    revoke.mutate({ id: invitation.id }, { onSuccess: () => notify(`${invitation.email} is no longer invited.`) })
  return (
    <>
      <Button
        look="secondary"
        aria-haspopup="dialog"
        aria-label={`Revoke the invitation of ${invitation.email}`}
        onClick={() => setIsAsking(true)}
      >
        Revoke
      </Button>
      <ConfirmDialog
        isOpen={isAsking}
        onClose={close}
        title="Revoke this invitation?"
        act="Revoke invitation"
        onConfirm={confirm}
        isBusy={revoke.isPending}
        error={revoke.error}
      >
        The link that was mailed to {invitation.email} no longer opens anything.
      </ConfirmDialog>
    </>
  )
}

interface InvitationListProps {
  invitations: readonly Invitation[]
  mayRevoke: boolean
}

/** The invitations that have not been accepted yet. */
export const InvitationList = ({ invitations, mayRevoke }: InvitationListProps) => {
  if (invitations.length === 0) return null
  return (
    <section aria-labelledby="invitations" className="mt-10">
      <h2 id="invitations" className="display mb-4 text-2xl">
        Open invitations
      </h2>
      <ul className="divide-y divide-line rounded-3xl border border-line bg-surface">
        {invitations.map((invitation) => (
          <li key={invitation.id} className="flex flex-wrap items-center gap-x-5 gap-y-3 p-5 sm:px-6">
            <div className="min-w-0 flex-1 basis-56">
              <p className="font-medium break-words">{invitation.email}</p>
              <p className="mt-0.5 text-sm text-muted">
                Good until <time dateTime={invitation.expiresAt}>{instantText(invitation.expiresAt)}</time>
              </p>
            </div>
            <Badge>{roleNames[invitation.role]}</Badge>
            {mayRevoke ? <RevokeButton invitation={invitation} /> : null}
          </li>
        ))}
      </ul>
    </section>
  )
}
