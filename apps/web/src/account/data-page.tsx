import { zodResolver } from '@hookform/resolvers/zod'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { EraseAccountInput } from '@tradepost/contract'
import { Download } from 'lucide-react'
import { useState } from 'react'
import { useForm } from 'react-hook-form'
import { api, client } from '../api.ts'
import { changeSession } from '../auth/session-queries.ts'
import { useDocumentTitle } from '../shop/document-title.ts'
import { Button } from '../ui/button.tsx'
import { Dialog } from '../ui/dialog.tsx'
import { refusalsAt } from '../ui/form-refusals.ts'
import { notify } from '../ui/notices.ts'
import { PageTitle } from '../ui/page-title.tsx'
import { Panel } from '../ui/panel.tsx'
import { PasswordField } from '../ui/password-field.tsx'
import { Problem } from '../ui/problem.tsx'
import { saveFile } from '../ui/save-file.ts'
import { CodeField } from './code-field.tsx'

const exportData = async () => {
  const data = await client.account.data.export.query()
  saveFile(`tradepost-${data.exportedAt.slice(0, 10)}.json`, JSON.stringify(data, null, 2), 'application/json')
}

const ExportPanel = () => {
  const save = useMutation({ mutationFn: exportData, onSuccess: () => notify('Your data is saved as a file.') })
  return (
    <Panel
      title="Take it with you"
      lead="All that the shop holds about you, as one file that programs can read: profile, addresses, sessions and orders."
    >
      <div className="mb-5 empty:hidden">
        <Problem error={save.error} />
      </div>
      <Button look="secondary" isBusy={save.isPending} onClick={() => save.mutate()}>
        <Download aria-hidden className="size-4" />
        Download my data
      </Button>
    </Panel>
  )
}

const useErase = () => {
  const queries = useQueryClient()
  const navigate = useNavigate()
  return useMutation(
    api.account.data.erase.mutationOptions({
      onSuccess: async () => {
        await navigate({ to: '/' })
        await changeSession(queries)
        notify('Your account is deleted. Farewell.')
      },
    })
  )
}

const EraseForm = ({ onCancel }: { onCancel: () => void }) => {
  const erase = useErase()
  const { register, handleSubmit, formState, setError } = useForm({
    resolver: zodResolver(EraseAccountInput),
    defaultValues: { password: '' },
  })
  const refusals = refusalsAt(setError, {
    'auth.wrong_password': 'password',
    'auth.mfa_required': 'code',
    'auth.mfa_invalid': 'code',
  })
  const submit = handleSubmit((values) => erase.mutate(values, { onError: refusals.show }))
  return (
    <form
      noValidate
      aria-label="Delete account"
      onSubmit={(event) => void submit(event)}
      className="flex flex-col gap-5"
    >
      <p className="leading-relaxed text-muted">
        Your name, addresses and sessions are deleted at once and cannot be brought back. Your orders stay in the books
        without your name and address.
      </p>
      <Problem error={refusals.rest(erase.error)} />
      <PasswordField
        label="Current password"
        autoComplete="current-password"
        error={formState.errors.password?.message}
        {...register('password')}
      />
      <CodeField registered={register('code')} error={formState.errors.code?.message} />
      <div className="flex flex-wrap justify-end gap-3">
        <Button look="secondary" onClick={onCancel}>
          Keep my account
        </Button>
        <Button type="submit" look="danger" isBusy={erase.isPending}>
          Delete for good
        </Button>
      </div>
    </form>
  )
}

const ErasePanel = () => {
  const [isAsking, setIsAsking] = useState(false)
  const close = () => setIsAsking(false)
  return (
    <Panel
      title="Delete your account"
      lead="The account goes, with all that is yours in it. You will be asked once more."
    >
      <Button look="secondary" aria-haspopup="dialog" onClick={() => setIsAsking(true)}>
        Delete account
      </Button>
      <Dialog isOpen={isAsking} onClose={close} title="Delete your account for good?">
        <EraseForm onCancel={close} />
      </Dialog>
    </Panel>
  )
}

/** Exports or deletes the data that the shop has about the user. */
export const DataPage = () => {
  useDocumentTitle('Your data')
  return (
    <>
      <PageTitle title="Your data" lead="It belongs to you." />
      <div className="flex flex-col gap-6">
        <ExportPanel />
        <ErasePanel />
      </div>
    </>
  )
}
