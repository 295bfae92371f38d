import { zodResolver } from '@hookform/resolvers/zod'
import { DisableMfaInput } from '@tradepost/contract'
import { useForm } from 'react-hook-form'
import { Button, type ButtonLook } from '../ui/button.tsx'
import { TextField } from '../ui/field.tsx'
import { refusalsAt } from '../ui/form-refusals.ts'
import { PasswordField } from '../ui/password-field.tsx'
import { Problem } from '../ui/problem.tsx'

interface MfaProofFormProps {
  /** The name of the act, for the form and its button. */
  act: string
  look?: ButtonLook
  lead: string
  onProof: (proof: { password: string; code: string }, onError: (error: unknown) => void) => void
  onCancel: () => void
  isBusy: boolean
  error: unknown
}

/** Asks for the password and a code before the second factor is changed. */
export const MfaProofForm = ({ act, look = 'primary', lead, onProof, onCancel, isBusy, error }: MfaProofFormProps) => {
  const { register, handleSubmit, formState, setError } = useForm({
    resolver: zodResolver(DisableMfaInput),
    defaultValues: { password: '', code: '' },
  })
  const refusals = refusalsAt(setError, { 'auth.wrong_password': 'password', 'auth.mfa_invalid': 'code' })
  const submit = handleSubmit((proof) => onProof(proof, refusals.show))
  return (
    <form noValidate aria-label={act} onSubmit={(event) => void submit(event)} className="flex flex-col gap-5">
      <p className="leading-relaxed text-muted">{lead}</p>
      <Problem error={refusals.rest(error)} />
      <PasswordField
        label="Current password"
        autoComplete="current-password"
        autoFocus
        error={formState.errors.password?.message}
        {...register('password')}
      />
      <TextField
        label="Code"
        hint="Six digits of your authenticator app, or a recovery code."
        autoComplete="one-time-code"
        autoCapitalize="none"
        spellCheck={false}
        error={formState.errors.code?.message}
        {...register('code')}
      />
      <div className="flex flex-wrap gap-3">
        <Button type="submit" look={look} isBusy={isBusy}>
          {act}
        </Button>
        <Button look="secondary" onClick={onCancel}>
          Cancel
        </Button>
      </div>
    </form>
  )
}
