import { zodResolver } from '@hookform/resolvers/zod'
import { useMutation } from '@tanstack/react-query'
import { AcceptInvitationInput } from '@tradepost/contract'
import { useForm } from 'react-hook-form'
import { api } from '../api.ts'
import { useDocumentTitle } from '../shop/document-title.ts'
import { Button } from '../ui/button.tsx'
import { TextField } from '../ui/field.tsx'
import { refusalsAt } from '../ui/form-refusals.ts'
import { PasswordField } from '../ui/password-field.tsx'
import { Problem } from '../ui/problem.tsx'
import { AuthFrame } from './auth-frame.tsx'
import { DeadLink } from './link-outcome.tsx'
import { isDeadLink, useMailToken } from './mailed-link.ts'
import { newPasswordHint } from './new-password.ts'
import { SignInButton } from './sign-in-button.tsx'

const useAccept = () => useMutation(api.auth.acceptInvitation.mutationOptions())

const JoinForm = ({ token, accept }: { token: string; accept: ReturnType<typeof useAccept> }) => {
  const { register, handleSubmit, formState, setError } = useForm({
    resolver: zodResolver(AcceptInvitationInput.omit({ token: true })),
    defaultValues: { name: '', password: '' },
  })
  const refusals = refusalsAt(setError, { 'auth.weak_password': 'password' })
  const submit = handleSubmit((values) => accept.mutate({ ...values, token }, { onError: refusals.show }))
  return (
    <form noValidate aria-label="Join" onSubmit={(event) => void submit(event)} className="flex flex-col gap-5">
      <Problem error={refusals.rest(accept.error)} />
      <TextField label="Name" autoComplete="name" error={formState.errors.name?.message} {...register('name')} />
      <PasswordField
        label="Password"
        autoComplete="new-password"
        hint={newPasswordHint}
        error={formState.errors.password?.message}
        {...register('password')}
      />
      <Button type="submit" isBusy={accept.isPending} className="mt-2 min-h-13">
        Join
      </Button>
    </form>
  )
}

/** The page that the link in a staff invitation opens. */
export const AcceptInvitationPage = () => {
  useDocumentTitle('Join the staff')
  const token = useMailToken()
  const accept = useAccept()
  if (token === '' || isDeadLink(accept.error)) {
    return (
      <DeadLink>
        <p className="leading-relaxed">Ask the person who invited you for another invitation.</p>
      </DeadLink>
    )
  }
  if (accept.isSuccess) {
    return (
      <AuthFrame title="Welcome to the staff" lead={`Sign in as ${accept.data.email}.`} isAnswer>
        <SignInButton email={accept.data.email} next="/admin" />
      </AuthFrame>
    )
  }
  return (
    <AuthFrame title="Join the staff" lead="You were invited to work in this shop’s back office.">
      <JoinForm token={token} accept={accept} />
    </AuthFrame>
  )
}
