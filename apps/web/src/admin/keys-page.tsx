import { useQuery } from '@tanstack/react-query'
import type { ApiKey } from '@tradepost/contract'
import { KeyRound, Plus } from 'lucide-react'
import { useState } from 'react'
import { api } from '../api.ts'
import { can } from '../auth/can.ts'
import { useSession } from '../auth/session-queries.ts'
import { useDocumentTitle } from '../shop/document-title.ts'
import { Button } from '../ui/button.tsx'
import { Dialog } from '../ui/dialog.tsx'
import { PageTitle } from '../ui/page-title.tsx'
import { Sheet } from '../ui/sheet.tsx'
import { EmptyState, LoadFailure, Loading, Skeleton } from '../ui/states.tsx'
import { KeyForm } from './key-form.tsx'
import type { NewKey } from './key-queries.ts'
import { KeyRow } from './key-row.tsx'
import { Needs } from './needs.tsx'
import { NewKeyNote } from './new-key-note.tsx'

interface KeyListProps {
  keys: readonly ApiKey[]
  mayWrite: boolean
  onMade: (made: NewKey) => void
}

const KeyList = ({ keys, mayWrite, onMade }: KeyListProps) => {
  if (keys.length === 0) {
    return (
      <EmptyState title="No keys yet" icon={<KeyRound aria-hidden strokeWidth={1.4} className="size-7" />}>
        A key lets a tool call the shop without anybody’s password, and only for what the key may do.
      </EmptyState>
    )
  }
  return (
    <ul aria-label="Keys" className="divide-y divide-line rounded-3xl border border-line bg-surface">
      {keys.map((apiKey) => (
        <KeyRow key={apiKey.id} apiKey={apiKey} mayWrite={mayWrite} onMade={onMade} />
      ))}
    </ul>
  )
}

const KeysDesk = () => {
  const mayWrite = can(useSession().data, 'api_keys:write')
  const keys = useQuery(api.admin.apiKeys.list.queryOptions())
  const [isMaking, setIsMaking] = useState(false)
  const [made, setMade] = useState<NewKey | null>(null)
  const show = (key: NewKey) => {
    setIsMaking(false)
    setMade(key)
  }
  return (
    <>
      <PageTitle
        title="API keys"
        lead="The tools that call the shop. A key is shown once, when it is made."
        action={
          mayWrite ? (
            <Button aria-haspopup="dialog" onClick={() => setIsMaking(true)}>
              <Plus aria-hidden className="size-4.5" />
              New key
            </Button>
          ) : null
        }
      />
      {keys.isPending ? (
        <Loading what="the keys">
          <Skeleton className="h-40 rounded-3xl" />
        </Loading>
      ) : null}
      {keys.isError && !keys.data ? <LoadFailure error={keys.error} onRetry={() => void keys.refetch()} /> : null}
      {keys.data ? <KeyList keys={keys.data.items} mayWrite={mayWrite} onMade={setMade} /> : null}
      <Sheet isOpen={isMaking} onClose={() => setIsMaking(false)} title="New key">
        <KeyForm onMade={show} />
      </Sheet>
      <Dialog isOpen={made !== null} onClose={() => setMade(null)} title="Your new key">
        {made ? <NewKeyNote made={made} onKept={() => setMade(null)} /> : null}
      </Dialog>
    </>
  )
}

/** The API keys of the tools that call the shop. */
export const KeysPage = () => {
  useDocumentTitle('API keys')
  return (
    <Needs permission="api_keys:read">
      <KeysDesk />
    </Needs>
  )
}
