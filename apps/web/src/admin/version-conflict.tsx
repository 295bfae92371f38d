import { Button } from '../ui/button.tsx'
import { instantText } from '../ui/dates.ts'
import { Dialog } from '../ui/dialog.tsx'

interface VersionConflictProps {
  /** Singular noun for the record, such as `zone`. */
  what: string
  /** When it was saved, as an ISO instant, if that is known. */
  savedAt: string | null
  /** The labels of the fields in which the two versions differ. */
  differing: readonly string[]
  onClose: () => void
  onOverwrite: () => void
  onTakeTheirs: () => void
}

/** Reports that another user saved the same record in the meantime, and asks which version to keep. */
export const VersionConflict = (props: VersionConflictProps) => {
  const { what, savedAt, differing, onClose, onOverwrite, onTakeTheirs } = props
  return (
    <Dialog isOpen onClose={onClose} title={`Somebody else has saved this ${what}`}>
      <p className="leading-relaxed text-muted">
        It was saved{savedAt === null ? '' : ` ${instantText(savedAt)},`} after you had opened it.{' '}
        {differing.length === 0 ? 'What you have is the same.' : `Yours and theirs differ in: ${differing.join(', ')}.`}
      </p>
      <div className="mt-6 flex flex-wrap justify-end gap-3">
        <Button look="quiet" onClick={onClose}>
          Back to editing
        </Button>
        <Button look="secondary" onClick={onTakeTheirs}>
          Take theirs
        </Button>
        <Button onClick={onOverwrite}>Save mine over it</Button>
      </div>
    </Dialog>
  )
}
