import { zodResolver } from '@hookform/resolvers/zod'
import { getRouteApi, Link } from '@tanstack/react-router'
import { RegisterInput } from '@tradepost/contract'
import { useForm } from 'react-hook-form'
import { errorOf, messageOf } from '../api.ts'
import { Button } from '../ui/button.tsx'
import { useDocumentTitle } from '../shop/document-title.ts'
import { TextField } from '../ui/field.tsx'
import { Callout } from '../ui/states.tsx'
import { AuthFrame } from './auth-frame.tsx'
import { useRegister } from './session-queries.ts'

const route = getRouteApi('/sign-up')

const useSignUpForm = () => {
  const signUp = useRegister()
  const form = useForm({ resolver: zodResolver(RegisterInput), defaultValues: { email: '', name: '', password: '' } })
  const submit = form.handleSubmit((values) =>
    signUp.mutate(values, {
      onError: (error) => {
        const code = errorOf(error)?.code
        if (code === 'auth.email_taken') form.setError('email', { message: messageOf(error) }, { shouldFocus: true })
        if (code === 'auth.weak_password')
          form.setError('password', { message: messageOf(error) }, { shouldFocus: true })
      },
    })
  )
  const code = errorOf(signUp.error)?.code
  const isShownAtField = code === 'auth.email_taken' || code === 'auth.weak_password'
  return { form, submit, isPending: signUp.isPending, error: isShownAtField ? null : signUp.error }
}

const SignUpForm = () => {
  const { form, submit, isPending, error } = useSignUpForm()
  const { register, formState } = form
  return (
    <form noValidate onSubmit={(event) => void submit(event)} className="flex flex-col gap-5">
      {error ? <Callout>{messageOf(error)}</Callout> : null}
      <TextField label="Name" autoComplete="name" error={formState.errors.name?.message} {...register('name')} />
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
        autoComplete="new-password"
        hint="At least 10 characters. A few words in a row are easy to remember and hard to guess."
        error={formState.errors.password?.message}
        {...register('password')}
      />
      <Button type="submit" isBusy={isPending} className="mt-2 min-h-13">
        Create account
      </Button>
    </form>
  )
}

/** Where a customer opens an account. */
export const SignUpPage = () => {
  const { next } = route.useSearch()
  useDocumentTitle('Create account')
  return (
    <AuthFrame title="Create an account" lead="Keep your cart on every device and find your orders again." next={next}>
      <SignUpForm />
      <p className="mt-8 text-center text-[0.9375rem] text-muted">
        Have an account?{' '}
        <Link to="/sign-in" search={next ? { next } : {}} className="text-ink underline underline-offset-4">
          Sign in
        </Link>
      </p>
    </AuthFrame>
  )
}
