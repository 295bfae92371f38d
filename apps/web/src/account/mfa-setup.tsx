import { zodResolver } from '@hookform/resolvers/zod'
import { useMutation } from '@tanstack/react-query'
import { BeginMfaInput, ConfirmMfaInput } from '@tradepost/contract'
import { useState } from 'react'
import { useForm } from 'react-hook-form'
import { api, type RouterOutputs } from '../api.ts'
import { Button } from '../ui/button.tsx'
import { TextField } from '../ui/field.tsx'
import { refusalsAt } from '../ui/form-refusals.ts'
import { PasswordField } from '../ui/password-field.tsx'
import { Problem } from '../ui/problem.tsx'
import { QrCode } from './qr-code.tsx'

type Setup = RouterOutputs['account']['mfa']['begin']

interface StepProps {
  onCancel: () => void
}

const BeginForm = ({ onBegun, onCancel }: StepProps & { onBegun: (setup: Setup) => void }) => {
  const begin = useMutation(api.account.mfa.begin.mutationOptions())
  const { register, handleSubmit, formState, setError } = useForm({
    resolver: zodResolver(BeginMfaInput),
    defaultValues: { password: '' },
  })
  const refusals = refusalsAt(setError, { 'auth.wrong_password': 'password' })
  const submit = handleSubmit((values) => begin.mutate(values, { onSuccess: onBegun, onError: refusals.show }))
  return (
    <form
      noValidate
      aria-label="Turn on the second factor"
      onSubmit={(event) => void submit(event)}
      className="flex flex-col gap-5"
    >
      <Problem error={refusals.rest(begin.error)} />
      <PasswordField
        label="Current password"
        autoComplete="current-password"
        autoFocus
        error={formState.errors.password?.message}
        {...register('password')}
      />
      <div className="flex flex-wrap gap-3">
        <Button type="submit" isBusy={begin.isPending}>
          Continue
        </Button>
        <Button look="secondary" onClick={onCancel}>
          Cancel
        </Button>
      </div>
    </form>
  )
}

// The QR code is scanned before anything is typed. A focused input would scroll past it on a phone.
const takeFocus = (element: HTMLElement | null): void => element?.focus()

const ScanStep = ({ setup }: { setup: Setup }) => (
  <div ref={takeFocus} tabIndex={-1} className="flex flex-wrap items-center gap-6 focus-visible:outline-none">
    <QrCode text={setup.uri} label="QR code for your authenticator app" />
    <div className="min-w-0 flex-1 basis-56 leading-relaxed">
      <p>Open your authenticator app, add an account, and scan this code.</p>
      <p className="mt-4 text-sm text-muted">No camera at hand? Type this key instead:</p>
      <p className="mt-1 font-mono text-[0.9375rem] break-words" data-testid="mfa-secret">
        {setup.secret.replaceAll(/(.{4})(?=.)/g, '$1 ')}
      </p>
    </div>
  </div>
)

const ConfirmForm = ({
  setup,
  onCodes,
  onCancel,
}: StepProps & { setup: Setup; onCodes: (codes: string[]) => void }) => {
  const confirm = useMutation(api.account.mfa.confirm.mutationOptions())
  const { register, handleSubmit, formState, setError } = useForm({
    resolver: zodResolver(ConfirmMfaInput),
    defaultValues: { code: '' },
  })
  const refusals = refusalsAt(setError, { 'auth.mfa_invalid': 'code' })
  const submit = handleSubmit((values) =>
    confirm.mutate(values, { onSuccess: ({ recoveryCodes }) => onCodes(recoveryCodes), onError: refusals.show })
  )
  return (
    <form
      noValidate
      aria-label="Confirm the second factor"
      onSubmit={(event) => void submit(event)}
      className="flex flex-col gap-6"
    >
      <ScanStep setup={setup} />
      <Problem error={refusals.rest(confirm.error)} />
      <TextField
        label="Six-digit code"
        hint="The app shows it, and changes it every 30 seconds."
        inputMode="numeric"
        autoComplete="one-time-code"
        maxLength={9}
        error={formState.errors.code?.message}
        {...register('code')}
      />
      <div className="flex flex-wrap gap-3">
        <Button type="submit" isBusy={confirm.isPending}>
          Turn on
        </Button>
        <Button look="secondary" onClick={onCancel}>
          Cancel
        </Button>
      </div>
    </form>
  )
}

/** Turns on the second factor: the password, then the QR code and its first six digits, which return recovery codes. */
export const MfaSetup = ({ onCodes, onCancel }: StepProps & { onCodes: (codes: string[]) => void }) => {
  const [setup, setSetup] = useState<Setup | null>(null)
  if (setup) return <ConfirmForm setup={setup} onCodes={onCodes} onCancel={onCancel} />
  return <BeginForm onBegun={setSetup} onCancel={onCancel} />
}
