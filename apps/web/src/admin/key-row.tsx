import { useMutation } from '@tanstack/react-query'
import type { ApiKey } from '@tradepost/contract'
import { useState } from 'react'
import { api } from '../api.ts'
import { Badge } from '../ui/badge.tsx'
import { Button } from '../ui/button.tsx'
import { dayText, instantText } from '../ui/dates.ts'
import { ConfirmDialog } from '../ui/dialog.tsx'
import { notify } from '../ui/notices.ts'
import { type NewKey, useKeysChanged } from './key-queries.ts'
import { RotateButton } from './rotate-key.tsx'
import { permissionTexts } from './permission-names.ts'

interface KeyActProps {
  apiKey: ApiKey
}

const RevokeButton = ({ apiKey }: KeyActProps) => {
  const [isAsking, setIsAsking] = useState(false)
  const changed = useKeysChanged()
  const revoke = useMutation(api.admin.apiKeys.revoke.mutationOptions({ onSuccess: changed }))
  const confirm = () => {
    const onSuccess = () => {
      setIsAsking(false)
      notify(`${apiKey.name} is revoked.`)
    }
    revoke.mutate({ id: apiKey.id }, { onSuccess })
  }
  return (
    <>
      <Button
        look="secondary"
        aria-haspopup="dialog"
        aria-label={`Revoke ${apiKey.name}`}
        onClick={() => setIsAsking(true)}
      >
        Revoke
      </Button>
      <ConfirmDialog
        isOpen={isAsking}
        onClose={() => setIsAsking(false)}
        title={`Revoke ${apiKey.name}?`}
        act="Revoke key"
        onConfirm={confirm}
        isBusy={revoke.isPending}
        error={revoke.error}
        isDanger
      >
        The tool that uses it is refused from now on, and so are keys that were made with it. This cannot be undone.
      </ConfirmDialog>
    </>
  )
}

type KeyState = 'live' | 'expired' | 'revoked'

const stateOf = ({ revokedAt, expiresAt }: ApiKey): KeyState => {
  if (revokedAt !== null) return 'revoked'
  return expiresAt !== null && Date.parse(expiresAt) <= Date.now() ? 'expired' : 'live'
}

const StateBadge = ({ apiKey, state }: KeyActProps & { state: KeyState }) => {
  if (state === 'revoked') return <Badge tone="problem">Revoked</Badge>
  if (state === 'expired') return <Badge tone="caution">Ended</Badge>
  return <Badge tone="good">{apiKey.expiresAt === null ? 'No end' : `Until ${dayText(apiKey.expiresAt)}`}</Badge>
}

interface KeyRowProps extends KeyActProps {
  mayWrite: boolean
  onMade: (made: NewKey) => void
}

/** One key: its owner, its permissions, and how to revoke or rotate it. */
export const KeyRow = ({ apiKey, mayWrite, onMade }: KeyRowProps) => {
  const state = stateOf(apiKey)
  return (
    <li className="flex flex-wrap items-start gap-x-5 gap-y-4 p-5 sm:px-6">
      <div className="min-w-0 flex-1 basis-64">
        <p className="flex flex-wrap items-center gap-x-3 gap-y-1 font-medium">
          {apiKey.name}
          <StateBadge apiKey={apiKey} state={state} />
        </p>
        <p className="mt-1 text-sm text-muted">
          <code>{apiKey.prefix}…</code> · made {dayText(apiKey.createdAt)} ·{' '}
          {apiKey.lastUsedAt === null ? 'never used' : `last used ${instantText(apiKey.lastUsedAt)}`}
        </p>
        <p className="mt-1 text-sm leading-relaxed text-muted">{permissionTexts(apiKey.permissions).join(' · ')}</p>
      </div>
      {mayWrite && state !== 'revoked' ? (
        <div className="flex flex-wrap gap-3">
          <RotateButton apiKey={apiKey} onMade={onMade} />
          <RevokeButton apiKey={apiKey} />
        </div>
      ) : null}
    </li>
  )
}
