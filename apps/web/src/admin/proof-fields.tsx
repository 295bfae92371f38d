import type { UseFormRegisterReturn } from 'react-hook-form'
import { CodeField } from '../account/code-field.tsx'
import { PasswordField } from '../ui/password-field.tsx'

/** The field that shows each error of the reauthentication. */
export const proofFields = {
  'auth.password_required': 'password',
  'auth.wrong_password': 'password',
  'auth.mfa_required': 'code',
  'auth.mfa_invalid': 'code',
} as const

interface ProofFieldsProps {
  password: UseFormRegisterReturn
  code: UseFormRegisterReturn
  errors: { password: string | undefined; code: string | undefined }
}

/** Asks users to prove their identity again before they get a key. */
export const ProofFields = ({ password, code, errors }: ProofFieldsProps) => (
  <>
    <PasswordField
      label="Your password"
      hint="A key acts in your name, so we make sure that it is you."
      autoComplete="current-password"
      error={errors.password}
      {...password}
    />
    <CodeField registered={code} error={errors.code} />
  </>
)
