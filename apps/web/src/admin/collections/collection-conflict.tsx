import type { AdminCollection, Currency } from '@tradepost/contract'
import { Button } from '../../ui/button.tsx'
import { instantText } from '../../ui/dates.ts'
import { Dialog } from '../../ui/dialog.tsx'
import { type CollectionForm, differingFields, formOf } from './collection-form.ts'

interface CollectionConflictProps {
  current: AdminCollection
  mine: CollectionForm
  currency: Currency
  onClose: () => void
  onOverwrite: () => void
  onTakeTheirs: () => void
}

/** Says that somebody else has saved the collection meanwhile, and asks whose version counts. */
export const CollectionConflict = (props: CollectionConflictProps) => {
  const { current, mine, currency, onClose, onOverwrite, onTakeTheirs } = props
  const differing = differingFields(mine, formOf(current, currency))
  return (
    <Dialog isOpen onClose={onClose} title="Somebody else has saved this collection">
      <p className="leading-relaxed text-muted">
        It was saved {instantText(current.updatedAt)}, after you had opened it.{' '}
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
