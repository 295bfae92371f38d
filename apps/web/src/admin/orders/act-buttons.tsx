import { Button, type ButtonLook } from '../../ui/button.tsx'

interface ActButtonsProps {
  /** What the button that does it says. */
  act: string
  isBusy: boolean
  onClose: () => void
  look?: ButtonLook
  /** Names the form that the button sends, where it stands outside of it. */
  form?: string
}

/** The two ways out of a dialog with a form: leave it, or do it. */
export const ActButtons = ({ act, isBusy, onClose, look = 'primary', form }: ActButtonsProps) => (
  <div className="flex flex-wrap justify-end gap-3">
    <Button look="secondary" onClick={onClose}>
      Go back
    </Button>
    <Button type="submit" look={look} isBusy={isBusy} {...(form === undefined ? {} : { form })}>
      {act}
    </Button>
  </div>
)
