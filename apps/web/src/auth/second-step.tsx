import { zodResolver } from '@hookform/resolvers/zod'
import { ConfirmMfaInput } from '@tradepost/contract'
import { useState } from 'react'
import { useForm } from 'react-hook-form'
import { errorOf } from '../api.ts'
import { Button } from '../ui/button.tsx'
import { TextField } from '../ui/field.tsx'
import { refusalsAt } from '../ui/form-refusals.ts'
import { Problem } from '../ui/problem.tsx'
import { useRetryWait } from '../ui/retry-wait.ts'

interface SecondStepProps {
  onCode: (code: string, onError: (error: unknown) => void) => void
  onBack: () => void
  isBusy: boolean
  error: unknown
}

const kinds = {
  digits: {
    label: 'Six-digit code',
    hint: 'Your authenticator app shows it.',
    other: 'Use a recovery code instead',
    input: { inputMode: 'numeric', autoComplete: 'one-time-code', maxLength: 9 },
  },
  recovery: {
    label: 'Recovery code',
    hint: 'One of those that you kept when you turned the second factor on. Each is good once.',
    other: 'Use the authenticator app instead',
    input: { inputMode: 'text', autoComplete: 'off', maxLength: 40 },
  },
} as const

/** The second step of signing in: six digits, or a recovery code. */
export const SecondStep = ({ onCode, onBack, isBusy, error }: SecondStepProps) => {
  const [kind, setKind] = useState<keyof typeof kinds>('digits')
  const { register, handleSubmit, formState, setError, reset } = useForm({
    resolver: zodResolver(ConfirmMfaInput),
    defaultValues: { code: '' },
  })
  const waitSeconds = useRetryWait(error)
  const refusals = refusalsAt(setError, { 'auth.mfa_invalid': 'code' })
  const submit = handleSubmit(({ code }) => onCode(code, refusals.show))
  const { label, hint, other, input } = kinds[kind]
  const change = () => {
    reset()
    setKind(kind === 'digits' ? 'recovery' : 'digits')
  }
  return (
    <form noValidate aria-label="Second step" onSubmit={(event) => void submit(event)} className="flex flex-col gap-5">
      <Problem error={errorOf(error)?.code === 'auth.mfa_required' ? null : refusals.rest(error)} />
      <TextField
        key={kind}
        autoFocus
        autoCapitalize="none"
        spellCheck={false}
        label={label}
        hint={hint}
        error={formState.errors.code?.message}
        {...input}
        {...register('code')}
      />
      <Button type="submit" isBusy={isBusy} disabled={waitSeconds > 0} className="mt-2 min-h-13">
        Sign in
      </Button>
      <div className="flex flex-col items-center">
        <Button look="quiet" onClick={change}>
          {other}
        </Button>
        <Button look="quiet" onClick={onBack}>
          Use another account
        </Button>
      </div>
    </form>
  )
}
