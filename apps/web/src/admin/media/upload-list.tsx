import { RotateCcw, X } from 'lucide-react'
import { Button, IconButton } from '../../ui/button.tsx'
import { ProgressBar } from '../../ui/progress-bar.tsx'
import type { Upload } from './upload-queue.ts'

interface UploadListProps {
  uploads: readonly Upload[]
  onRetry: (upload: Upload) => void
  onDismiss: (key: number) => void
}

const percent = (share: number): string => (share >= 1 ? 'being prepared …' : `${Math.round(share * 100)} %`)

/** The files that are being uploaded, and the failed ones with the reason. */
export const UploadList = ({ uploads, onRetry, onDismiss }: UploadListProps) => (
  <ul aria-label="Uploads" aria-live="polite" className="flex flex-col gap-2 empty:hidden">
    {uploads.map((upload) => {
      const { key, file, share, fault } = upload
      return (
        <li key={key} className="rounded-2xl border border-line bg-surface px-4 py-3">
          {fault === null ? (
            <ProgressBar label={file.name} share={share >= 1 ? null : share} text={percent(share)} />
          ) : (
            <div className="flex items-center gap-3">
              <p className="min-w-0 flex-1 text-sm">
                <span className="block truncate font-medium">{file.name}</span>
                <span className="text-rust">{fault.text}</span>
              </p>
              {fault.isWorthRetrying ? (
                <Button look="quiet" aria-label={`Try ${file.name} again`} onClick={() => onRetry(upload)}>
                  <RotateCcw aria-hidden className="size-4" />
                  Try again
                </Button>
              ) : null}
              <IconButton label={`Dismiss ${file.name}`} onClick={() => onDismiss(key)}>
                <X aria-hidden className="size-4" />
              </IconButton>
            </div>
          )}
        </li>
      )
    })}
  </ul>
)
