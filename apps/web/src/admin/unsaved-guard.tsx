import { useBlocker } from '@tanstack/react-router'
import { ConfirmDialog } from '../ui/dialog.tsx'

/** Asks before unsaved changes are lost by following a link, going back, or closing the window. */
export const UnsavedGuard = ({ wouldLose }: { wouldLose: () => boolean }) => {
  const blocker = useBlocker({ shouldBlockFn: wouldLose, enableBeforeUnload: wouldLose, withResolver: true })
  return (
    <ConfirmDialog
      isOpen={blocker.status === 'blocked'}
      onClose={() => blocker.reset?.()}
      title="Leave without saving?"
      act="Leave"
      onConfirm={() => blocker.proceed?.()}
      isBusy={false}
      error={null}
      isDanger
    >
      What you have changed here is not saved, and leaving loses it.
    </ConfirmDialog>
  )
}
