import type { UseFormRegisterReturn } from 'react-hook-form'
import { useSession } from '../auth/session-queries.ts'
import { TextField } from '../ui/field.tsx'

interface CodeFieldProps {
  registered: UseFormRegisterReturn
  error: string | undefined
}

/** A field for a second-factor code beside the password. Renders nothing unless the account has a second factor. */
export const CodeField = ({ registered, error }: CodeFieldProps) => {
  const hasFactor = useSession().data?.user?.mfaEnabled ?? false
  if (!hasFactor) return null
  return (
    <TextField
      label="Code"
      hint="Six digits of your authenticator app, or a recovery code."
      autoComplete="one-time-code"
      autoCapitalize="none"
      spellCheck={false}
      error={error}
      {...registered}
    />
  )
}
