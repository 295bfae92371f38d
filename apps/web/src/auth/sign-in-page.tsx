import { zodResolver } from '@hookform/resolvers/zod'
import { getRouteApi, Link, useLocation } from '@tanstack/react-router'
import { SignInInput } from '@tradepost/contract'
import { useState } from 'react'
import { useForm } from 'react-hook-form'
import { errorOf } from '../api.ts'
import { useDocumentTitle } from '../shop/document-title.ts'
import { Button } from '../ui/button.tsx'
import { TextField } from '../ui/field.tsx'
import { PasswordField } from '../ui/password-field.tsx'
import { Problem } from '../ui/problem.tsx'
import { useRetryWait } from '../ui/retry-wait.ts'
import { AuthFrame } from './auth-frame.tsx'
import { useLeadOn } from './lead-on.ts'
import { SecondStep } from './second-step.tsx'
import { useSignIn } from './session-queries.ts'

const route = getRouteApi('/sign-in')
const Credentials = SignInInput.pick({ email: true, password: true })

interface Credentials {
  email: string
  password: string
}

interface CredentialsFormProps {
  known: Credentials
  onSubmit: (values: Credentials) => void
  isBusy: boolean
  error: unknown
}

const CredentialsForm = ({ known, onSubmit, isBusy, error }: CredentialsFormProps) => {
  const { register, handleSubmit, formState, getValues } = useForm({
    resolver: zodResolver(Credentials),
    defaultValues: known,
  })
  const [email, setEmail] = useState(known.email)
  const waitSeconds = useRetryWait(error)
  const submit = handleSubmit((values) => onSubmit(values))
  return (
    <form noValidate onSubmit={(event) => void submit(event)} className="flex flex-col gap-5">
      <Problem error={error} />
      {waitSeconds > 0 ? (
        <p className="text-[0.9375rem] leading-relaxed text-muted">
          You need not wait: <em>Forgotten your password?</em> mails you a link. Once you have used it here, this
          browser lets you in at once.
        </p>
      ) : null}
      <TextField
        label="E-mail address"
        type="email"
        autoComplete="username"
        autoCapitalize="none"
        error={formState.errors.email?.message}
        {...register('email', { onBlur: () => setEmail(getValues('email')) })}
      />
      <div>
        <PasswordField
          label="Password"
          autoComplete="current-password"
          error={formState.errors.password?.message}
          {...register('password')}
        />
        <Link
          to="/forgot-password"
          state={email === '' ? {} : { email }}
          className="mt-2 inline-flex min-h-8 items-center text-sm text-muted underline underline-offset-4 hover:text-ink"
        >
          Forgotten your password?
        </Link>
      </div>
      <Button type="submit" isBusy={isBusy} disabled={waitSeconds > 0} className="min-h-13">
        Sign in
      </Button>
    </form>
  )
}

// Email address and password stay only in memory between the two steps.
const useSteps = () => {
  const state = useLocation({ select: (location) => location.state })
  const signIn = useSignIn()
  const [credentials, setCredentials] = useState<Credentials>({ email: state.email ?? '', password: '' })
  const [isSecond, setIsSecond] = useState(false)
  const begin = (values: Credentials) => {
    setCredentials(values)
    signIn.mutate(
      { ...values, transport: 'cookie' },
      { onError: (error) => setIsSecond(errorOf(error)?.code === 'auth.mfa_required') }
    )
  }
  const finish = (code: string, onError: (error: unknown) => void) =>
    signIn.mutate(
      { ...credentials, code, transport: 'cookie' },
      {
        onError: (error) => {
          if (errorOf(error)?.code === 'auth.invalid_credentials') setIsSecond(false)
          else onError(error)
        },
      }
    )
  const goBack = () => {
    signIn.reset()
    setIsSecond(false)
  }
  return { signIn, credentials, isSecond, begin, finish, goBack }
}

/** The page where customers and staff sign in. */
export const SignInPage = () => {
  const { next } = route.useSearch()
  useDocumentTitle('Sign in')
  useLeadOn(next)
  const { signIn, credentials, isSecond, begin, finish, goBack } = useSteps()
  const state = { isBusy: signIn.isPending, error: signIn.error }
  if (isSecond) {
    return (
      <AuthFrame title="One more step" lead={`Show that it is you, ${credentials.email}.`}>
        <SecondStep onCode={finish} onBack={goBack} {...state} />
      </AuthFrame>
    )
  }
  return (
    <AuthFrame title="Welcome back" lead="Sign in to see your orders and to pick up your cart where you left it.">
      <CredentialsForm known={credentials} onSubmit={begin} {...state} />
      <p className="mt-8 text-center text-[0.9375rem] text-muted">
        New here?{' '}
        <Link to="/sign-up" search={next ? { next } : {}} className="text-ink underline underline-offset-4">
          Create account
        </Link>
      </p>
    </AuthFrame>
  )
}
