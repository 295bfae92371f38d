import { zodResolver } from '@hookform/resolvers/zod'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { ChangePasswordInput } from '@tradepost/contract'
import { useState } from 'react'
import { useForm } from 'react-hook-form'
import { api } from '../api.ts'
import { newPasswordHint } from '../auth/new-password.ts'
import { refreshSession, useSession } from '../auth/session-queries.ts'
import { Button } from '../ui/button.tsx'
import { refusalsAt } from '../ui/form-refusals.ts'
import { notify } from '../ui/notices.ts'
import { Panel } from '../ui/panel.tsx'
import { PasswordField } from '../ui/password-field.tsx'
import { Problem } from '../ui/problem.tsx'
import { CodeField } from './code-field.tsx'
import { KeysField } from './own-keys.tsx'

const useChangePassword = () => {
  const queries = useQueryClient()
  return useMutation(
    api.account.password.change.mutationOptions({
      onSuccess: async (left) => {
        await refreshSession(queries)
        void queries.invalidateQueries({ queryKey: api.account.sessions.list.queryKey() })
        queries.setQueryData(api.account.apiKeys.list.queryKey(), left)
        notify('Your password is changed. Every other session is ended.')
      },
    })
  )
}

const PasswordForm = ({ onDone }: { onDone: () => void }) => {
  const change = useChangePassword()
  const email = useSession().data?.user?.email
  const { register, handleSubmit, formState, setError } = useForm({
    resolver: zodResolver(ChangePasswordInput),
    defaultValues: { currentPassword: '', newPassword: '', revokeApiKeys: false },
  })
  const refusals = refusalsAt(setError, {
    'auth.wrong_password': 'currentPassword',
    'auth.mfa_required': 'code',
    'auth.mfa_invalid': 'code',
    'auth.weak_password': 'newPassword',
  })
  const submit = handleSubmit((values) => change.mutate(values, { onSuccess: onDone, onError: refusals.show }))
  return (
    <form
      noValidate
      aria-label="Change of password"
      onSubmit={(event) => void submit(event)}
      className="flex flex-col gap-5"
    >
      <Problem error={refusals.rest(change.error)} />
      {/* Identifies the account for password managers. */}
      <input type="text" hidden readOnly autoComplete="username" value={email ?? ''} />
      <PasswordField
        label="Current password"
        autoComplete="current-password"
        error={formState.errors.currentPassword?.message}
        {...register('currentPassword')}
      />
      <CodeField registered={register('code')} error={formState.errors.code?.message} />
      <PasswordField
        label="New password"
        autoComplete="new-password"
        hint={newPasswordHint}
        error={formState.errors.newPassword?.message}
        {...register('newPassword')}
      />
      <KeysField registered={register('revokeApiKeys')} />
      <div className="flex flex-wrap gap-3">
        <Button type="submit" isBusy={change.isPending}>
          Change password
        </Button>
        <Button look="secondary" onClick={onDone}>
          Cancel
        </Button>
      </div>
    </form>
  )
}

/** Changes the password, which ends every other session. */
export const PasswordPanel = () => {
  const [isOpen, setIsOpen] = useState(false)
  return (
    <Panel title="Password" lead="When you change it, every other browser and tool has to sign in again.">
      {isOpen ? (
        <PasswordForm onDone={() => setIsOpen(false)} />
      ) : (
        <Button look="secondary" onClick={() => setIsOpen(true)}>
          Change password
        </Button>
      )}
    </Panel>
  )
}
