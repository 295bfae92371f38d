import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import type { ApiKey } from '@tradepost/contract'
import { useState } from 'react'
import type { UseFormRegisterReturn } from 'react-hook-form'
import { api } from '../api.ts'
import { Button } from '../ui/button.tsx'
import { CheckField } from '../ui/check-field.tsx'
import { dayText } from '../ui/dates.ts'
import { ConfirmDialog } from '../ui/dialog.tsx'
import { notify } from '../ui/notices.ts'
import { Panel } from '../ui/panel.tsx'

const useOwnKeys = (): readonly ApiKey[] => useQuery(api.account.apiKeys.list.queryOptions()).data?.apiKeys ?? []

const KeyNames = ({ keys }: { keys: readonly ApiKey[] }) => (
  <ul aria-label="Your API keys" className="flex flex-col gap-1 text-sm text-muted">
    {keys.map(({ id, name, prefix, expiresAt }) => (
      <li key={id}>
        <span className="font-medium text-ink">{name}</span> · <code>{prefix}…</code> ·{' '}
        {expiresAt === null ? 'no end' : `until ${dayText(expiresAt)}`}
      </li>
    ))}
  </ul>
)

/** Lists the API keys of the account that still work, and offers to revoke them together with the password change. */
export const KeysField = ({ registered }: { registered: UseFormRegisterReturn }) => {
  const keys = useOwnKeys()
  if (keys.length === 0) return null
  return (
    <div className="flex flex-col gap-3">
      <CheckField label="Revoke my API keys too" {...registered} />
      <KeyNames keys={keys} />
    </div>
  )
}

const useRevokeAll = (onDone: () => void) => {
  const queries = useQueryClient()
  return useMutation(
    api.account.apiKeys.revokeAll.mutationOptions({
      onSuccess: () => {
        queries.setQueryData(api.account.apiKeys.list.queryKey(), { apiKeys: [] })
        onDone()
        notify('Your API keys are revoked.')
      },
    })
  )
}

/** The API keys of the account. Renders nothing if there are none. */
export const OwnKeysPanel = () => {
  const keys = useOwnKeys()
  const [isAsking, setIsAsking] = useState(false)
  const close = () => setIsAsking(false)
  const revoke = useRevokeAll(close)
  if (keys.length === 0) return null
  return (
    <Panel title="API keys" lead="These keys act in your name without your password. A change of password leaves them.">
      <div className="mb-5">
        <KeyNames keys={keys} />
      </div>
      <Button look="secondary" aria-haspopup="dialog" onClick={() => setIsAsking(true)}>
        Revoke all my keys
      </Button>
      <ConfirmDialog
        isOpen={isAsking}
        onClose={close}
        title="Revoke all your API keys?"
        act="Revoke keys"
        onConfirm={() => revoke.mutate()}
        isBusy={revoke.isPending}
        error={revoke.error}
        isDanger
      >
        The tools that use them are refused from now on. This cannot be undone.
      </ConfirmDialog>
    </Panel>
  )
}
