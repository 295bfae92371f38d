import { zodResolver } from '@hookform/resolvers/zod'
import { useMutation } from '@tanstack/react-query'
import { CreateApiKeyInput, type Permission } from '@tradepost/contract'
import { useId } from 'react'
import { useForm, type UseFormRegisterReturn } from 'react-hook-form'
import { api } from '../api.ts'
import { useSession } from '../auth/session-queries.ts'
import { Button } from '../ui/button.tsx'
import { CheckField } from '../ui/check-field.tsx'
import { SelectField, TextField } from '../ui/field.tsx'
import { refusalsAt } from '../ui/form-refusals.ts'
import { Problem } from '../ui/problem.tsx'
import { type NewKey, useKeysChanged } from './key-queries.ts'
import { proofFields, ProofFields } from './proof-fields.tsx'
import { deedName, permissionsByArea } from './permission-names.ts'

const expiries = [
  { days: '30', text: 'After 30 days' },
  { days: '90', text: 'After 90 days' },
  { days: '365', text: 'After a year' },
  { days: '', text: 'Never' },
]

const daysOrNull = (value: unknown): number | null => (value === '' || value === null ? null : Number(value))

interface PermissionsFieldProps {
  held: readonly Permission[]
  registered: UseFormRegisterReturn
  error: string | undefined
}

const PermissionsField = ({ held, registered, error }: PermissionsFieldProps) => {
  const id = useId()
  return (
    <fieldset aria-describedby={error ? `${id}-error` : undefined}>
      <legend className="text-sm font-medium">Permissions</legend>
      <p className="mt-1 text-sm text-muted">What the tool may do, and no more. You can give what you hold yourself.</p>
      {error ? (
        <p id={`${id}-error`} className="mt-1.5 text-sm font-medium text-rust">
          {error}
        </p>
      ) : null}
      <div className="mt-3 divide-y divide-line rounded-2xl border border-line bg-surface px-4">
        {permissionsByArea(held).map(({ area, items }) => (
          <div
            key={area}
            role="group"
            aria-label={area}
            className="flex flex-wrap items-center justify-between gap-x-6 py-1"
          >
            <span aria-hidden className="text-[0.9375rem] font-medium">
              {area}
            </span>
            <span className="flex flex-wrap gap-x-6">
              {items.map((permission) => (
                <CheckField
                  key={permission}
                  label={deedName(permission)}
                  aria-label={`${area}: ${deedName(permission).toLowerCase()}`}
                  value={permission}
                  {...registered}
                />
              ))}
            </span>
          </div>
        ))}
      </div>
    </fieldset>
  )
}

/** Creates an API key for a tool. */
export const KeyForm = ({ onMade }: { onMade: (made: NewKey) => void }) => {
  const held = useSession().data?.permissions ?? []
  const changed = useKeysChanged()
  const create = useMutation(api.admin.apiKeys.create.mutationOptions({ onSuccess: changed }))
  const { register, handleSubmit, formState, setError } = useForm({
    resolver: zodResolver(CreateApiKeyInput),
    defaultValues: { name: '', permissions: [], expiresInDays: 90, password: '' },
  })
  const refusals = refusalsAt(setError, proofFields)
  const submit = handleSubmit((values) => create.mutate(values, { onSuccess: onMade, onError: refusals.show }))
  return (
    <form noValidate aria-label="New key" onSubmit={(event) => void submit(event)} className="flex flex-col gap-6">
      <Problem error={refusals.rest(create.error)} />
      <TextField
        label="Name"
        hint="What the tool is, so that you know the key again."
        autoComplete="off"
        error={formState.errors.name?.message}
        {...register('name')}
      />
      <PermissionsField
        held={held}
        registered={register('permissions')}
        error={formState.errors.permissions?.message}
      />
      <SelectField
        label="Ends"
        error={formState.errors.expiresInDays?.message}
        {...register('expiresInDays', { setValueAs: daysOrNull })}
      >
        {expiries.map(({ days, text }) => (
          <option key={days} value={days}>
            {text}
          </option>
        ))}
      </SelectField>
      <ProofFields
        password={register('password')}
        code={register('code')}
        errors={{ password: formState.errors.password?.message, code: formState.errors.code?.message }}
      />
      <Button type="submit" isBusy={create.isPending} className="min-h-13">
        Create key
      </Button>
    </form>
  )
}
