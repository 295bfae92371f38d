import { zodResolver } from '@hookform/resolvers/zod'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { ResetPasswordInput } from '@tradepost/contract'
import { useForm } from 'react-hook-form'
import { api } from '../api.ts'
import { useDocumentTitle } from '../shop/document-title.ts'
import { Button, buttonClass } from '../ui/button.tsx'
import { CheckField } from '../ui/check-field.tsx'
import { refusalsAt } from '../ui/form-refusals.ts'
import { PasswordField } from '../ui/password-field.tsx'
import { Problem } from '../ui/problem.tsx'
import { Callout } from '../ui/states.tsx'
import { AuthFrame } from './auth-frame.tsx'
import { DeadLink } from './link-outcome.tsx'
import { isDeadLink, useMailToken } from './mailed-link.ts'
import { newPasswordHint } from './new-password.ts'
import { changeSession } from './session-queries.ts'
import { SignInButton } from './sign-in-button.tsx'

const useReset = () => {
  const queries = useQueryClient()
  return useMutation(api.auth.resetPassword.mutationOptions({ onSuccess: () => changeSession(queries) }))
}

interface NewPasswordFormProps {
  token: string
  reset: ReturnType<typeof useReset>
}

const NewPasswordForm = ({ token, reset }: NewPasswordFormProps) => {
  const { register, handleSubmit, formState, setError } = useForm({
    resolver: zodResolver(ResetPasswordInput.pick({ password: true, revokeApiKeys: true })),
    defaultValues: { password: '', revokeApiKeys: false },
  })
  const refusals = refusalsAt(setError, { 'auth.weak_password': 'password' })
  const submit = handleSubmit((values) => reset.mutate({ ...values, token }, { onError: refusals.show }))
  return (
    <form noValidate aria-label="Reset" onSubmit={(event) => void submit(event)} className="flex flex-col gap-5">
      <Problem error={refusals.rest(reset.error)} />
      <PasswordField
        label="New password"
        autoComplete="new-password"
        hint={newPasswordHint}
        error={formState.errors.password?.message}
        {...register('password')}
      />
      <CheckField label="Revoke the account’s API keys too, if it has any" {...register('revokeApiKeys')} />
      <Button type="submit" isBusy={reset.isPending} className="mt-2 min-h-13">
        Set new password
      </Button>
    </form>
  )
}

const keysLeftText = (count: number): string =>
  count === 1 ? 'One API key of the account still works' : `${count} API keys of the account still work`

/** The page that the link in the password reset mail opens. */
export const ResetPasswordPage = () => {
  useDocumentTitle('New password')
  const token = useMailToken()
  const reset = useReset()
  if (token === '' || isDeadLink(reset.error)) {
    return (
      <DeadLink>
        <Link to="/forgot-password" className={buttonClass('primary', 'min-h-13 w-full')}>
          Ask for another link
        </Link>
      </DeadLink>
    )
  }
  if (reset.isSuccess) {
    return (
      <AuthFrame title="Your password is changed" lead="Wherever you were signed in, you are signed out now." isAnswer>
        {reset.data.apiKeysLeft > 0 ? (
          <Callout tone="caution" className="mb-5" title={keysLeftText(reset.data.apiKeysLeft)}>
            Sign in to see them under Security, and revoke those that you do not know.
          </Callout>
        ) : null}
        <SignInButton />
      </AuthFrame>
    )
  }
  return (
    <AuthFrame title="Choose a new password" lead="Once it is set, every browser that is signed in is signed out.">
      <NewPasswordForm token={token} reset={reset} />
    </AuthFrame>
  )
}
