import type { ImportRun } from '@tradepost/contract'
import { FileUp } from 'lucide-react'
import { useEffect, useEffectEvent, useState } from 'react'
import { client } from '../../api.ts'
import { Button } from '../../ui/button.tsx'
import { Problem } from '../../ui/problem.tsx'
import { ProgressBar } from '../../ui/progress-bar.tsx'
import { Callout } from '../../ui/states.tsx'
import { DropZone } from '../media/drop-zone.tsx'
import { sizeText } from '../media/media-card.tsx'
import { useTakeRun } from './import-queries.ts'
import { sendFile } from './send-file.ts'

interface UploadViewProps {
  run: ImportRun
  /** The file to upload; null if the page was reloaded and the user must choose it again. */
  file: File | null
  onFile: (file: File) => void
}

// A complete upload starts a dry run at once, because a dry run changes nothing.
const useSend = (run: ImportRun, file: File | null) => {
  const takeRun = useTakeRun()
  const [error, setError] = useState<unknown>(null)
  const [round, setRound] = useState(0)
  const send = useEffectEvent(async (chosen: File, signal: AbortSignal) => {
    const { id, receivedBytes } = run
    try {
      await sendFile({ id, file: chosen, from: receivedBytes, signal, onProgress: takeRun })
      if (!signal.aborted) takeRun(await client.admin.imports.start.mutate({ id, dryRun: true, onFault: 'skip' }))
    } catch (thrown) {
      if (!signal.aborted) setError(thrown)
    }
  })
  useEffect(() => {
    if (file === null) return
    const controller = new AbortController()
    setError(null)
    void send(file, controller.signal)
    return () => controller.abort()
  }, [file, round])
  return { error, retry: () => setRound((now) => now + 1) }
}

const GoOn = ({ run, onFile }: Omit<UploadViewProps, 'file'>) => {
  const [isOther, setIsOther] = useState(false)
  const take = ([file]: File[]) => {
    const fits = file !== undefined && (run.sizeBytes === null || file.size === run.sizeBytes)
    setIsOther(!fits)
    if (file && fits) onFile(file)
  }
  return (
    <div className="mt-5 flex flex-col gap-4">
      {isOther ? <Callout>This is not the same file: its size differs.</Callout> : null}
      <DropZone
        label={`Choose ${run.fileName} again`}
        hint="The upload stopped when the page was left. With the same file it goes on where it stopped."
        accept=".csv,text/csv"
        icon={FileUp}
        onFiles={take}
      />
    </div>
  )
}

/** Shows the progress of an upload, and resumes one that was interrupted. */
export const UploadView = ({ run, file, onFile }: UploadViewProps) => {
  const { error, retry } = useSend(run, file)
  const total = run.sizeBytes ?? file?.size ?? 0
  return (
    <>
      <ProgressBar
        label={`Sending ${run.fileName}`}
        share={total === 0 ? null : run.receivedBytes / total}
        text={`${sizeText(run.receivedBytes)} of ${sizeText(total)}`}
      />
      {error ? (
        <div className="mt-5 flex flex-col items-start gap-4">
          <Problem error={error} />
          <Button look="secondary" onClick={retry}>
            Go on sending
          </Button>
        </div>
      ) : null}
      {file === null ? <GoOn run={run} onFile={onFile} /> : null}
    </>
  )
}
