import { useMutation } from '@tanstack/react-query'
import { type IdOf, type ImportRun, isImportOver } from '@tradepost/contract'
import { api, errorOf } from '../../api.ts'
import { Button } from '../../ui/button.tsx'
import { Panel } from '../../ui/panel.tsx'
import { Problem } from '../../ui/problem.tsx'
import { ProgressBar } from '../../ui/progress-bar.tsx'
import { LoadFailure, Loading, Skeleton } from '../../ui/states.tsx'
import { useImportRun, useTakeRun } from './import-queries.ts'
import { counted, dealtWith, stateText } from './import-texts.ts'
import { DryRunReport, EndedEarly, ImportSummary } from './run-report.tsx'
import { UploadView } from './upload-view.tsx'

const Progress = ({ run }: { run: ImportRun }) => {
  const { state, done, rows, sizeBytes, dryRun } = run
  if (state === 'waiting') return <ProgressBar label="Waiting its turn" share={null} />
  if (state === 'checking') {
    const share = sizeBytes === null || sizeBytes === 0 ? null : done.bytes / sizeBytes
    return <ProgressBar label="Checking every row" share={share} text={counted(rows, 'row')} />
  }
  return (
    <>
      <ProgressBar
        label={dryRun === true ? 'Trying every product' : 'Importing'}
        share={rows === 0 ? null : done.rows / rows}
        text={`${done.rows.toLocaleString('en')} of ${counted(rows, 'row')}`}
      />
      <p className="mt-3 text-sm text-muted tabular-nums">
        {counted(dealtWith(run), 'product')} so far
        {run.faultCount > 0 ? `, ${counted(run.faultCount, 'fault')}` : ''}.
      </p>
    </>
  )
}

const CancelButton = ({ run }: { run: ImportRun }) => {
  const takeRun = useTakeRun()
  const cancel = useMutation(api.admin.imports.cancel.mutationOptions({ onSuccess: takeRun }))
  return (
    <div className="mt-6 flex flex-col items-start gap-3">
      <Problem error={cancel.error} />
      <Button look="secondary" isBusy={cancel.isPending} onClick={() => cancel.mutate({ id: run.id })}>
        Cancel
      </Button>
    </div>
  )
}

interface RunProps {
  file: File | null
  onFile: (file: File) => void
}

const Body = ({ run, ...sending }: RunProps & { run: ImportRun }) => {
  if (run.state === 'uploading') return <UploadView run={run} {...sending} />
  if (!isImportOver(run.state)) return <Progress run={run} />
  const isReport = run.dryRun === true && (run.state === 'done' || run.failure === 'faults')
  if (isReport) return <DryRunReport run={run} />
  return run.state === 'done' ? <ImportSummary run={run} /> : <EndedEarly run={run} />
}

const titleOf = (run: ImportRun): string => (run.state === 'done' ? `${stateText(run)}: ${run.fileName}` : run.fileName)

/** One run, from the upload of its file to its summary. */
export const RunView = ({ id, onClose, ...sending }: RunProps & { id: IdOf<'import'>; onClose: () => void }) => {
  const run = useImportRun(id)
  if (run.isPending) {
    return (
      <Loading what="the import">
        <Skeleton className="h-56 rounded-3xl" />
      </Loading>
    )
  }
  if (run.isError && !run.data) {
    const isGone = errorOf(run.error)?.code === 'import.not_found'
    return <LoadFailure error={run.error} onRetry={() => (isGone ? onClose() : void run.refetch())} />
  }
  const isOver = isImportOver(run.data.state)
  return (
    <Panel
      title={titleOf(run.data)}
      aside={
        <span role="status" className={run.data.state === 'done' ? 'sr-only' : 'text-sm text-muted'}>
          {stateText(run.data)}
        </span>
      }
    >
      <Body run={run.data} {...sending} />
      {isOver ? (
        <Button look="quiet" className="mt-6" onClick={onClose}>
          Import another file
        </Button>
      ) : (
        <CancelButton run={run.data} />
      )}
    </Panel>
  )
}
