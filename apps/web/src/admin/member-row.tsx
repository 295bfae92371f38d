import { useMutation } from '@tanstack/react-query'
import { Role, type StaffMember } from '@tradepost/contract'
import { ChevronDown } from 'lucide-react'
import { useState } from 'react'
import { api } from '../api.ts'
import { roleNames } from '../auth/role-names.ts'
import { Badge } from '../ui/badge.tsx'
import { Button } from '../ui/button.tsx'
import { dayText } from '../ui/dates.ts'
import { ConfirmDialog } from '../ui/dialog.tsx'
import { notify } from '../ui/notices.ts'
import { useStaffChanged } from './staff-queries.ts'

const leaving = 'Customer (leaves the staff)'

const RoleChoice = ({ member }: { member: StaffMember }) => {
  const [wanted, setWanted] = useState<Role | null>(null)
  const changed = useStaffChanged()
  const setRole = useMutation(api.admin.staff.setRole.mutationOptions({ onSuccess: changed }))
  const close = () => setWanted(null)
  const confirm = () => {
    if (wanted === null) return
    const onSuccess = () => {
      close()
      notify(`${member.name}: ${roleNames[wanted].toLowerCase()} from now on.`)
    }
    setRole.mutate({ userId: member.id, role: wanted }, { onSuccess })
  }
  const choose = (role: string) => {
    setRole.reset()
    setWanted(Role.parse(role))
  }
  return (
    <>
      <span className="relative inline-block">
        <select
          aria-label={`Role of ${member.name}`}
          value={wanted ?? member.role}
          onChange={(event) => choose(event.target.value)}
          className="min-h-11 appearance-none rounded-full border border-line-strong bg-surface pr-10 pl-4 text-[0.9375rem] hover:border-ink"
        >
          {Role.options.map((role) => (
            <option key={role} value={role}>
              {role === 'customer' ? leaving : roleNames[role]}
            </option>
          ))}
        </select>
        <ChevronDown aria-hidden className="pointer-events-none absolute top-1/2 right-4 size-4 -translate-y-1/2" />
      </span>
      <ConfirmDialog
        isOpen={wanted !== null}
        onClose={close}
        title="Change this role?"
        act="Change role"
        onConfirm={confirm}
        isBusy={setRole.isPending}
        error={setRole.error}
      >
        {member.name} is {roleNames[member.role].toLowerCase()} and becomes{' '}
        {roleNames[wanted ?? member.role].toLowerCase()}
        {wanted === 'customer' ? ', with no access to the back office' : ''}.
      </ConfirmDialog>
    </>
  )
}

const AccessButton = ({ member }: { member: StaffMember }) => {
  const [isAsking, setIsAsking] = useState(false)
  const changed = useStaffChanged()
  const setDisabled = useMutation(api.admin.staff.setDisabled.mutationOptions({ onSuccess: changed }))
  const isDisabled = member.disabledAt !== null
  const act = isDisabled ? 'Enable' : 'Disable'
  const close = () => setIsAsking(false)
  const confirm = () => {
    const onSuccess = () => {
      close()
      notify(isDisabled ? `${member.name} can sign in again.` : `${member.name} can no longer sign in.`)
    }
    setDisabled.mutate({ userId: member.id, disabled: !isDisabled }, { onSuccess })
  }
  return (
    <>
      <Button
        look="secondary"
        aria-haspopup="dialog"
        aria-label={`${act} ${member.name}`}
        onClick={() => setIsAsking(true)}
      >
        {act}
      </Button>
      <ConfirmDialog
        isOpen={isAsking}
        onClose={close}
        title={`${act} ${member.name}?`}
        act={`${act} account`}
        onConfirm={confirm}
        isBusy={setDisabled.isPending}
        error={setDisabled.error}
        isDanger={!isDisabled}
      >
        {isDisabled
          ? 'The account opens again with the password and role it had.'
          : 'Every session of the account ends now, and it cannot sign in until it is enabled again.'}
      </ConfirmDialog>
    </>
  )
}

const State = ({ member }: { member: StaffMember }) => {
  if (member.disabledAt !== null) return <Badge tone="problem">Disabled since {dayText(member.disabledAt)}</Badge>
  return (
    <Badge tone={member.mfaEnabled ? 'good' : 'caution'}>
      {member.mfaEnabled ? 'Second factor on' : 'No second factor'}
    </Badge>
  )
}

/** One staff member. Role and access can be changed if `isChangeable`. */
export const MemberRow = ({ member, isChangeable }: { member: StaffMember; isChangeable: boolean }) => (
  <li className="flex flex-wrap items-center gap-x-5 gap-y-3 p-5 sm:px-6">
    <div className="min-w-0 flex-1 basis-56">
      <p className="font-medium">{member.name}</p>
      <p className="text-sm break-words text-muted">{member.email}</p>
    </div>
    <State member={member} />
    {isChangeable ? (
      <div className="flex flex-wrap gap-3">
        <RoleChoice member={member} />
        <AccessButton member={member} />
      </div>
    ) : (
      <Badge>{roleNames[member.role]}</Badge>
    )}
  </li>
)
