import { zodResolver } from '@hookform/resolvers/zod'
import { getRouteApi, Link } from '@tanstack/react-router'
import { SignInInput } from '@tradepost/contract'
import { useForm } from 'react-hook-form'
import { messageOf } from '../api.ts'
import { Button } from '../ui/button.tsx'
import { useDocumentTitle } from '../shop/document-title.ts'
import { TextField } from '../ui/field.tsx'
import { Callout } from '../ui/states.tsx'
import { AuthFrame } from './auth-frame.tsx'
import { useSignIn } from './session-queries.ts'

const route = getRouteApi('/sign-in')
const Credentials = SignInInput.omit({ transport: true })

const SignInForm = () => {
  const signIn = useSignIn()
  const { register, handleSubmit, formState } = useForm({
    resolver: zodResolver(Credentials),
    defaultValues: { email: '', password: '' },
  })
  const submit = handleSubmit((values) => signIn.mutate({ ...values, transport: 'cookie' }))
  return (
    <form noValidate onSubmit={(event) => void submit(event)} className="flex flex-col gap-5">
      {signIn.isError ? <Callout>{messageOf(signIn.error)}</Callout> : null}
      <TextField
        label="E-mail address"
        type="email"
        autoComplete="username"
        autoCapitalize="none"
        error={formState.errors.email?.message}
        {...register('email')}
      />
      <TextField
        label="Password"
        type="password"
        autoComplete="current-password"
        error={formState.errors.password?.message}
        {...register('password')}
      />
      <Button type="submit" isBusy={signIn.isPending} className="mt-2 min-h-13">
        Sign in
      </Button>
    </form>
  )
}

/** Where a customer signs in. */
export const SignInPage = () => {
  const { next } = route.useSearch()
  useDocumentTitle('Sign in')
  return (
    <AuthFrame
      title="Welcome back"
      lead="Sign in to see your orders and to pick up your cart where you left it."
      next={next}
    >
      <SignInForm />
      <p className="mt-8 text-center text-[0.9375rem] text-muted">
        New here?{' '}
        <Link to="/sign-up" search={next ? { next } : {}} className="text-ink underline underline-offset-4">
          Create account
        </Link>
      </p>
    </AuthFrame>
  )
}
