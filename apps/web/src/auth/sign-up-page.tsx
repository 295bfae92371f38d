import { zodResolver } from '@hookform/resolvers/zod'
import { useMutation } from '@tanstack/react-query'
import { getRouteApi, Link } from '@tanstack/react-router'
import { RegisterInput } from '@tradepost/contract'
import { useState } from 'react'
import { useForm } from 'react-hook-form'
import { api } from '../api.ts'
import { useDocumentTitle } from '../shop/document-title.ts'
import { Button, buttonClass } from '../ui/button.tsx'
import { TextField } from '../ui/field.tsx'
import { refusalsAt } from '../ui/form-refusals.ts'
import { PasswordField } from '../ui/password-field.tsx'
import { Problem } from '../ui/problem.tsx'
import { AuthFrame } from './auth-frame.tsx'
import { useLeadOn } from './lead-on.ts'
import { MailSent } from './mail-sent.tsx'
import { newPasswordHint } from './new-password.ts'

const route = getRouteApi('/sign-up')

interface SignUpFormProps {
  submitted: RegisterInput | null
  onSubmit: (values: RegisterInput, onError: (error: unknown) => void) => void
  isBusy: boolean
  error: unknown
}

const SignUpForm = ({ submitted, onSubmit, isBusy, error }: SignUpFormProps) => {
  const { register, handleSubmit, formState, setError } = useForm({
    resolver: zodResolver(RegisterInput),
    defaultValues: submitted ?? { email: '', name: '', password: '' },
  })
  const refusals = refusalsAt(setError, { 'auth.weak_password': 'password' })
  const submit = handleSubmit((values) => onSubmit(values, refusals.show))
  return (
    <form noValidate onSubmit={(event) => void submit(event)} className="flex flex-col gap-5">
      <Problem error={refusals.rest(error)} />
      <TextField label="Name" autoComplete="name" error={formState.errors.name?.message} {...register('name')} />
      <TextField
        label="E-mail address"
        type="email"
        autoComplete="username"
        autoCapitalize="none"
        error={formState.errors.email?.message}
        {...register('email')}
      />
      <PasswordField
        label="Password"
        autoComplete="new-password"
        hint={newPasswordHint}
        error={formState.errors.password?.message}
        {...register('password')}
      />
      <Button type="submit" isBusy={isBusy} className="mt-2 min-h-13">
        Create account
      </Button>
    </form>
  )
}

const sentLead = (email: string) => (
  <>
    We have written to <strong className="break-words text-ink">{email}</strong>. Open the link in the mail to confirm
    your address; the link is good for 24 hours.
  </>
)

// The input stays in memory until the visitor leaves the page, because sending the mail again means registering again.
const useSignUp = () => {
  const signUp = useMutation(api.auth.register.mutationOptions())
  const [submitted, setSubmitted] = useState<RegisterInput | null>(null)
  const [sentCount, setSentCount] = useState(0)
  const send = (values: RegisterInput, onError?: (error: unknown) => void) => {
    setSubmitted(values)
    signUp.mutate(values, { onSuccess: () => setSentCount((count) => count + 1), ...(onError ? { onError } : {}) })
  }
  return { send, submitted, sentCount, startOver: () => setSentCount(0), isBusy: signUp.isPending, error: signUp.error }
}

/** The page where a customer signs up. The account exists once the mailed link was opened. */
export const SignUpPage = () => {
  const { next } = route.useSearch()
  useDocumentTitle('Create account')
  useLeadOn(next)
  const { send, submitted, sentCount, startOver, isBusy, error } = useSignUp()
  if (sentCount > 0 && submitted) {
    return (
      <MailSent
        lead={sentLead(submitted.email)}
        onAgain={() => send(submitted)}
        isSending={isBusy}
        againCount={sentCount - 1}
        error={error}
      >
        <button type="button" onClick={startOver} className={buttonClass('quiet', 'self-center')}>
          Use another address
        </button>
      </MailSent>
    )
  }
  return (
    <AuthFrame title="Create an account" lead="Keep your cart on every device and find your orders again.">
      <SignUpForm submitted={submitted} onSubmit={send} isBusy={isBusy} error={error} />
      <p className="mt-8 text-center text-[0.9375rem] text-muted">
        Have an account?{' '}
        <Link to="/sign-in" search={next ? { next } : {}} className="text-ink underline underline-offset-4">
          Sign in
        </Link>
      </p>
    </AuthFrame>
  )
}
