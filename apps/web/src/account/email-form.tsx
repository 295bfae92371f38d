import { zodResolver } from '@hookform/resolvers/zod'
import { useMutation } from '@tanstack/react-query'
import { RequestEmailChangeInput } from '@tradepost/contract'
import { useState } from 'react'
import { useForm } from 'react-hook-form'
import { api } from '../api.ts'
import { Button } from '../ui/button.tsx'
import { TextField } from '../ui/field.tsx'
import { refusalsAt } from '../ui/form-refusals.ts'
import { PasswordField } from '../ui/password-field.tsx'
import { Problem } from '../ui/problem.tsx'
import { Callout } from '../ui/states.tsx'
import { CodeField } from './code-field.tsx'

const ChangeForm = ({ onSent, onCancel }: { onSent: (address: string) => void; onCancel: () => void }) => {
  const change = useMutation(api.account.email.requestChange.mutationOptions())
  const { register, handleSubmit, formState, setError } = useForm({
    resolver: zodResolver(RequestEmailChangeInput),
    defaultValues: { newEmail: '', password: '' },
  })
  const refusals = refusalsAt(setError, {
    'auth.wrong_password': 'password',
    'auth.mfa_required': 'code',
    'auth.mfa_invalid': 'code',
    'auth.email_taken': 'newEmail',
  })
  const submit = handleSubmit((values) =>
    change.mutate(values, { onSuccess: ({ mailSentTo }) => onSent(mailSentTo), onError: refusals.show })
  )
  return (
    <form
      noValidate
      aria-label="Change of address"
      onSubmit={(event) => void submit(event)}
      className="flex flex-col gap-5"
    >
      <Problem error={refusals.rest(change.error)} />
      <TextField
        label="New e-mail address"
        type="email"
        autoComplete="email"
        autoCapitalize="none"
        hint="We write to it. Your account moves there once you open the link in that mail."
        error={formState.errors.newEmail?.message}
        {...register('newEmail')}
      />
      <PasswordField
        label="Current password"
        autoComplete="current-password"
        error={formState.errors.password?.message}
        {...register('password')}
      />
      <CodeField registered={register('code')} error={formState.errors.code?.message} />
      <div className="flex flex-wrap gap-3">
        <Button type="submit" isBusy={change.isPending}>
          Send link
        </Button>
        <Button look="secondary" onClick={onCancel}>
          Cancel
        </Button>
      </div>
    </form>
  )
}

/** Requests a new email address. The change takes effect once the link that is mailed there was opened. */
export const EmailForm = () => {
  const [isOpen, setIsOpen] = useState(false)
  const [sentTo, setSentTo] = useState<string | null>(null)
  const finish = (address: string) => {
    setSentTo(address)
    setIsOpen(false)
  }
  if (isOpen) return <ChangeForm onSent={finish} onCancel={() => setIsOpen(false)} />
  return (
    <>
      <div role="status" className="mb-5 empty:hidden">
        {sentTo === null ? null : (
          <Callout tone="good" title="Look in your mailbox">
            Open the link that we have sent to {sentTo}. Until then nothing changes.
          </Callout>
        )}
      </div>
      <Button look="secondary" onClick={() => setIsOpen(true)}>
        Change address
      </Button>
    </>
  )
}
