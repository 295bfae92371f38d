import { zodResolver } from '@hookform/resolvers/zod'
import { useMutation } from '@tanstack/react-query'
import { type ApiKey, RotateApiKeyInput } from '@tradepost/contract'
import { useState } from 'react'
import { useForm } from 'react-hook-form'
import { api } from '../api.ts'
import { Button } from '../ui/button.tsx'
import { Dialog } from '../ui/dialog.tsx'
import { refusalsAt } from '../ui/form-refusals.ts'
import { Problem } from '../ui/problem.tsx'
import { type NewKey, useKeysChanged } from './key-queries.ts'
import { proofFields, ProofFields } from './proof-fields.tsx'

interface RotateProps {
  apiKey: ApiKey
  onMade: (made: NewKey) => void
}

const RotateForm = ({ apiKey, onMade, onCancel }: RotateProps & { onCancel: () => void }) => {
  const changed = useKeysChanged()
  const rotate = useMutation(api.admin.apiKeys.rotate.mutationOptions({ onSuccess: changed }))
  const { register, handleSubmit, formState, setError } = useForm({
    resolver: zodResolver(RotateApiKeyInput),
    defaultValues: { id: apiKey.id, password: '' },
  })
  const refusals = refusalsAt(setError, proofFields)
  const submit = handleSubmit((values) => rotate.mutate(values, { onSuccess: onMade, onError: refusals.show }))
  return (
    <form
      noValidate
      aria-label={`Rotation of ${apiKey.name}`}
      onSubmit={(event) => void submit(event)}
      className="flex flex-col gap-5"
    >
      <p className="leading-relaxed text-muted">
        You get a new key with the same permissions. The old one, and the keys made with it, stop working at once.
      </p>
      <Problem error={refusals.rest(rotate.error)} />
      <ProofFields
        password={register('password')}
        code={register('code')}
        errors={{ password: formState.errors.password?.message, code: formState.errors.code?.message }}
      />
      <div className="flex flex-wrap justify-end gap-3">
        <Button look="secondary" onClick={onCancel}>
          Cancel
        </Button>
        <Button type="submit" isBusy={rotate.isPending}>
          Rotate key
        </Button>
      </div>
    </form>
  )
}

/** Replaces an API key with a new one, after the user has proved their identity. */
export const RotateButton = ({ apiKey, onMade }: RotateProps) => {
  const [isAsking, setIsAsking] = useState(false)
  const close = () => setIsAsking(false)
  const finish = (made: NewKey) => {
    close()
    onMade(made)
  }
  return (
    <>
      <Button
        look="secondary"
        aria-haspopup="dialog"
        aria-label={`Rotate ${apiKey.name}`}
        onClick={() => setIsAsking(true)}
      >
        Rotate
      </Button>
      <Dialog isOpen={isAsking} onClose={close} title={`Rotate ${apiKey.name}?`}>
        <RotateForm apiKey={apiKey} onMade={finish} onCancel={close} />
      </Dialog>
    </>
  )
}
