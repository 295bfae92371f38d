import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { api, type RouterOutputs } from '../api.ts'
import { refreshSession } from '../auth/session-queries.ts'
import { Badge } from '../ui/badge.tsx'
import { Button } from '../ui/button.tsx'
import { notify } from '../ui/notices.ts'
import { Panel } from '../ui/panel.tsx'
import { Callout, LoadFailure, Loading, Skeleton } from '../ui/states.tsx'
import { MfaProofForm } from './mfa-proof-form.tsx'
import { MfaSetup } from './mfa-setup.tsx'
import { RecoveryCodes } from './recovery-codes.tsx'

type Status = RouterOutputs['account']['mfa']['status']

/** The current step for the second factor; `codes` are shown until the user confirms that they are saved. */
type Stage = { kind: 'rest' | 'setup' | 'disable' | 'regenerate' } | { kind: 'codes'; codes: readonly string[] }

const FEW_CODES = 3

const useStatusChanged = () => {
  const queries = useQueryClient()
  return async () => {
    await refreshSession(queries)
    await queries.invalidateQueries({ queryKey: api.account.mfa.status.queryKey() })
    void queries.invalidateQueries({ queryKey: api.account.sessions.list.queryKey() })
  }
}

interface StageProps {
  onStage: (stage: Stage) => void
}

const Disable = ({ onStage }: StageProps) => {
  const changed = useStatusChanged()
  const disable = useMutation(api.account.mfa.disable.mutationOptions({ onSuccess: changed }))
  const finish = () => {
    onStage({ kind: 'rest' })
    notify('The second factor is off.')
  }
  return (
    <MfaProofForm
      act="Turn off"
      look="danger"
      lead="After that your password alone opens the account."
      onProof={(proof, onError) => disable.mutate(proof, { onSuccess: finish, onError })}
      onCancel={() => onStage({ kind: 'rest' })}
      isBusy={disable.isPending}
      error={disable.error}
    />
  )
}

const Regenerate = ({ onStage }: StageProps) => {
  const changed = useStatusChanged()
  const regenerate = useMutation(api.account.mfa.regenerateCodes.mutationOptions({ onSuccess: changed }))
  return (
    <MfaProofForm
      act="Make new codes"
      lead="The codes that you have kept so far are no longer good after that."
      onProof={(proof, onError) =>
        regenerate.mutate(proof, {
          onSuccess: ({ recoveryCodes }) => onStage({ kind: 'codes', codes: recoveryCodes }),
          onError,
        })
      }
      onCancel={() => onStage({ kind: 'rest' })}
      isBusy={regenerate.isPending}
      error={regenerate.error}
    />
  )
}

const codesLeftText = (count: number): string =>
  count === 1 ? 'One recovery code is left.' : `${count === 0 ? 'No' : count} recovery codes are left.`

const Rest = ({ status, onStage }: StageProps & { status: Status }) => {
  if (!status.enabled) {
    return (
      <>
        {status.required ? (
          <Callout tone="caution" className="mb-5" title="The shop asks its staff for it">
            The back office opens once you have turned it on.
          </Callout>
        ) : null}
        <Button onClick={() => onStage({ kind: 'setup' })}>Turn on second factor</Button>
      </>
    )
  }
  const { recoveryCodesLeft } = status
  return (
    <>
      {recoveryCodesLeft <= FEW_CODES ? (
        <Callout tone="caution" className="mb-5" title={codesLeftText(recoveryCodesLeft)}>
          Make new ones before you need them.
        </Callout>
      ) : (
        <p className="mb-5">{codesLeftText(recoveryCodesLeft)}</p>
      )}
      <div className="flex flex-wrap gap-3">
        <Button look="secondary" onClick={() => onStage({ kind: 'regenerate' })}>
          New recovery codes
        </Button>
        <Button look="secondary" onClick={() => onStage({ kind: 'disable' })}>
          Turn off second factor
        </Button>
      </div>
    </>
  )
}

const Stages = ({ status }: { status: Status }) => {
  const [stage, setStage] = useState<Stage>({ kind: 'rest' })
  const changed = useStatusChanged()
  const rest = () => setStage({ kind: 'rest' })
  const showCodes = (codes: string[]) => {
    setStage({ kind: 'codes', codes })
    void changed()
  }
  switch (stage.kind) {
    case 'rest':
      return <Rest status={status} onStage={setStage} />
    case 'setup':
      return <MfaSetup onCodes={showCodes} onCancel={rest} />
    case 'disable':
      return <Disable onStage={setStage} />
    case 'regenerate':
      return <Regenerate onStage={setStage} />
    case 'codes':
      return <RecoveryCodes codes={stage.codes} onKept={rest} />
  }
}

/** Turns the second factor of the account on or off, and manages its recovery codes. */
export const SecondFactorPanel = () => {
  const status = useQuery(api.account.mfa.status.queryOptions())
  return (
    <Panel
      title="Second factor"
      lead="With it, signing in takes your password and a code of an authenticator app on your telephone."
      aside={
        status.data ? (
          <Badge tone={status.data.enabled ? 'good' : 'plain'}>{status.data.enabled ? 'On' : 'Off'}</Badge>
        ) : null
      }
    >
      {status.isPending ? (
        <Loading what="the second factor">
          <Skeleton className="h-11 w-48 rounded-full" />
        </Loading>
      ) : null}
      {status.isError && !status.data ? (
        <LoadFailure error={status.error} onRetry={() => void status.refetch()} />
      ) : null}
      {status.data ? <Stages status={status.data} /> : null}
    </Panel>
  )
}
