import { zodResolver } from '@hookform/resolvers/zod'
import { useMutation } from '@tanstack/react-query'
import { InviteStaffInput, StaffRole } from '@tradepost/contract'
import { useForm } from 'react-hook-form'
import { api } from '../api.ts'
import { roleNames } from '../auth/role-names.ts'
import { Button } from '../ui/button.tsx'
import { SelectField, TextField } from '../ui/field.tsx'
import { refusalsAt } from '../ui/form-refusals.ts'
import { notify } from '../ui/notices.ts'
import { Problem } from '../ui/problem.tsx'
import { useStaffChanged } from './staff-queries.ts'

/** Invites a staff member by email. */
export const InviteForm = ({ onDone }: { onDone: () => void }) => {
  const changed = useStaffChanged()
  const invite = useMutation(api.admin.staff.invite.mutationOptions({ onSuccess: changed }))
  const { register, handleSubmit, formState, setError } = useForm({
    resolver: zodResolver(InviteStaffInput),
    defaultValues: { email: '', role: StaffRole.enum.support },
  })
  const refusals = refusalsAt(setError, { 'auth.email_taken': 'email', 'staff.beyond_own_permissions': 'role' })
  const submit = handleSubmit((values) =>
    invite.mutate(values, {
      onSuccess: ({ email }) => {
        onDone()
        notify(`An invitation is on its way to ${email}.`)
      },
      onError: refusals.show,
    })
  )
  return (
    <form noValidate aria-label="Invite" onSubmit={(event) => void submit(event)} className="flex flex-col gap-5">
      <Problem error={refusals.rest(invite.error)} />
      <TextField
        label="E-mail address"
        type="email"
        autoComplete="off"
        autoCapitalize="none"
        error={formState.errors.email?.message}
        {...register('email')}
      />
      <SelectField label="Role" error={formState.errors.role?.message} {...register('role')}>
        {StaffRole.options.map((role) => (
          <option key={role} value={role}>
            {roleNames[role]}
          </option>
        ))}
      </SelectField>
      <div className="flex flex-wrap justify-end gap-3">
        <Button look="secondary" onClick={onDone}>
          Cancel
        </Button>
        <Button type="submit" isBusy={invite.isPending}>
          Send invitation
        </Button>
      </div>
    </form>
  )
}
